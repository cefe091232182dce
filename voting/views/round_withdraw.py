"""Stopping a round without a result."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import verb
from accounts.blockers import Blocked
from voting.actions.rounds import withdraw_round
from voting.models import Round
from voting.queries import round_by_pk
from voting.recusal import why_refused


@verb("voting.close_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def round_withdraw(request: HttpRequest, round: Round) -> HttpResponse:
    try:
        withdraw_round(by=request.user, round=round, reason=request.POST.get("reason", ""))
    except Blocked as refusal:
        messages.error(request, str(refusal))
        return redirect("round_close", pk=round.pk)
    return redirect("round", pk=round.pk)
