"""The way out: what a chair decides after the last round without consensus."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import page, verb
from accounts.blockers import Blocked
from accounts.told import refusals_told
from voting.actions.ways_out import (
    blockers_to_way_out,
    blockers_to_weak,
    take_back_way_out,
    take_way_out,
)
from voting.forms import ReasonForm
from voting.models import Round
from voting.queries import round_by_pk
from voting.recusal import why_refused
from voting.rounds.result_page import result_page
from voting.rounds.room_forms import WayOutForm


@page(
    "voting.take_way_out",
    load=round_by_pk,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
    why=why_refused,
)
def way_out(request: HttpRequest, round: Round) -> HttpResponse:
    blockers = blockers_to_way_out(request.user, round)
    # What the votes say of a weak recommendation is their tally: only beside one that may be seen.
    no_weak = [] if blockers else blockers_to_weak(round)
    form = WayOutForm(["weak"] if no_weak else [], request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_way_out(by=request.user, round=round, **form.cleaned_data)
        except Blocked as refusal:
            blockers = refusal.blockers
        else:
            return redirect("round", pk=round.pk)
    context = result_page(request.user, round) | {
        "form": form,
        "blockers": blockers,
        "no_weak": no_weak,
        "take_back": ReasonForm(),
    }
    status = 409 if request.method == "POST" and blockers else 200
    return render(request, "voting/way_out.html", context, status=status)


@verb("voting.take_way_out", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def way_out_take_back(request: HttpRequest, round: Round) -> HttpResponse:
    reason = request.POST.get("reason", "")
    with refusals_told(request, reason):
        take_back_way_out(by=request.user, round=round, reason=reason)
        return redirect("round", pk=round.pk)
    return redirect("way_out", pk=round.pk)
