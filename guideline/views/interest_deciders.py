"""Who decides on declared interests, and how many it takes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.actions.conflicts import set_deciders
from guideline.interest_forms import DecidersForm
from guideline.models import Guideline
from guideline.queries import guideline_by_slug


@page(
    "guideline.manage_panel",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def interest_deciders(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = DecidersForm(request.POST or None, guideline=guideline)
    if form.carried_out(set_deciders, by=request.user, guideline=guideline):
        messages.success(request, _("Who decides on interests is saved."))
        return redirect("panel", guideline.slug)
    context = {"guideline": guideline, "form": form}
    return render(request, "guideline/interest_deciders.html", context, status=form.status)
