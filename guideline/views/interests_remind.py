"""Those who owe a declaration of interests are asked for it by mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext

from accounts.access import verb
from accounts.told import refusals_told
from guideline.actions.reminders import remind_to_declare
from guideline.models import Guideline
from guideline.queries import guideline_by_slug


@verb("guideline.manage_panel", load=guideline_by_slug, unseen="guideline.view_guideline")
def interests_remind(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    only = request.POST.get("place")
    members = guideline.panel.filter(ref=only) if only else None
    with refusals_told(request):
        count = remind_to_declare(by=request.user, guideline=guideline, members=members)
        said = ngettext(
            "{n} person is asked by mail; nobody more than once a day.",
            "{n} people are asked by mail; nobody more than once a day.",
            count,
        )
        messages.success(request, said.format(n=count))
    return redirect("panel", guideline.slug)
