"""Interests: declared by their holder, changed, ended and taken up again; every version is kept.

Declaring takes nothing away and lifts nothing: what was decided stays in force until somebody
decides anew (`guideline/actions/conflicts.py`).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.changes import named, plain
from guideline.codes import AMOUNT_BANDS, CONFLICT_ACTIONS, INTEREST_HOLDERS, INTEREST_KINDS
from guideline.models import Conflict, Declaration, Guideline, PanelMember, Question
from guideline.permissions import place_of
from guideline.queries import next_position, take_turns
from guideline.text import localized

PERMISSION = "guideline.declare_conflict"
CONTENT = ("kind", "interest", "party", "whose", "amount_band", "year_from", "year_to")
Values = dict[str, Any]


def blockers_to_declaring(guideline: Guideline, values: Values) -> list[Blocker]:
    """What is missing from a declaration, or wrong in it."""
    blockers = blockers_to_interest(values)
    if values["whose"] not in INTEREST_HOLDERS:
        blockers.append(Blocker(_("Say whose interest it is.")))
    if any(each.guideline_id != guideline.pk for each in values.get("questions", ())):
        blockers.append(Blocker(_("The question belongs to another guideline.")))
    if values.get("intervention") and not questions_about(guideline, values["intervention"]):
        blockers.append(Blocker(_("No question of this guideline is about that intervention.")))
    return blockers


def blockers_to_interest(values: Values) -> list[Blocker]:
    """What is missing from an interest, whoever holds it."""
    blockers = []
    if values["kind"] not in INTEREST_KINDS:
        blockers.append(Blocker(_("Say what kind of interest it is.")))
    elif values["kind"] == "other" and not values["interest"]:
        blockers.append(Blocker(_("Say in words what the other kind is.")))
    if not localized(values["party"]).strip():
        blockers.append(Blocker(_("Name the company, body or person concerned.")))
    if values["amount_band"] not in ("", *AMOUNT_BANDS):
        blockers.append(Blocker(_("Choose the amount from the list.")))
    first, last = values["year_from"], values["year_to"]
    if any(year is not None and not 1900 <= year <= 2999 for year in (first, last)):
        blockers.append(Blocker(_("A year has four digits.")))
    elif first and last and first > last:
        blockers.append(Blocker(_("It cannot end before it began.")))
    return blockers


@transaction.atomic
def declare_conflict(
    *,
    by: Any,
    guideline: Guideline,
    kind: str,
    party: str,
    interest: str = "",
    whose: str = "own",
    amount_band: str = "",
    year_from: int | None = None,
    year_to: int | None = None,
    questions: Sequence[Question] = (),
    intervention: str = "",
) -> Conflict:
    """Declare an interest: for these questions, those about an intervention, or else for all."""
    require(by, PERMISSION, guideline)
    content = _content(kind, interest, party, whose, amount_band, year_from, year_to)
    intervention = intervention.strip()
    extent = {"questions": questions, "intervention": intervention}
    refuse_if(blockers_to_declaring(guideline, content | extent))
    take_turns(guideline)
    member = place_of(by, guideline)
    scope = "intervention" if intervention else "questions" if questions else "all"
    concerned = questions_about(guideline, intervention) if intervention else list(questions)
    first = _add(
        member, content | {"scope": scope, "intervention": intervention}, concerned or [None]
    )
    _keep(first, "declared", by)
    _has_declared(member)
    record("conflict-declared", by=by, interest=first.what, **_about(first))
    return first


@transaction.atomic
def edit_interest(
    *,
    by: Any,
    conflict: Conflict,
    kind: str,
    party: str,
    interest: str = "",
    whose: str = "own",
    amount_band: str = "",
    year_from: int | None = None,
    year_to: int | None = None,
    questions: Sequence[Question] = (),
) -> Conflict:
    """Say anew what a declared interest is; `questions` are more that it concerns.

    It can concern more questions and never fewer: nobody lifts what was decided on themselves.
    """
    first = _own(by, conflict)
    content = _content(kind, interest, party, whose, amount_band, year_from, year_to)
    refuse_if(blockers_to_declaring(first.guideline, content | {"questions": questions}))
    more = _not_covered(first, questions)
    changes = _change(first, content)
    if more:
        _add(first.member, content, more, like=first)
        _keep(first, "widened", by)
    if changes:
        _keep(first, "edited", by)
    _has_declared(first.member)
    if changes or more:
        fields = named(changes) or _("more questions")
        record("interest-edited", by=by, fields=fields, changes=changes, **_about(first))
    else:
        record("interests-confirmed", by=by, **_of(first.member))
    return first


@transaction.atomic
def end_interest(
    *, by: Any, conflict: Conflict, year_to: int | None = None, reason: str = ""
) -> Conflict:
    """Say that an interest has ended; what was decided on it stays until somebody decides anew."""
    first = _own(by, conflict)
    year_to = year_to or timezone.localdate(timezone=first.guideline.zone).year
    blockers = blockers_to_interest(_told(first) | {"year_to": year_to}) if first.kind else []
    if first.ended_at:
        blockers.append(Blocker(_("It has been ended already.")))
    refuse_if(blockers)
    _change(first, {"year_to": year_to, "ended_at": timezone.now()})
    _keep(first, "ended", by, reason=reason)
    _has_declared(first.member)
    record("interest-ended", by=by, reason=reason.strip(), interest=first.what, **_about(first))
    return first


@transaction.atomic
def take_up_interest(*, by: Any, conflict: Conflict, reason: str = "") -> Conflict:
    """Say that an interest that was ended goes on, or was ended by mistake."""
    first = _own(by, conflict)
    if first.ended_at is None:
        refuse_if([Blocker(_("It has not been ended."))])
    _change(first, {"year_to": None, "ended_at": None})
    _keep(first, "taken-up-again", by, reason=reason)
    _has_declared(first.member)
    record("interest-taken-up", by=by, reason=reason.strip(), interest=first.what, **_about(first))
    return first


def blockers_to_declaring_nothing(member: PanelMember) -> list[Blocker]:
    """What stands in the way of declaring that there is nothing to declare."""
    if member.conflicts.exists():
        return [Blocker(_("You have declared interests; end those that are over, one by one."))]
    return []


@transaction.atomic
def declare_nothing(*, by: Any, guideline: Guideline) -> PanelMember:
    """Declare that one has no interests to declare."""
    require(by, PERMISSION, guideline)
    member = place_of(by, guideline)
    refuse_if(blockers_to_declaring_nothing(member))
    _has_declared(member)
    record("nothing-declared", by=by, **_of(member))
    return member


@transaction.atomic
def confirm_interests(*, by: Any, guideline: Guideline) -> PanelMember:
    """Declare that what one has declared is still all of it, before a meeting for instance."""
    require(by, PERMISSION, guideline)
    member = place_of(by, guideline)
    if not member.conflicts.exists():
        refuse_if([Blocker(_("You have declared no interest yet."))])
    _has_declared(member)
    record("interests-confirmed", by=by, **_of(member))
    return member


def cover_question(question: Question) -> None:
    """Let interests that are meant to concern a new or reworded question concern it.

    Called in the transaction that puts or rewords it. An interest in every question that was split
    up covers each new one, one in an intervention each question about it.
    """
    firsts = Conflict.objects.filter(member__guideline=question.guideline, first=None)
    for first in firsts.exclude(scope__in=["", "questions"]).select_related("member"):
        is_meant = (
            first.question_id is not None
            if first.scope == "all"
            else is_about(question, first.intervention)
        )
        if is_meant and _not_covered(first, [question]):
            _add(first.member, _inherited(first), [question], like=first)
            record(
                "interest-covers",
                interest=first.what,
                place=str(first.member),
                question=question.ref,
                **_of(first.member),
            )


def questions_about(guideline: Guideline, intervention: str) -> list[Question]:
    """The questions that compare this intervention or test, in order."""
    questions = guideline.questions.order_by("position", "id")
    return [question for question in questions if is_about(question, intervention)]


def is_about(question: Question, intervention: str) -> bool:
    """Whether the question compares this intervention or test, in whatever language it is named."""
    return _same(intervention) in {_same(each) for each in compared_in(question)}


def compared_in(question: Question) -> Iterable[str]:
    """What the question compares, in every language that it says it in."""
    for text in (
        question.intervention,
        question.comparator,
        question.index_test,
        question.comparator_test,
    ):
        yield from [text] if isinstance(text, str) else (text or {}).values()


# --- Rows ----------------------------------------------------------------------------------------


def _content(kind, interest, party, whose, amount_band, year_from, year_to) -> Values:
    texts = {"interest": interest.strip(), "party": party.strip()}
    years = {"year_from": year_from, "year_to": year_to}
    return {"kind": kind, "whose": whose, "amount_band": amount_band} | texts | years


def _told(row: Conflict) -> Values:
    return {field: getattr(row, field) for field in CONTENT}


def _own(by: Any, conflict: Conflict) -> Conflict:
    """The first row of an interest of one's own, locked; PermissionDenied for somebody else's."""
    require(by, PERMISSION, conflict)
    rows = Conflict.objects.select_for_update(of=("self",)).select_related("member__guideline")
    return rows.get(pk=conflict.first_id or conflict.pk)


def _rows(first: Conflict) -> list[Conflict]:
    return [first, *first.further.all()]


def _not_covered(first: Conflict, questions: Iterable[Question]) -> list[Question]:
    covered = {row.question_id for row in _rows(first)}
    return [] if None in covered else [each for each in questions if each.pk not in covered]


def _add(
    member: PanelMember,
    content: Values,
    questions: Sequence[Question | None],
    *,
    like: Conflict | None = None,
) -> Conflict:
    """A row for each question; returns the first row of the interest."""
    first, position = like, next_position(member.conflicts.all())
    for number, question in enumerate(questions):
        row = Conflict.objects.create(
            member=member,
            question=question,
            first=first,
            declared_at=timezone.now(),
            position=position + number,
            **content,
        )
        first = first or row
    return first


def _inherited(first: Conflict) -> Values:
    """What a further row says by itself: the strictest decision holds until somebody decides anew."""
    strictest = max(_rows(first), key=lambda row: CONFLICT_ACTIONS.index(row.action))
    decided = ("action", "because", "decided_by", "decided_by_user", "decided_at", "basis")
    again = {"changed_at": timezone.now()}
    return _told(first) | {field: getattr(strictest, field) for field in decided} | again


def _change(first: Conflict, values: Values) -> dict[str, list[Any]]:
    """Set what differs on every row of the interest; what it was before comes back."""
    before = {field: plain(getattr(first, field)) for field in values}
    changes = {
        field: [before[field], plain(value)]
        for field, value in values.items()
        if before[field] != plain(value)
    }
    if changes:
        now = timezone.now()
        for row in _rows(first):
            for field in changes:
                setattr(row, field, values[field])
            row.changed_at = now
            row.save(update_fields=[*changes, "changed_at"])
    return changes


def _keep(first: Conflict, deed: str, by: Any, *, reason: str = "") -> None:
    """Keep this version: what it says, what it concerns, who and when."""
    concerned = [row.question_ref for row in _rows(first)]
    content = {key: value for key, value in _told(first).items() if value not in ("", None)}
    extent = {"questions": concerned} if concerned != [""] else {}
    if first.intervention:
        extent["intervention"] = first.intervention
    Declaration.objects.create(
        conflict=first,
        deed=deed,
        content=content | extent,
        reason=reason.strip(),
        by=by,
        at=timezone.now(),
    )


def _has_declared(member: PanelMember) -> None:
    member.declared_at = timezone.now()
    member.save(update_fields=["declared_at"])


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()


def _of(member: PanelMember) -> dict[str, str]:
    return {"guideline": member.guideline.slug, "target": member.ref}


def _about(first: Conflict) -> dict[str, Any]:
    refs = [row.question_ref for row in _rows(first)]
    concerned = ", ".join(refs) if all(refs) else _("every question")
    return {"question": concerned, "place": str(first.member), **_of(first.member)}
