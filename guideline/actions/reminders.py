"""Asking the panel to declare, or to bring up to date, their interests: by mail, through the outbox."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.models import Guideline, Meeting, PanelMember
from guideline.queries import silent_on_interests, stale_on_interests
from guideline.times import in_zone
from outbox.actions import enqueue

PERMISSION = "guideline.manage_panel"


@transaction.atomic
def remind_to_declare(
    *, by: Any, guideline: Guideline, members: Iterable[PanelMember] | None = None
) -> int:
    """Ask for interests by mail: these places, or all that owe them; once a day each."""
    require(by, PERMISSION, guideline)
    owing = [*silent_on_interests(guideline), *stale_on_interests(guideline)]
    if members is not None:
        chosen = {member.pk for member in members}
        owing = [place for place in owing if place.pk in chosen]
    reachable = [place for place in owing if place.address]
    if not reachable:
        refuse_if([Blocker(_("Nobody who owes a declaration can be reached by mail."))])
    for place in reachable:
        _ask(place, key=f"interests-{place.pk}-{place.user_id}-{timezone.now():%Y-%m-%d}")
    names = [place.ref for place in reachable]
    record(
        "panel-reminded",
        by=by,
        guideline=guideline.slug,
        target=guideline.slug,
        number=len(names),
        places=names,
    )
    return len(names)


def ask_before_meeting(meeting: Meeting) -> int:
    """Ask everybody who has not declared since the meeting before; once for each meeting."""
    guideline, asked = meeting.guideline, 0
    for place in [*silent_on_interests(guideline), *stale_on_interests(guideline)]:
        if place.address:
            _ask(place, key=f"interests-meeting-{meeting.pk}-{place.pk}", meeting=meeting)
            asked += 1
    return asked


def begins(meeting: Meeting) -> str:
    """The beginning of a meeting as work for later remembers it."""
    return meeting.starts_at.astimezone(UTC).isoformat()


def _ask(place: PanelMember, *, key: str, meeting: Meeting | None = None) -> None:
    guideline = place.guideline
    path = reverse("conflict_declare", args=[guideline.slug])
    lines = [
        _("Please declare your interests for the guideline “{guideline}”.").format(
            guideline=guideline
        )
    ]
    if place.declared_at or place.declared:
        lines = [
            _("Please look through the interests that you declared for “{guideline}”.").format(
                guideline=guideline
            ),
            _("Where nothing has changed, one button says so."),
        ]
    if meeting:
        when = in_zone(meeting.starts_at, guideline)
        lines.append(_("The panel meets on {when}.").format(when=when))
    lines.append(_("It takes about three minutes: {link}").format(link=settings.SITE_URL + path))
    enqueue(
        "mail",
        key=key,
        to=place.address,
        subject=_("Your interests: {guideline}").format(guideline=guideline),
        body="\n\n".join(lines),
    )
