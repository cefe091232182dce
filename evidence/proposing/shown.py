"""Proposals as people read them, beside what was judged: the way in for pages and checks.

Nothing heavy is imported until something is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.grade.certainty import MOST_UP
from evidence.profile import BodyChain
from evidence.proposing.proposals import parts_of, proposals_of
from guideline.text import localized
from guideline.words import words

if TYPE_CHECKING:
    from evidence.grade.proposals.rule import Proposal
    from evidence.models import Judgement


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A rule that was looked at: its sentence, its id, its source and what that leaves open."""

    sentence: str
    rule: str
    source: str
    convention: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """One domain of one part: what is proposed, in words, beside what was judged.

    `levels` None where the data allow no proposal; `allowed` are all numbers of levels that the
    source leaves open. `judged` None where nobody judged; `reason` is the judgement's. `then` is what
    was proposed when it was judged (`{"rule": ..., "levels": ...}`), empty where that is not known.
    """

    part: str
    domain: str
    levels: int | None
    allowed: tuple[int, ...]
    heading: str
    sentence: str
    because: str
    rule: str
    source: str
    convention: str
    figures: tuple[tuple[str, str], ...]
    beside: tuple[LookedAt, ...]
    judged: int | None
    reason: str
    then: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The domain in words."""
        return words(self.domain)

    @property
    def differs_from_judgement(self) -> bool:
        """Whether another number of levels was judged than is proposed."""
        return None not in (self.levels, self.judged) and self.levels != self.judged

    @property
    def overridden_without_reason(self) -> bool:
        """Whether the judgement differs and nobody said why."""
        return self.differs_from_judgement and not self.reason

    @property
    def changed_since(self) -> bool:
        """Whether something else is proposed now than when the domain was judged."""
        return bool(self.then) and self.then.get("levels") != self.levels

    @property
    def then_in_words(self) -> str:
        """`one level down`: what was proposed when the domain was judged; empty if not known."""
        return levels_in_words(self.domain, self.then.get("levels")) if self.then else ""

    @property
    def others_allowed(self) -> str:
        """`none or two levels down`: what the source leaves open besides; empty where nothing."""
        others = [each for each in self.allowed if each != self.levels]
        return _(" or ").join(levels_in_words(self.domain, each) for each in others)


def shown_proposals(body: BodyChain) -> list[ShownProposal]:
    """Every proposal of a body as it was rated, part by part, domain by domain in GRADE's order."""
    return [
        each
        for part in parts_of(body)
        for each in shown(proposals_of(body, part), part, _judged(body, part))
    ]


def shown(
    proposals: Mapping[str, "Proposal"], part: str, judged: Mapping[str, "Judgement"]
) -> list[ShownProposal]:
    """These proposals in words, each beside its judgement if there is one."""
    return [_shown(made, part, judged.get(domain)) for domain, made in proposals.items()]


def levels_in_words(domain: str, levels: int | None) -> str:
    """`no level`, `one level down`, `two levels up`, or that the data allow no proposal."""
    if levels is None:
        return _("no proposal")
    if not levels:
        return _("none")
    if domain in MOST_UP:
        return ngettext("one level up", "{n} levels up", levels).format(n=_number(levels))
    return ngettext("one level down", "{n} levels down", levels).format(n=_number(levels))


def heading_of(domain: str, levels: int | None) -> str:
    """`Proposed: one level down.`"""
    if levels is None:
        return _("The data allow no proposal.")
    if not levels:
        return _("Proposed: no level up.") if domain in MOST_UP else _("Proposed: no level down.")
    return _("Proposed: {levels}.").format(levels=levels_in_words(domain, levels))


def _number(levels: int) -> str:
    return {2: _("two"), 3: _("three")}.get(levels, str(levels))


def _judged(body: BodyChain, part: str) -> dict[str, "Judgement"]:
    rating = body.ratings.get(part)
    return {each.domain: each for each in rating.judgements.all()} if rating else {}


def _shown(made: "Proposal", part: str, judged: "Judgement | None") -> ShownProposal:
    own = _looked_at(made)
    return ShownProposal(
        part=part,
        domain=made.domain,
        levels=made.levels,
        allowed=made.allowed,
        heading=heading_of(made.domain, made.levels),
        sentence=own.sentence,
        because=made.because,
        rule=own.rule,
        source=own.source,
        convention=own.convention,
        figures=own.figures,
        beside=tuple(_looked_at(each) for each in made.beside),
        judged=judged.levels if judged else None,
        reason=localized(judged.because).strip() if judged else "",
        then=judged.proposed if judged else {},
    )


def _looked_at(made: "Proposal") -> LookedAt:
    # Sentences read figures as figures do: slow import.
    from evidence.proposing.words import figures_in_words, sentence_of

    source = made.source
    return LookedAt(
        sentence=sentence_of(made),
        rule=made.rule,
        source=f"{source.author} {source.year}. {source.where}",
        convention=source.convention,
        figures=figures_in_words(made),
    )
