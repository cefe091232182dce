"""Everybody who has never signed in is mailed the way in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext

from accounts.access import verb
from accounts.blockers import Blocked
from guideline.actions.panel_import import invite_members
from guideline.models import Guideline
from guideline.queries import guideline_by_slug


@verb("guideline.manage_panel", load=guideline_by_slug, unseen="guideline.view_guideline")
def panel_invite(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    try:
        n = invite_members(by=request.user, guideline=guideline)
    except Blocked as blocked:
        for blocker in blocked.blockers:
            messages.error(request, str(blocker))
    else:
        said = ngettext(
            "{n} invitation is on its way; nobody gets more than one a day.",
            "{n} invitations are on their way; nobody gets more than one a day.",
            n,
        )
        messages.success(request, said.format(n=n))
    return redirect("panel", guideline.slug)
