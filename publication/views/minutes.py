"""The minutes of rounds: which ones, and the file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from publication.exports.minutes_formats import FORMATS, minutes_response
from publication.minutes.rounds import asked_rounds, minutes_of, seen_rounds
from voting.models import Round


def guideline_of_minutes(slug: str, format: str) -> Guideline:
    """The guideline, or 404; `format` belongs to the view."""
    return guideline_by_slug(slug)


@page("guideline.view_guideline", load=guideline_by_slug, unseen="guideline.view_guideline")
def minutes(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    rounds = seen_rounds(request.user, guideline, _over(guideline))
    reads = request.user.has_perm("guideline.view_meeting", guideline)
    context = {
        "guideline": guideline,
        "rounds": rounds,
        "formats": FORMATS.values(),
        "meetings": guideline.meetings.order_by("-starts_at", "-id") if reads else (),
    }
    return render(request, "publication/minutes.html", context)


@page("guideline.view_guideline", load=guideline_of_minutes, unseen="guideline.view_guideline")
def minutes_export(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    wanted = FORMATS.get(request.resolver_match.kwargs["format"])
    rounds = asked_rounds(request.user, guideline, request.GET.getlist("round"))
    if wanted is None or not rounds:
        raise Http404(_("No round that you may see was chosen."))
    made = minutes_of(request.user, guideline, rounds)
    return minutes_response(made, wanted, f"{guideline.slug}-minutes")


def _over(guideline: Guideline) -> Any:
    return Round.objects.filter(recommendation__guideline=guideline)
