"""A meeting: agenda, who was there, minutes; and the verbs on its agenda and its minutes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.told import refusals_told
from guideline.calendar_file import MEDIA_TYPE, calendar_file
from guideline.files import attachment
from guideline.meeting_forms import ReopenForm
from guideline.models import Meeting
from guideline.numbers import whole_number
from guideline.queries import meeting_by_ref
from voting.actions.agenda import add_item, move_item, remove_item
from voting.actions.minutes import (
    blockers_to_closing,
    blockers_to_confirming,
    close_minutes,
    confirm_minutes,
    reopen_minutes,
)
from voting.models import AgendaItem, Round
from voting.queries import item_by_pk
from voting.rounds.agenda_forms import ItemForm
from voting.rounds.meetings import appointment, meeting_page

READING, MANAGING = "guideline.view_meeting", "guideline.manage_meeting"
UNSEEN = "guideline.view_guideline"


@page(READING, load=meeting_by_ref, unseen=UNSEEN)
def meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _page(request, meeting)


@page(READING, load=meeting_by_ref, unseen=UNSEEN)
def meeting_calendar(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    name = f"{meeting.guideline.slug}-{meeting.ref}.ics"
    return attachment(calendar_file([appointment(meeting)]), MEDIA_TYPE, name)


@verb(MANAGING, load=meeting_by_ref, unseen=UNSEEN)
def agenda_add(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = ItemForm(request.POST, prefix="item", meeting=meeting)
    if form.carried_out(add_item, by=request.user, meeting=meeting):
        return _back(request, meeting, _("The item is on the agenda."))
    return _page(request, meeting, item_form=form)


@verb(MANAGING, load=meeting_by_ref, unseen=UNSEEN)
def agenda_add_round(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    rounds = Round.objects.filter(recommendation__guideline=meeting.guideline, status="closed")
    held = rounds.filter(pk=whole_number(request.POST.get("round"))).first()
    if held is None or not request.user.has_perm("voting.view_round", held):
        messages.error(request, _("There is no such round."))
        return redirect(meeting)
    return _done(
        request, meeting, _("The round is on the agenda."), add_item, meeting=meeting, round=held
    )


@verb(MANAGING, load=item_by_pk, unseen=UNSEEN)
def agenda_move(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    up = request.POST.get("to") == "up"
    return _done(request, item.meeting, "", move_item, item=item, up=up)


@verb(MANAGING, load=item_by_pk, unseen=UNSEEN)
def agenda_remove(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    return _done(request, item.meeting, _("The item is off the agenda."), remove_item, item=item)


@verb(MANAGING, load=meeting_by_ref, unseen=UNSEEN)
def minutes_close(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _done(request, meeting, _("The minutes are closed."), close_minutes, meeting=meeting)


@verb(MANAGING, load=meeting_by_ref, unseen=UNSEEN)
def minutes_reopen(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = ReopenForm(request.POST, prefix="reopen")
    if form.carried_out(reopen_minutes, by=request.user, meeting=meeting):
        return _back(request, meeting, _("The minutes are open again."))
    return _page(request, meeting, reopen=form)


@verb("guideline.confirm_minutes", load=meeting_by_ref, unseen=UNSEEN)
def minutes_confirm(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    done = _("The minutes are confirmed.")
    return _done(request, meeting, done, confirm_minutes, meeting=meeting)


def _done(
    request: HttpRequest, meeting: Meeting, done: str, action: Any, /, **given: Any
) -> HttpResponse:
    with refusals_told(request):
        action(by=request.user, **given)
        return _back(request, meeting, done)
    return redirect(meeting)


def _back(request: HttpRequest, meeting: Meeting, done: str) -> HttpResponse:
    if done:
        messages.success(request, done)
    return redirect(meeting)


def _page(request: HttpRequest, meeting: Meeting, **forms: Any) -> HttpResponse:
    context = meeting_page(request.user, meeting) | {
        "item_form": ItemForm(prefix="item", meeting=meeting),
        "reopen": ReopenForm(prefix="reopen"),
        "to_closing": blockers_to_closing(meeting),
        "to_confirming": blockers_to_confirming(meeting),
    }
    status = max([200, *(form.status for form in forms.values())])
    return render(request, "voting/meeting.html", context | forms, status=status)
