"""Who was at a meeting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.actions.meetings import blockers_to_changing
from guideline.meeting_forms import AttendanceForm
from guideline.models import Meeting
from guideline.queries import meeting_by_ref
from voting.actions.minutes import mark_attendance


@page(
    "guideline.manage_meeting",
    load=meeting_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def attendance(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = AttendanceForm(request.POST or None, meeting=meeting)
    if form.carried_out(mark_attendance, by=request.user, meeting=meeting):
        messages.success(request, _("Who was there is kept."))
        return redirect(meeting)
    context = {
        "guideline": meeting.guideline,
        "meeting": meeting,
        "form": form,
        "blockers": blockers_to_changing(meeting),
    }
    return render(request, "voting/attendance.html", context, status=form.status)
