"""Why somebody does not vote on a question: in words, with who decided it and whom to ask."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from guideline.interest_deciders import whom_to_ask
from guideline.models import Conflict, PanelMember, Question
from guideline.permissions import place_of
from guideline.text import localized
from guideline.times import in_zone
from guideline.words import words
from voting.eligibility import ACTIONS_THAT_FORBID_VOTING


def why_recused(member: PanelMember, question: Question) -> str:
    """The decision that takes the vote away, as a sentence; empty where nothing does."""
    conflict = _strictest(member, question)
    if conflict is None:
        return ""
    said = _("You declared an interest ({interest}); the decision on this question: {action}.")
    sentence = said.format(interest=_interest(conflict), action=words(conflict.action))
    return " ".join(part for part in (sentence, _decided(conflict), whom_to_ask(member)) if part)


def why_refused(user: Any, target: Any) -> str:
    """The same for whoever asks for a round, a draft or a question and is refused."""
    place = place_of(user, target.guideline)
    question = getattr(target, "question", None)
    return why_recused(place, question) if place and question else ""


def interests_that_forbid() -> QuerySet[Conflict]:
    """The interests that take the vote away, as a subquery about one line of a roll."""
    concerns = Q(question=None) | Q(question=OuterRef("round__recommendation__question"))
    return Conflict.objects.filter(
        concerns, member=OuterRef("member"), action__in=ACTIONS_THAT_FORBID_VOTING
    )


def may_still_vote() -> Q:
    """Lines of a roll that may vote at all now, for themselves or for somebody else."""
    return Q(revoked_at=None) & ~Exists(interests_that_forbid())


def kept_out_of(question: Question) -> list[str]:
    """Whom an interest keeps from voting on a question, a sentence each: what was decided, by whom."""
    panel = question.guideline.panel.prefetch_related("conflicts__decided_by_user")
    found = []
    for place in panel.order_by("position", "id"):
        conflict = _strictest(place, question)
        if conflict:
            said = _("{who}: {action}.").format(who=place, action=words(conflict.action))
            found.append(" ".join(part for part in (said, _decided(conflict)) if part))
    return found


def _strictest(member: PanelMember, question: Question) -> Conflict | None:
    """The conflict that forbids most: leaving the room before not voting."""
    forbidding = [
        conflict
        for conflict in member.conflicts.all()
        if conflict.action in ACTIONS_THAT_FORBID_VOTING
        and conflict.question_id in (None, question.pk)
    ]
    return max(forbidding, key=lambda each: each.action == "leave-room", default=None)


def _interest(conflict: Conflict) -> str:
    named = (conflict.what, localized(conflict.party))
    return ", ".join(part for part in named if part) or _("not described")


def _decided(conflict: Conflict) -> str:
    who = localized(conflict.decided_by) or conflict.decided_by_user
    if not who:
        return ""
    if conflict.decided_at is None:
        return _("Decided by {who}.").format(who=who)
    when = in_zone(conflict.decided_at, conflict.member.guideline)
    return _("Decided by {who} on {when}.").format(who=who, when=when)
