"""A judgement that differs from what is proposed: allowed to everybody who rates, for a reason."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext as _

from accounts.blockers import Blocker
from evidence.codes import DOMAINS_DOWN
from evidence.profile import BodyChain
from evidence.proposing.proposals import proposals_of
from evidence.proposing.shown import levels_in_words
from guideline.text import Text, localized
from guideline.words import words

if TYPE_CHECKING:
    from evidence.grade.proposals.rule import Proposal


class Judged(Protocol):
    """A domain as somebody judges it."""

    levels: int
    because: Text


def proposals_at_rating(
    body: BodyChain, part: str, *, design: str, judged: Mapping[str, Judged]
) -> dict[str, "Proposal"]:
    """What is proposed while this is judged: by the guideline's edition, with these domains lowered."""
    lowered = [domain for domain in DOMAINS_DOWN if domain in judged and judged[domain].levels]
    edition = body.outcome.question.guideline.grade_rules
    return proposals_of(body, part, edition=edition, design=design, lowered=lowered)


def overridden_without_reason(
    proposals: Mapping[str, "Proposal"], judged: Mapping[str, Judged]
) -> dict[str, str]:
    """The domains judged otherwise than proposed with no word on why, each with a sentence."""
    return {
        domain: _said(made)
        for domain, made in proposals.items()
        if domain in judged
        and made.levels not in (None, judged[domain].levels)
        and not localized(judged[domain].because).strip()
    }


def blockers_to_overriding(
    proposals: Mapping[str, "Proposal"], judged: Mapping[str, Judged]
) -> list[Blocker]:
    """A sentence for each domain that is judged otherwise than proposed with no reason."""
    return [Blocker(text) for text in overridden_without_reason(proposals, judged).values()]


def _said(made: "Proposal") -> str:
    sentence = _("{domain}: {levels} is proposed; give the reason for judging otherwise.")
    levels = levels_in_words(made.domain, made.levels)
    if made.levels == 0:
        levels = _("no level")
    return sentence.format(domain=words(made.domain).capitalize(), levels=levels)
