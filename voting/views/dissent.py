"""A member's dissent beside what was decided."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from accounts.access import page, verb
from accounts.blockers import Blocked
from guideline.permissions import place_of
from guideline.text import localized, reworded
from voting.actions.dissents import blockers_to_dissent, state_dissent, withdraw_dissent
from voting.models import Round
from voting.queries import round_by_pk
from voting.recusal import why_refused
from voting.rounds.pages import about
from voting.rounds.room_forms import DissentForm


@page(
    "voting.state_dissent",
    load=round_by_pk,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
    why=why_refused,
)
def dissent(request: HttpRequest, round: Round) -> HttpResponse:
    place, language = place_of(request.user, round.guideline), get_language() or "en"
    mine = round.dissents.filter(member=place, withdrawn_at=None).first()
    initial = {"text": localized(mine.text, language)} if mine else {}
    form = DissentForm(request.POST or None, initial=initial)
    blockers = blockers_to_dissent(request.user, round)
    if request.method == "POST" and form.is_valid():
        text = reworded(mine.text if mine else None, form.cleaned_data["text"], language)
        try:
            state_dissent(by=request.user, round=round, text=text)
        except Blocked as refusal:
            blockers = refusal.blockers
        else:
            return redirect("round", pk=round.pk)
    named = mine.named if mine else round.guideline.dissent_names == "named"
    context = about(request.user, round) | {
        "form": form,
        "blockers": blockers,
        "mine": mine,
        "named": named,
    }
    status = 409 if request.method == "POST" and blockers else 200
    return render(request, "voting/dissent.html", context, status=status)


@verb("voting.state_dissent", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def dissent_withdraw(request: HttpRequest, round: Round) -> HttpResponse:
    try:
        withdraw_dissent(by=request.user, round=round)
    except Blocked as refusal:
        messages.error(request, str(refusal))
        return redirect("dissent", pk=round.pk)
    return redirect("round", pk=round.pk)
