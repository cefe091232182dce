"""The minutes of a meeting: to read, and as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.models import Meeting
from guideline.queries import meeting_by_ref
from publication.exports.minutes_formats import FORMATS, minutes_response
from publication.minutes.meetings import meeting_minutes_of

READING, UNSEEN = "guideline.view_meeting", "guideline.view_guideline"


def meeting_of_minutes(slug: str, ref: str, format: str) -> Meeting:
    """The meeting, or 404; `format` belongs to the view."""
    return meeting_by_ref(slug, ref)


@page(READING, load=meeting_by_ref, unseen=UNSEEN)
def meeting_minutes(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    context = {
        "guideline": meeting.guideline,
        "meeting": meeting,
        "minutes": meeting_minutes_of(request.user, meeting),
        "formats": FORMATS.values(),
    }
    return render(request, "publication/meeting_minutes.html", context)


@page(READING, load=meeting_of_minutes, unseen=UNSEEN)
def meeting_minutes_export(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    wanted = FORMATS.get(request.resolver_match.kwargs["format"])
    if wanted is None:
        raise Http404(_("Minutes are written as Word and PDF."))
    made = meeting_minutes_of(request.user, meeting)
    return minutes_response(made, wanted, f"{meeting.guideline.slug}-{meeting.ref}-minutes")
