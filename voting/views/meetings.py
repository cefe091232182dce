"""The meetings of the panel: those to come, and those that were held."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import page
from guideline.models import Guideline
from guideline.queries import guideline_by_slug


@page("guideline.view_meeting", load=guideline_by_slug, unseen="guideline.view_guideline")
def meetings(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    now = timezone.now()
    context = {
        "guideline": guideline,
        "ahead": guideline.meetings.filter(starts_at__gt=now).order_by("starts_at", "id"),
        "past": guideline.meetings.filter(starts_at__lte=now).order_by("-starts_at", "-id"),
        "manages": request.user.has_perm("guideline.manage_meeting", guideline),
    }
    return render(request, "voting/meetings.html", context)
