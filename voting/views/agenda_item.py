"""The minutes of one item, and who left the room for it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.actions.meetings import blockers_to_changing
from voting.actions.minutes import write_minutes
from voting.models import AgendaItem
from voting.queries import item_by_pk
from voting.recusal import why_refused
from voting.rounds.agenda_forms import MinutesForm, must_leave


@page(
    "guideline.write_minutes",
    load=item_by_pk,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
    why=why_refused,
)
def agenda_item(request: HttpRequest, item: AgendaItem) -> HttpResponse:
    form = MinutesForm(request.POST or None, row=item)
    if form.carried_out(write_minutes, by=request.user, item=item):
        messages.success(request, _("The minutes of this item are kept."))
        return redirect(item.meeting)
    context = {
        "guideline": item.guideline,
        "meeting": item.meeting,
        "item": item,
        "form": form,
        "must_leave": must_leave(item.question, item),
        "blockers": blockers_to_changing(item.meeting),
    }
    return render(request, "voting/agenda_item.html", context, status=form.status)
