"""Times as people of a guideline read them: in its zone or their own, with the zone's name."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime

from guideline.models import Guideline


def in_zone(when: datetime | None, guideline: Guideline, own: ZoneInfo | None = None) -> str:
    """`Fri 27 Nov 2026, 18:00 JST`; in `own` zone where one is given; an empty string for none."""
    if when is None:
        return ""
    local = localtime(when, own or guideline.zone)
    return f"{date_format(local, 'D j M Y, H:i')} {local.tzname()}"
