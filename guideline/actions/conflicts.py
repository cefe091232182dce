"""What follows from declared interests: decided by those whom the panel names, never by oneself."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.changes import change
from guideline.codes import CONFLICT_DECISIONS
from guideline.interest_deciders import deciders_on
from guideline.models import Conflict, ConflictDecision, Guideline, PanelMember
from guideline.permissions import place_of
from guideline.roles import permits
from guideline.signals import conflict_decided, deciding_conflict
from guideline.words import words

PERMISSION = "guideline.decide_conflict"
SETTINGS_PERMISSION = "guideline.manage_panel"


def blockers_to_deciding(
    conflict: Conflict, *, by: Any, action: str, because: str
) -> list[Blocker]:
    """What stands in the way of this decision on a declared interest."""
    blockers = blockers_to_judging(conflict, by=by)
    if action not in CONFLICT_DECISIONS:
        blockers.append(Blocker(_("Choose what follows from the interest.")))
    if not because.strip():
        blockers.append(Blocker(_("Give the reason for the decision.")))
    return blockers


def blockers_to_judging(conflict: Conflict, *, by: Any) -> list[Blocker]:
    """Why this person may not judge this interest: it is their own, or others are named for it."""
    place = place_of(by, conflict.guideline)
    if conflict.member.user_id == by.pk:
        return [Blocker(_("Nobody decides on an interest of their own."))]
    if place not in deciders_on(conflict.member):
        return [Blocker(_("Others decide on this interest."))]
    return []


@transaction.atomic
def decide_conflict(*, by: Any, conflict: Conflict, action: str, because: str) -> Conflict:
    """Decide what follows from a declared interest; a later decision replaces an earlier one.

    Where the guideline asks for two persons, nothing follows before a second one confirms it. Whoever
    so loses the vote leaves the roll of open rounds at once; of closed ones the chair decides.
    """
    require(by, PERMISSION, conflict)
    conflict = _locked(conflict)
    refuse_if(blockers_to_deciding(conflict, by=by, action=action, because=because))
    decision = ConflictDecision.objects.create(
        conflict=conflict, action=action, because=because.strip(), by=by, at=timezone.now()
    )
    if conflict.guideline.interest_deciders == 1:
        return _put_in_force(decision, by=by)
    record(
        "conflict-proposed",
        by=by,
        reason=decision.because,
        interest=conflict.what,
        decision=words(action),
        **_about(conflict),
    )
    return conflict


def blockers_to_confirming(decision: ConflictDecision, *, by: Any) -> list[Blocker]:
    """What stands in the way of this person confirming what another one decided."""
    blockers = blockers_to_judging(decision.conflict, by=by)
    if decision.by_id == by.pk:
        blockers.append(Blocker(_("A second person confirms it.")))
    if decision != pending_on(decision.conflict):
        blockers.append(Blocker(_("It no longer waits for anybody.")))
    return blockers


@transaction.atomic
def confirm_decision(*, by: Any, decision: ConflictDecision) -> Conflict:
    """Put a decision that waits for a second person in force."""
    require(by, PERMISSION, decision.conflict)
    decision.conflict = _locked(decision.conflict)
    refuse_if(blockers_to_confirming(decision, by=by))
    decision.second = by
    return _put_in_force(decision, by=by)


def pending_on(conflict: Conflict) -> ConflictDecision | None:
    """The decision that waits for a second person, None where none does."""
    last = max(conflict.decisions.all(), key=lambda each: (each.at, each.pk), default=None)
    return last if last and last.in_force_at is None else None


@transaction.atomic
def split_conflict(*, by: Any, conflict: Conflict) -> Conflict:
    """Decide on an interest in every question question by question from now on.

    What was decided holds on each until somebody decides otherwise; a question put later is covered.
    """
    require(by, PERMISSION, conflict)
    conflict = _locked(conflict)
    questions = list(conflict.guideline.questions.order_by("position", "id"))
    blockers = blockers_to_judging(conflict, by=by)
    if conflict.question_id is not None:
        blockers.append(Blocker(_("It is decided on question by question already.")))
    if not questions:
        blockers.append(Blocker(_("The guideline has no question yet.")))
    refuse_if(blockers)
    for question in questions[1:]:
        _copy_to(conflict, question)
    conflict.question, conflict.scope = questions[0], "all"
    conflict.save(update_fields=["question", "scope"])
    record("conflict-split", by=by, interest=conflict.what, **_about(conflict))
    return conflict


@transaction.atomic
def set_deciders(
    *, by: Any, guideline: Guideline, members: list[PanelMember], number: int
) -> Guideline:
    """Name the places that decide on interests (none: the chairs do), and how many it takes."""
    require(by, SETTINGS_PERMISSION, guideline)
    refuse_if(_blockers_to_deciders(guideline, members, number))
    named = {member.pk for member in members}
    changes = change(guideline, {"interest_deciders": number})
    for place in guideline.panel.select_for_update(of=("self",)):
        was = place.judges_interests
        place.judges_interests = place.pk in named
        if place.judges_interests != was:
            place.save(update_fields=["judges_interests"])
            changes[place.ref] = [was, place.judges_interests]
    if changes:
        record(
            "deciders-named",
            by=by,
            guideline=guideline.slug,
            target=guideline.slug,
            names=", ".join(str(member) for member in members) or _("the chairs"),
            number=number,
            changes=changes,
        )
    return guideline


def _blockers_to_deciders(
    guideline: Guideline, members: list[PanelMember], number: int
) -> list[Blocker]:
    blockers = []
    if number not in (1, 2):
        blockers.append(Blocker(_("One person decides, or two.")))
    if any(member.guideline_id != guideline.pk for member in members):
        blockers.append(Blocker(_("Somebody named is not on this panel.")))
    outside = [str(member) for member in members if not permits(member.role, PERMISSION)]
    if outside:
        sentence = _("A commentator or an observer does not decide: {names}.")
        blockers.append(Blocker(sentence.format(names=", ".join(outside))))
    return blockers


def _put_in_force(decision: ConflictDecision, *, by: Any) -> Conflict:
    """Let a decision count: what follows from it anywhere else follows from here."""
    conflict, now = decision.conflict, timezone.now()
    people = [decision.by, decision.second] if decision.second else [decision.by]
    places = [str(place_of(person, conflict.guideline) or person) for person in people]
    deciding_conflict.send(Conflict, conflict=conflict)
    changes = change(
        conflict,
        {
            "action": decision.action,
            "because": decision.because,
            "decided_by": ", ".join(places),
            "basis": "",
        },
    )
    decision.in_force_at = now
    decision.save(update_fields=["second", "in_force_at"])
    conflict.decided_by_user, conflict.decided_at = by, now
    conflict.save(update_fields=["decided_by_user", "decided_at"])
    record(
        "conflict-decided",
        by=by,
        reason=decision.because,
        interest=conflict.what,
        decision=words(decision.action),
        changes=changes,
        **_about(conflict),
    )
    conflict_decided.send(Conflict, conflict=conflict, by=by)
    return conflict


def _copy_to(conflict: Conflict, question: Any) -> None:
    """The same interest with what was decided on it, for one question."""
    first, decisions = conflict.first or conflict, list(conflict.decisions.all())
    row = Conflict.objects.get(pk=conflict.pk)
    row.pk, row.first, row.question = None, first, question
    row._state.adding = True
    row.save(force_insert=True)
    for decision in decisions:
        decision.pk, decision.conflict = None, row
        decision._state.adding = True
        decision.save(force_insert=True)


def _locked(conflict: Conflict) -> Conflict:
    rows = Conflict.objects.select_for_update(of=("self",))
    return rows.select_related("member__guideline", "question").get(pk=conflict.pk)


def _about(conflict: Conflict) -> dict[str, Any]:
    return {
        "guideline": conflict.guideline.slug,
        "target": conflict.member.ref,
        "place": str(conflict.member),
        "question": conflict.question_ref or _("every question"),
    }
