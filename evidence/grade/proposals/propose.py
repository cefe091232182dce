"""The way in: a proposal for each domain that rules can speak of, and the register of all rules."""

from evidence.grade.certainty import EDITIONS, MOST_DOWN
from evidence.grade.proposals import (
    imprecision,
    inconsistency,
    indirectness,
    large_effect,
    publication_bias,
    risk_of_bias,
)
from evidence.grade.proposals.body_figures import BodyFigures
from evidence.grade.proposals.rule import Proposal, Rule
from evidence.grade.proposals.settings import DEFAULTS, Settings

# In GRADE's order. Dose-response and plausible confounding leave no trace in pooled figures.
DOWN = (risk_of_bias, inconsistency, indirectness, imprecision, publication_bias)

RULES: dict[str, Rule] = {
    rule.id: rule for module in (*DOWN, large_effect) for rule in module.RULES
}


def proposals_for(
    body: BodyFigures, edition: str = "classic", settings: Settings = DEFAULTS
) -> tuple[Proposal, ...]:
    """Return one proposal for each of the five domains down, then one for a large effect.

    None of them applies itself; one whose `levels` is None says why the data allow none. A large
    effect asks which domains are judged down (`body.lowered`), or while nobody judged, which are
    proposed to be. ValueError for an unknown edition.
    """
    if edition not in EDITIONS:
        raise ValueError(f"unknown edition of the GRADE rules: {edition!r}")
    down = tuple(module.propose(body, edition, settings) for module in DOWN)
    up = large_effect.propose(body, edition, settings, lowered=_lowered(body, down))
    return (*down, up)


def _lowered(body: BodyFigures, proposed: tuple[Proposal, ...]) -> tuple[str, ...]:
    if body.lowered is not None:
        return tuple(domain for domain in MOST_DOWN if domain in body.lowered)
    return tuple(proposal.domain for proposal in proposed if proposal.levels)
