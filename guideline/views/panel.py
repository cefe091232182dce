"""The panel: who holds which place, who has declared, who still has no account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from guideline.actions.panel_import import waiting_for_entry
from guideline.models import Guideline
from guideline.permissions import place_of
from guideline.queries import (
    guideline_by_slug,
    panel_of,
    silent_on_interests,
    stale_on_interests,
)
from guideline.roles import permits


@page("guideline.view_guideline", load=guideline_by_slug, unseen="guideline.view_guideline")
def panel(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    place = place_of(request.user, guideline)
    role = place.role if place else ""
    context = {
        "guideline": guideline,
        "members": panel_of(guideline),
        "place": place,
        "may_manage": permits(role, "guideline.manage_panel"),
        "may_decide": request.user.has_perm("guideline.decide_conflict", guideline),
        "never_in": waiting_for_entry(guideline),
        "owing": [*silent_on_interests(guideline), *stale_on_interests(guideline)],
        "may_declare": permits(role, "guideline.declare_conflict"),
    }
    return render(request, "guideline/panel.html", context)
