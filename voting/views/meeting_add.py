"""A meeting is planned, or one that was held is entered."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.actions.meetings import plan_meeting
from guideline.meeting_forms import MeetingForm
from guideline.models import Guideline
from guideline.queries import guideline_by_slug


@page(
    "guideline.manage_meeting",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def meeting_add(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = MeetingForm(request.POST or None, guideline=guideline)
    if form.carried_out(plan_meeting, by=request.user, guideline=guideline):
        messages.success(request, _("The meeting is planned."))
        return redirect(guideline.meetings.order_by("-pk")[0])
    context = {"guideline": guideline, "form": form}
    return render(request, "voting/meeting_add.html", context, status=form.status)
