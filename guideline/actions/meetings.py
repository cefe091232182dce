"""Meetings of the panel: planned, moved, cancelled."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.actions.reminders import begins
from guideline.actions.survey_invitations import mail_places
from guideline.changes import change, named
from guideline.models import Guideline, Meeting
from guideline.queries import take_turns
from guideline.refs import next_ref
from guideline.roles import permits
from guideline.text import Text
from guideline.times import blockers_to_times, in_zone
from outbox.actions import enqueue

PERMISSION = "guideline.manage_meeting"
# How long before a meeting the panel is asked to look through its interests.
ASKED_BEFORE = timedelta(days=7)


def blockers_to_planning(starts_at: datetime | None, ends_at: datetime | None) -> list[Blocker]:
    """What is wrong with a meeting's times."""
    if starts_at is None:
        return [Blocker(_("Say when the meeting begins."))]
    blockers = blockers_to_times(starts_at, ends_at)
    if ends_at and ends_at <= starts_at:
        blockers.append(Blocker(_("A meeting ends after it began.")))
    return blockers


@transaction.atomic
def plan_meeting(
    *,
    by: Any,
    guideline: Guideline,
    starts_at: datetime,
    ends_at: datetime | None = None,
    title: Text = None,
    place: str = "",
    link: str = "",
    tell: bool = False,
) -> Meeting:
    """Plan a meeting, or enter one that was held; `tell` mails the panel when and where."""
    require(by, PERMISSION, guideline)
    refuse_if(blockers_to_planning(starts_at, ends_at))
    take_turns(guideline)
    meeting = Meeting.objects.create(
        guideline=guideline,
        ref=next_ref("m", guideline.meetings.values_list("ref", flat=True)),
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip(),
        link=link.strip(),
    )
    _ask_for_interests(meeting)
    if tell:
        _tell(meeting, _("A meeting: {title}"))
    record("meeting-planned", by=by, when=in_zone(starts_at, guideline), **about(meeting))
    return meeting


@transaction.atomic
def change_meeting(
    *,
    by: Any,
    meeting: Meeting,
    starts_at: datetime,
    ends_at: datetime | None = None,
    title: Text = None,
    place: str = "",
    link: str = "",
    tell: bool = False,
) -> Meeting:
    """Move a meeting or say anew where it is."""
    require(by, PERMISSION, meeting)
    refuse_if(blockers_to_changing(meeting) + blockers_to_planning(starts_at, ends_at))
    values = {"title": title, "starts_at": starts_at, "ends_at": ends_at}
    changes = change(meeting, values | {"place": place.strip(), "link": link.strip()})
    if changes:
        touch(meeting)
        _ask_for_interests(meeting)
        if tell:
            _tell(meeting, _("Changed: {title}"))
        record("meeting-changed", by=by, fields=named(changes), changes=changes, **about(meeting))
    return meeting


@transaction.atomic
def cancel_meeting(*, by: Any, meeting: Meeting, reason: str, tell: bool = False) -> Meeting:
    """Call a meeting off; its calendar entry says so to whoever takes it again."""
    require(by, PERMISSION, meeting)
    blockers = blockers_to_changing(meeting)
    if not reason.strip():
        blockers.append(Blocker(_("Say why the meeting is cancelled.")))
    refuse_if(blockers)
    meeting.cancelled_at, meeting.cancelled_because = timezone.now(), reason.strip()
    meeting.save(update_fields=["cancelled_at", "cancelled_because"])
    touch(meeting)
    if tell:
        _tell(meeting, _("Cancelled: {title}"))
    record("meeting-cancelled", by=by, reason=reason.strip(), **about(meeting))
    return meeting


def blockers_to_changing(meeting: Meeting) -> list[Blocker]:
    """Why nothing of the meeting may change any more: it is cancelled, or its minutes are closed."""
    if meeting.is_cancelled:
        return [Blocker(_("The meeting is cancelled."))]
    if meeting.is_closed:
        return [Blocker(_("The minutes are closed; open them again first."))]
    return []


def touch(meeting: Meeting) -> None:
    """Let calendars know that their copy is older."""
    meeting.changed_at = timezone.now()
    meeting.save(update_fields=["changed_at"])


def about(meeting: Meeting) -> dict[str, Any]:
    """What every event of a meeting says."""
    return {
        "guideline": meeting.guideline.slug,
        "target": meeting.ref,
        "meeting": str(meeting),
    }


def _ask_for_interests(meeting: Meeting) -> None:
    """A week before, or now if it is sooner; the work itself asks nobody twice for one meeting."""
    if meeting.has_begun:
        return
    enqueue(
        "ask-interests",
        key=f"ask-interests-{meeting.pk}-{begins(meeting)}",
        due=max(timezone.now(), meeting.starts_at - ASKED_BEFORE),
        meeting=meeting.pk,
        starts_at=begins(meeting),
    )


def _tell(meeting: Meeting, subject: str) -> None:
    """One mail to each place that reads meetings and has an address."""
    body = "\n\n".join(_lines(meeting))
    panel = meeting.guideline.panel.select_related("user")
    mail_places(
        [place for place in panel if permits(place.role, "guideline.view_meeting")],
        key=f"meeting-{meeting.pk}-{meeting.changed_at.isoformat()}",
        subject=subject.format(title=meeting),
        body=body,
    )


def _lines(meeting: Meeting) -> list[str]:
    lines = [str(meeting.guideline), in_zone(meeting.starts_at, meeting.guideline)]
    if meeting.is_cancelled:
        lines.append(_("The meeting is cancelled: {why}").format(why=meeting.cancelled_because))
    lines += [each for each in (meeting.place, meeting.link) if each]
    page = f"{settings.SITE_URL}{meeting.get_absolute_url()}"
    lines.append(_("Agenda, and the entry for your calendar: {link}").format(link=page))
    return lines
