"""Times as people of a guideline read them: in its zone or their own, with the zone's name."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.blockers import Blocker
from guideline.models import Guideline

# At the calendar's ends, the years 1 and 9999, nothing can be added to a time and no zone asked about it.
YEARS = range(1000, 9001)


def blockers_to_times(*times: datetime | None) -> list[Blocker]:
    """What is wrong with times that somebody chose, whatever they are for; None is no time."""
    return [
        Blocker(_("The year {year} is too far away.").format(year=each.year))
        for each in times
        if each and each.year not in YEARS
    ]


def in_zone(when: datetime | None, guideline: Guideline, own: ZoneInfo | None = None) -> str:
    """`Fri 27 Nov 2026, 18:00 JST`; in `own` zone where one is given; an empty string for none."""
    if when is None:
        return ""
    local = localtime(when, own or guideline.zone)
    return f"{date_format(local, 'D j M Y, H:i')} {local.tzname()}"
