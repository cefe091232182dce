"""Minutes: who was there, what was said item by item, closed, and confirmed by the chair."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from audit.chain import digest
from guideline.actions.meetings import PERMISSION, about, blockers_to_changing
from guideline.codes import ATTENDANCES
from guideline.models import Attendance, Meeting, PanelMember
from guideline.permissions import place_of
from guideline.text import Text, localized
from voting.actions.agenda import about_item
from voting.models import AgendaItem

WRITING, CONFIRMING = "guideline.write_minutes", "guideline.confirm_minutes"


@transaction.atomic
def mark_attendance(
    *, by: Any, meeting: Meeting, states: Mapping[str, str], guests: str = ""
) -> Meeting:
    """Say who was there: a state for each place by its id; a place left out keeps what it had."""
    require(by, PERMISSION, meeting)
    places = {place.ref: place for place in meeting.guideline.panel.all()}
    blockers = blockers_to_changing(meeting)
    if set(states) - set(places) or set(states.values()) - {"", *ATTENDANCES}:
        blockers.append(Blocker(_("Somebody is not on this panel, or a word is not known.")))
    refuse_if(blockers)
    before = dict(meeting.attendances.values_list("member__ref", "state"))
    changes = {ref: [before.get(ref, ""), state] for ref, state in states.items()}
    changes = {ref: pair for ref, pair in changes.items() if pair[0] != pair[1]}
    for ref, (_was, state) in changes.items():
        if state:
            meeting.attendances.update_or_create(member=places[ref], defaults={"state": state})
        else:
            meeting.attendances.filter(member=places[ref]).delete()
    if guests.strip() != meeting.guests:
        changes["guests"] = [meeting.guests, guests.strip()]
        meeting.guests = guests.strip()
        meeting.save(update_fields=["guests"])
    if changes:
        record("attendance-marked", by=by, changes=changes, **about(meeting))
    return meeting


@transaction.atomic
def write_minutes(
    *,
    by: Any,
    item: AgendaItem,
    minutes: str,
    title: Text = None,
    left: list[PanelMember] | None = None,
) -> AgendaItem:
    """Write the minutes of an item, and who left the room for it."""
    require(by, WRITING, item)
    item = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    blockers = blockers_to_changing(item.meeting)
    if any(place.guideline_id != item.guideline.pk for place in left or []):
        blockers.append(Blocker(_("Somebody is not on this panel.")))
    if item.question is None and not localized(title).strip():
        blockers.append(Blocker(_("Say what the item is.")))
    refuse_if(blockers)
    item.minutes, item.title = minutes.strip(), title
    item.save(update_fields=["minutes", "title"])
    item.left.set(left or [])
    record("minutes-written", by=by, hash=_digest(item.minutes), **about_item(item))
    return item


def blockers_to_closing(meeting: Meeting) -> list[Blocker]:
    """What is missing before the minutes may be closed."""
    blockers = blockers_to_changing(meeting)
    if not meeting.has_begun:
        blockers.append(Blocker(_("The meeting has not begun.")))
    if not Attendance.objects.filter(meeting=meeting).exists():
        blockers.append(Blocker(_("Say who was there.")))
    return blockers


@transaction.atomic
def close_minutes(*, by: Any, meeting: Meeting) -> Meeting:
    """Close the minutes: nothing of the meeting changes until somebody opens them again."""
    require(by, PERMISSION, meeting)
    meeting = _locked(meeting)
    refuse_if(blockers_to_closing(meeting))
    meeting.closed_at, meeting.closed_by = timezone.now(), by
    meeting.save(update_fields=["closed_at", "closed_by"])
    record("minutes-closed", by=by, hash=minutes_hash(meeting), **about(meeting))
    return meeting


@transaction.atomic
def reopen_minutes(*, by: Any, meeting: Meeting, reason: str) -> Meeting:
    """Open closed minutes again, with a reason; a confirmation lapses."""
    require(by, PERMISSION, meeting)
    meeting = _locked(meeting)
    blockers = [] if meeting.is_closed else [Blocker(_("The minutes are not closed."))]
    if not reason.strip():
        blockers.append(Blocker(_("Say why the minutes are opened again.")))
    refuse_if(blockers)
    meeting.closed_at = meeting.closed_by = meeting.confirmed_at = meeting.confirmed_by = None
    meeting.save(update_fields=["closed_at", "closed_by", "confirmed_at", "confirmed_by"])
    record("minutes-reopened", by=by, reason=reason.strip(), **about(meeting))
    return meeting


def blockers_to_confirming(meeting: Meeting) -> list[Blocker]:
    """Why the chair cannot confirm the minutes yet, or any more."""
    if meeting.confirmed_at:
        return [Blocker(_("The minutes are confirmed."))]
    if not meeting.is_closed:
        return [Blocker(_("The minutes are not closed yet."))]
    return []


@transaction.atomic
def confirm_minutes(*, by: Any, meeting: Meeting) -> Meeting:
    """Confirm closed minutes as the chair."""
    require(by, CONFIRMING, meeting)
    meeting = _locked(meeting)
    refuse_if(blockers_to_confirming(meeting))
    meeting.confirmed_at = timezone.now()
    meeting.confirmed_by = place_of(by, meeting.guideline)
    meeting.save(update_fields=["confirmed_at", "confirmed_by"])
    record("minutes-confirmed", by=by, hash=minutes_hash(meeting), **about(meeting))
    return meeting


def minutes_hash(meeting: Meeting) -> str:
    """SHA-256 of what the minutes say: what was closed, and what was confirmed."""
    return _digest(
        {
            "attendance": dict(meeting.attendances.values_list("member__ref", "state")),
            "guests": meeting.guests,
            "items": [
                [str(item), item.minutes, sorted(place.ref for place in item.left.all())]
                for item in meeting.items.prefetch_related("left")
            ],
        }
    )


def _digest(content: Any) -> str:
    return digest({"content": content})


def _locked(meeting: Meeting) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",))
    return rows.select_related("guideline").get(pk=meeting.pk)
