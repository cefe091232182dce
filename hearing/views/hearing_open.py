"""Opening a hearing: looked at first, with everything that will be fixed, then opened."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import page
from accounts.blockers import Blocked
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from hearing.actions.hearings import (
    blockers_to_opening,
    blockers_to_opening_as,
    open_hearing,
)
from hearing.opening_form import OpeningForm
from hearing.opening_preview import preview_of


@page(
    "hearing.open_hearing",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def hearing_open(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = OpeningForm(guideline, request.POST or None)
    if request.method != "POST":
        return _page(request, guideline, form, blockers_to_opening(guideline))
    if not form.is_valid():
        moment = request.POST.get("moment") or "draft"
        blockers = blockers_to_opening(guideline, moment)
        return _page(request, guideline, form, blockers, status=422)
    if request.POST.get("step") == "look":
        return _look(request, guideline, form)
    try:
        hearing = open_hearing(by=request.user, guideline=guideline, **form.opening())
    except Blocked as refusal:
        return _page(request, guideline, form, refusal.blockers, status=409)
    return redirect(hearing)


def _look(request: HttpRequest, guideline: Guideline, form: OpeningForm) -> HttpResponse:
    """The draft as it would be laid open; its hash goes along, so that what opens is what was seen."""
    opening = form.opening()
    preview = preview_of(guideline, **opening)
    seen = form.data.copy()
    seen["seen_hash"] = preview.draft_hash
    form = OpeningForm(guideline, seen)
    chosen = {name: opening[name] for name in ("opens_at", "closes_at", "terms")}
    blockers = blockers_to_opening_as(guideline, **chosen)
    return _page(request, guideline, form, blockers, preview=preview)


def _page(
    request: HttpRequest,
    guideline: Guideline,
    form: OpeningForm,
    blockers: Any,
    preview: Any = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "guideline": guideline,
        "form": form,
        "blockers": blockers,
        "preview": preview,
        "draft": preview.draft if preview else None,
        # Empty until somebody chose: then the page says what either would lay open.
        "moment": form.data.get("moment", "draft") if form.is_bound else "",
        "recommendations": guideline.recommendations.exclude(statement=None).count(),
        "questions": guideline.questions.filter(status="clinical-question").count(),
    }
    return render(request, "hearing/hearing_open.html", context, status=status)
