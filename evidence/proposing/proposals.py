"""What the rules propose for a body of evidence: domain by domain, for each part that is rated."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from evidence.codes import RATING_PARTS
from evidence.profile import BodyChain
from evidence.proposing.settings import settings_from

if TYPE_CHECKING:
    from evidence.grade.proposals.rule import Proposal
    from evidence.grade.proposals.settings import Settings


def parts_of(body: BodyChain) -> tuple[str, ...]:
    """The parts that are rated: those of a diagnostic outcome unless it was rated as a whole."""
    if body.outcome.type != "diagnostic" or "" in body.ratings:
        return ("",)
    return RATING_PARTS


def proposals_of(
    body: BodyChain,
    part: str = "",
    *,
    edition: str = "",
    design: str = "",
    lowered: Collection[str] | None = None,
) -> dict[str, "Proposal"]:
    """The proposal of each domain that the rules can speak of, by domain.

    Edition, design and the domains judged down as given, else as the part was rated, else those of
    the guideline, of the studies and of the proposals themselves. Accuracy as a whole follows the
    part that is to be lowered more, since the lower part sets the outcome.
    """
    if body.outcome.type == "diagnostic" and not part:
        both = (
            proposals_of(body, each, edition=edition, design=design, lowered=lowered)
            for each in RATING_PARTS
        )
        first, second = both
        return {domain: max(first[domain], second[domain], key=_concern) for domain in first}
    # The rules load scipy's neighbours only where something is pooled; they themselves are plain.
    from evidence.grade.proposals.propose import proposals_for
    from evidence.proposing.body_figures import figures_of

    rating = body.ratings.get(part) or body.ratings.get("")
    guideline = body.outcome.question.guideline
    edition = edition or (rating.edition if rating else guideline.grade_rules)
    figures = figures_of(body, part, design=design, lowered=lowered)
    made = proposals_for(figures, edition, settings_of(body))
    # Whether a large effect counts depends on the design; unknown, nothing is said of it.
    return {each.domain: each for each in made if figures.design or each.domain != "large_effect"}


def settings_of(body: BodyChain) -> "Settings":
    """The settings of the body's guideline, with the outcome's own inputs of the information size."""
    outcome = body.outcome
    guideline = outcome.question.guideline
    return settings_from(
        guideline.proposal_settings,
        i2_limit=guideline.inconsistency_above,
        size=outcome.information_size,
        against_null=outcome.thresholds.get("target") == "null-effect",
    )


def stored(proposals: Mapping[str, "Proposal"], domain: str) -> dict[str, object]:
    """What is kept with a judgement of what was proposed: its rule, its levels if it had any."""
    made = proposals.get(domain)
    if made is None:
        return {}
    levels = {} if made.levels is None else {"levels": made.levels}
    return {**levels, "rule": made.rule}


def _concern(made: "Proposal") -> float:
    """More levels first; data that allow no proposal before a proposal of none."""
    return 0.5 if made.levels is None else made.levels
