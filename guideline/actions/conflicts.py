"""Interests: declared by the member, decided on by the chair; nobody decides on their own."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.changes import change
from guideline.codes import CONFLICT_ACTIONS
from guideline.models import Conflict, Guideline, PanelMember, Question
from guideline.permissions import place_of
from guideline.queries import next_position
from guideline.words import words

# What may be decided; 'not-reported' only says that nothing was.
DECISIONS = tuple(action for action in CONFLICT_ACTIONS if action != "not-reported")


def blockers_to_declaring(
    guideline: Guideline, interest: str, party: str, question
) -> list[Blocker]:
    """What is missing from a declaration."""
    blockers = []
    if not interest.strip():
        blockers.append(Blocker(_("Say what kind of interest it is.")))
    if not party.strip():
        blockers.append(Blocker(_("Name the company, body or person concerned.")))
    if question is not None and question.guideline_id != guideline.pk:
        blockers.append(Blocker(_("The question belongs to another guideline.")))
    return blockers


@transaction.atomic
def declare_conflict(
    *,
    by: Any,
    guideline: Guideline,
    interest: str,
    party: str,
    question: Question | None = None,
    years: str = "",
    amount: str = "",
) -> Conflict:
    """Declare an interest of one's own, for one question or for all; the chair decides on it."""
    require(by, "guideline.declare_conflict", guideline)
    refuse_if(blockers_to_declaring(guideline, interest, party, question))
    member = place_of(by, guideline)
    conflict = Conflict.objects.create(
        member=member,
        question=question,
        interest=interest.strip(),
        party=party.strip(),
        years=years.strip(),
        amount=amount.strip(),
        declared_at=timezone.now(),
        position=next_position(member.conflicts.all()),
    )
    _declared(member)
    record("conflict-declared", by=by, interest=conflict.interest, **_about(conflict))
    return conflict


def blockers_to_declaring_nothing(member: PanelMember) -> list[Blocker]:
    """What stands in the way of declaring that there is nothing to declare."""
    if member.conflicts.exists():
        return [Blocker(_("You have declared interests; they stand until the chair decides."))]
    return []


@transaction.atomic
def declare_nothing(*, by: Any, guideline: Guideline) -> PanelMember:
    """Declare that one has no interests to declare."""
    require(by, "guideline.declare_conflict", guideline)
    member = place_of(by, guideline)
    refuse_if(blockers_to_declaring_nothing(member))
    _declared(member)
    record("nothing-declared", by=by, guideline=guideline.slug, target=member.ref)
    return member


def blockers_to_deciding(
    conflict: Conflict, *, by: Any, action: str, because: str
) -> list[Blocker]:
    """What stands in the way of this decision on a declared interest."""
    blockers = []
    if conflict.member.user_id == by.pk:
        blockers.append(Blocker(_("Nobody decides on an interest of their own.")))
    if action not in DECISIONS:
        blockers.append(Blocker(_("Choose what follows from the interest.")))
    if not because.strip():
        blockers.append(Blocker(_("Give the reason for the decision.")))
    return blockers


@transaction.atomic
def decide_conflict(*, by: Any, conflict: Conflict, action: str, because: str) -> Conflict:
    """Decide what follows from a declared interest; a later decision replaces an earlier one.

    A round that is open keeps the roll it opened with.
    """
    require(by, "guideline.decide_conflict", conflict)
    refuse_if(blockers_to_deciding(conflict, by=by, action=action, because=because))
    changes = change(
        conflict,
        {
            "action": action,
            "because": because.strip(),
            "decided_by": str(place_of(by, conflict.guideline)),
            "basis": "",
        },
    )
    conflict.decided_by_user, conflict.decided_at = by, timezone.now()
    conflict.save(update_fields=["decided_by_user", "decided_at"])
    record(
        "conflict-decided",
        by=by,
        reason=because.strip(),
        interest=conflict.interest,
        decision=words(action),
        changes=changes,
        **_about(conflict),
    )
    return conflict


def _declared(member: PanelMember) -> None:
    member.declared_at = timezone.now()
    member.save(update_fields=["declared_at"])


def _about(conflict: Conflict) -> dict[str, Any]:
    return {
        "guideline": conflict.guideline.slug,
        "target": conflict.member.ref,
        "place": str(conflict.member),
        "question": conflict.question_ref or _("every question"),
    }
