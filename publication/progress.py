"""How far each question has come, what is missing, and who must act: derived, never ticked off."""

from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.profile import OutcomeChain
from guideline.times import in_zone
from publication.chain import QuestionChain, RecommendationChain
from voting.rules.derivation import POSTPONED, WORDING_CHANGED

Code = Literal["done", "open", "waits", "stale"]


@dataclass(frozen=True, slots=True)
class State:
    """Where something stands: a code, a few words, who must act (a role, or empty), and where.

    `flag` is the recommendation's flag that says the same, so that a page says it once.
    """

    code: Code
    words: str
    who: str = ""
    href: str = ""
    flag: str = ""


def state_of(question: QuestionChain, each: RecommendationChain) -> State:
    """Where a recommendation stands and what it waits for."""
    slug, ref = question.question.guideline.slug, each.recommendation.ref
    opening = reverse("round_open", args=[slug, ref])
    if each.open_round:
        return _running(question, each)
    if each.evidence_changed:
        return State("stale", _("evidence changed since the vote"), "chair", opening)
    if each.wording_changed:
        said = _("wording changed since the vote")
        return State("stale", said, "chair", opening, flag=WORDING_CHANGED)
    unrated = [outcome for outcome in each.critical if outcome.level is None]
    if each.derived.is_graded and unrated:
        return _to_rate(question, unrated)
    if each.derived.is_graded and not each.critical:
        return State("waits", _("no outcome is critical yet"), "methodologist", _edit(question))
    if each.derived.outcome == "open":
        return State("waits", _("to be put to the vote"), "chair", opening)
    if POSTPONED in each.derived.flags:
        return State("waits", _("postponed by the chair"), flag=POSTPONED)
    if _rounds_used_up(each):
        held = each.last_closed
        address = reverse("way_out", args=[held.pk]) if held else opening
        return State("waits", _("a way out to be decided"), "chair", address)
    if each.derived.outcome in {"no-consensus", "inquorate"}:
        return State("waits", _("to be voted on again"), "chair", opening)
    return State("done", _("done"))


def _rounds_used_up(each: RecommendationChain) -> bool:
    """Whether the last round that the rule allows brought no consensus, and nobody decided since."""
    reasons = each.derived.tally.reasons if each.derived.tally else ()
    return each.derived.outcome == "no-consensus" and any(
        reason.code == "another-round" and reason.figures["rounds_held"] >= reason.figures["rounds"]
        for reason in reasons
    )


def state_without_recommendation(question: QuestionChain) -> State:
    """Where a question stands that has no draft recommendation yet."""
    unrated = [
        outcome
        for outcome in question.outcomes
        if outcome.outcome.is_critical and outcome.level is None
    ]
    if not question.outcomes:
        return State("waits", _("outcomes to be chosen"), "methodologist", _edit(question))
    if unrated:
        return _to_rate(question, unrated)
    slug, ref = question.question.guideline.slug, question.question.ref
    return State(
        "waits",
        _("a recommendation to be drafted"),
        "methodologist",
        reverse("recommendation_add", args=[slug, ref]),
    )


def states_of(question: QuestionChain) -> list[State]:
    """The state of each recommendation of a question, or of the question that has none."""
    if not question.recommendations:
        return [state_without_recommendation(question)]
    return [state_of(question, each) for each in question.recommendations]


def _running(question: QuestionChain, each: RecommendationChain) -> State:
    held = each.open_round
    assert held is not None  # noqa: S101  (asked by the caller)
    until = (
        _("voting until {when}").format(when=in_zone(held.closes_at, question.question.guideline))
        if held.closes_at
        else _("voting")
    )
    return State("open", until, "member", reverse("round", args=[held.pk]))


def _to_rate(question: QuestionChain, unrated: list[OutcomeChain]) -> State:
    n = len(unrated)
    said = ngettext("{n} critical outcome to be rated", "{n} critical outcomes to be rated", n)
    return State("waits", said.format(n=n), "methodologist", _evidence(question))


def _edit(question: QuestionChain) -> str:
    return reverse("question", args=[question.question.guideline.slug, question.question.ref])


def _evidence(question: QuestionChain) -> str:
    slug, ref = question.question.guideline.slug, question.question.ref
    return reverse("question_evidence", args=[slug, ref])
