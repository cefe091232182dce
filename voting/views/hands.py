"""A show of hands: counted on one page, confirmed by a second person on the same."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import page, verb
from accounts.blockers import Blocked
from accounts.told import refusals_told
from guideline.numbers import whole_number
from voting.actions.hands import confirm_hands, count_hands, count_hands_again, waiting_count
from voting.forms import ReasonForm
from voting.models import Round, ShowOfHands
from voting.queries import round_by_pk
from voting.recusal import why_refused
from voting.rounds.pages import about
from voting.rounds.room_forms import HandsForm, option_words

_declared: dict[str, Any] = {
    "load": round_by_pk,
    "unseen": "guideline.view_guideline",
    "why": why_refused,
}


@page("voting.count_hands", methods=("GET", "HEAD", "POST"), **_declared)
def hands(request: HttpRequest, round: Round) -> HttpResponse:
    if not round.is_open or round.mode != "hands":
        return redirect("round", pk=round.pk)
    form, blockers = HandsForm(round, request.POST or None), []
    if request.method == "POST" and form.is_valid():
        counted = {"counts": form.counted(), "present": form.cleaned_data["present"]}
        try:
            count_hands(by=request.user, round=round, **counted)
        except Blocked as refusal:
            blockers = refusal.blockers
        else:
            return redirect("hands", pk=round.pk)
    show = waiting_count(round)
    context = about(request.user, round) | {
        "form": form,
        "blockers": blockers,
        "show": show,
        "counted": option_words(show.counts) if show else [],
        "present": show.present.select_related("member") if show else [],
        "is_mine": show is not None and show.entered_by_id == request.user.pk,
        "again": ReasonForm(),
        "earlier": round.shows_of_hands.filter(answer="counted-again").select_related(
            "entered_by", "answered_by"
        ),
    }
    return render(request, "voting/hands.html", context, status=409 if blockers else 200)


@verb("voting.count_hands", **_declared)
def hands_confirm(request: HttpRequest, round: Round) -> HttpResponse:
    show = _shown(request, round)
    if show is None:
        return redirect("hands", pk=round.pk)
    with refusals_told(request):
        confirm_hands(by=request.user, show=show)
        return redirect("round", pk=round.pk)
    return redirect("hands", pk=round.pk)


@verb("voting.count_hands", **_declared)
def hands_again(request: HttpRequest, round: Round) -> HttpResponse:
    show = _shown(request, round)
    reason = request.POST.get("reason", "")
    if show is not None:
        with refusals_told(request, reason):
            count_hands_again(by=request.user, show=show, reason=reason)
    return redirect("hands", pk=round.pk)


def _shown(request: HttpRequest, round: Round) -> ShowOfHands | None:
    """The count that the person saw: another may have taken its place since."""
    return round.shows_of_hands.filter(pk=whole_number(request.POST.get("show"))).first()
