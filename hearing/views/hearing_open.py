"""Opening a hearing: what will be frozen, and for how long it lies open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import page
from accounts.blockers import Blocked
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from hearing.actions.hearings import blockers_to_opening, open_hearing
from hearing.forms import OpeningForm


@page(
    "hearing.open_hearing",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def hearing_open(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = OpeningForm(guideline, request.POST or None)
    blockers = blockers_to_opening(guideline)
    if request.method == "POST" and form.is_valid():
        try:
            hearing = open_hearing(by=request.user, guideline=guideline, **form.cleaned_data)
        except Blocked as refusal:
            blockers = refusal.blockers
        else:
            return redirect(hearing)
    context = {
        "guideline": guideline,
        "form": form,
        "blockers": blockers,
        "recommendations": guideline.recommendations.exclude(statement=None).count(),
    }
    status = 409 if request.method == "POST" and blockers else 200
    return render(request, "hearing/hearing_open.html", context, status=status)
