"""The guideline moves to another stage."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import verb
from accounts.told import refusals_told
from guideline.actions.stages import change_stage
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from guideline.words import words


@verb("guideline.change_stage", load=guideline_by_slug, unseen="guideline.view_guideline")
def stage_change(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    to, reason = request.POST.get("to", ""), request.POST.get("reason", "")
    with refusals_told(request, reason):
        change_stage(by=request.user, guideline=guideline, to=to, reason=reason)
        messages.success(request, _("The guideline is at “{stage}”.").format(stage=words(to)))
    return redirect(guideline)
