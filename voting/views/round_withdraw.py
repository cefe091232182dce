"""Stopping a round without a result."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import verb
from accounts.told import refusals_told
from voting.actions.rounds import withdraw_round
from voting.models import Round
from voting.queries import round_by_pk
from voting.recusal import why_refused


@verb("voting.close_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def round_withdraw(request: HttpRequest, round: Round) -> HttpResponse:
    reason = request.POST.get("reason", "")
    with refusals_told(request, reason):
        withdraw_round(by=request.user, round=round, reason=reason)
        return redirect("round", pk=round.pk)
    return redirect("round_close", pk=round.pk)
