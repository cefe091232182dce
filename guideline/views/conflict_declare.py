"""A member declares an interest, that there is none, or that nothing has changed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.told import refusals_told
from guideline.actions.interests import confirm_interests, declare_conflict, declare_nothing
from guideline.declared import declared_interests
from guideline.interest_deciders import whom_to_ask
from guideline.interest_forms import ConflictForm
from guideline.models import Guideline
from guideline.permissions import place_of
from guideline.queries import conflicts_of, guideline_by_slug, last_meeting, with_history


@page(
    "guideline.declare_conflict",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def conflict_declare(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = ConflictForm(request.POST or None, guideline=guideline)
    if form.carried_out(declare_conflict, by=request.user, guideline=guideline):
        messages.success(request, _("Your interest is declared; others decide what follows."))
        return redirect("conflict_declare", guideline.slug)
    place = place_of(request.user, guideline)
    own = with_history(conflicts_of(guideline).filter(member=place))
    last = last_meeting(guideline)
    context = {
        "guideline": guideline,
        "place": place,
        "declared": declared_interests(own),
        "is_old": bool(last and place.declared_at and place.declared_at < last.starts_at),
        "ask": whom_to_ask(place),
        "form": form,
    }
    return render(request, "guideline/conflict_declare.html", context, status=form.status)


@verb("guideline.declare_conflict", load=guideline_by_slug, unseen="guideline.view_guideline")
def conflict_none(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    done = _("You declared that there is nothing to declare.")
    return _said(request, guideline, declare_nothing, done)


@verb("guideline.declare_conflict", load=guideline_by_slug, unseen="guideline.view_guideline")
def conflict_unchanged(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    done = _("You declared that nothing has changed.")
    return _said(request, guideline, confirm_interests, done)


def _said(
    request: HttpRequest, guideline: Guideline, action: Callable[..., Any], done: str
) -> HttpResponse:
    with refusals_told(request):
        action(by=request.user, guideline=guideline)
        messages.success(request, done)
    return redirect("conflict_declare", guideline.slug)
