"""A meeting is moved or called off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from guideline.actions.meetings import blockers_to_changing, cancel_meeting, change_meeting
from guideline.meeting_forms import CancelForm, MeetingForm
from guideline.models import Meeting
from guideline.queries import meeting_by_ref

PERMISSION, UNSEEN = "guideline.manage_meeting", "guideline.view_guideline"


@page(PERMISSION, load=meeting_by_ref, methods=("GET", "HEAD", "POST"), unseen=UNSEEN)
def meeting_edit(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = MeetingForm(request.POST or None, row=meeting, guideline=meeting.guideline)
    if form.carried_out(change_meeting, by=request.user, meeting=meeting):
        messages.success(request, _("The meeting is saved."))
        return redirect(meeting)
    return _page(request, meeting, form, CancelForm(prefix="cancel"))


@verb(PERMISSION, load=meeting_by_ref, unseen=UNSEEN)
def meeting_cancel(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    cancel = CancelForm(request.POST, prefix="cancel")
    if cancel.carried_out(cancel_meeting, by=request.user, meeting=meeting):
        messages.success(request, _("The meeting is cancelled."))
        return redirect(meeting)
    form = MeetingForm(row=meeting, guideline=meeting.guideline)
    return _page(request, meeting, form, cancel)


def _page(
    request: HttpRequest, meeting: Meeting, form: MeetingForm, cancel: CancelForm
) -> HttpResponse:
    context = {
        "guideline": meeting.guideline,
        "meeting": meeting,
        "form": form,
        "cancel": cancel,
        "blockers": blockers_to_changing(meeting),
    }
    status = max(form.status, cancel.status)
    return render(request, "voting/meeting_edit.html", context, status=status)
