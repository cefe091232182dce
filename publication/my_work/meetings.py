"""Minutes of meetings that the chair has to confirm."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from guideline.models import Guideline, Meeting
from publication.my_work.task import MINUTES, Task


def minutes(guidelines: list[Guideline]) -> Iterator[Task]:
    """Minutes that were closed here and that nobody has confirmed; what an import brought waits for nobody."""
    closed = Meeting.objects.filter(
        guideline__in=guidelines, closed_by__isnull=False, confirmed_at=None, cancelled_at=None
    )
    for meeting in closed.select_related("guideline"):
        yield Task(
            verb=_("Confirm"),
            about=_("The minutes of: {meeting}").format(meeting=meeting),
            href=reverse("meeting", args=[meeting.guideline.slug, meeting.ref]),
            guideline=meeting.guideline,
            minutes=MINUTES["minutes"],
        )
