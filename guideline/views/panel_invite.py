"""Everybody who has never signed in is mailed the way in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext

from accounts.access import verb
from accounts.told import refusals_told
from guideline.actions.panel_import import invite_members
from guideline.models import Guideline
from guideline.queries import guideline_by_slug


@verb("guideline.manage_panel", load=guideline_by_slug, unseen="guideline.view_guideline")
def panel_invite(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    with refusals_told(request):
        n = invite_members(by=request.user, guideline=guideline)
        said = ngettext(
            "{n} invitation is on its way; nobody gets more than one a day.",
            "{n} invitations are on their way; nobody gets more than one a day.",
            n,
        )
        messages.success(request, said.format(n=n))
    return redirect("panel", guideline.slug)
