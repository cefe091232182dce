"""A member declares an interest, or that there is none."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.blockers import Blocked
from guideline.actions.conflicts import declare_conflict, declare_nothing
from guideline.forms import ConflictForm
from guideline.models import Guideline
from guideline.permissions import place_of
from guideline.queries import conflicts_of, guideline_by_slug


@page(
    "guideline.declare_conflict",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def conflict_declare(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = ConflictForm(request.POST or None, guideline=guideline)
    if form.carried_out(declare_conflict, by=request.user, guideline=guideline):
        messages.success(request, _("Your interest is declared; the chair decides what follows."))
        return redirect("conflict_declare", guideline.slug)
    place = place_of(request.user, guideline)
    context = {
        "guideline": guideline,
        "place": place,
        "declared": conflicts_of(guideline).filter(member=place),
        "form": form,
    }
    return render(request, "guideline/conflict_declare.html", context, status=form.status)


@verb("guideline.declare_conflict", load=guideline_by_slug, unseen="guideline.view_guideline")
def conflict_none(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    try:
        declare_nothing(by=request.user, guideline=guideline)
    except Blocked as blocked:
        for blocker in blocked.blockers:
            messages.error(request, str(blocker))
    else:
        messages.success(request, _("You declared that there is nothing to declare."))
    return redirect("conflict_declare", guideline.slug)
