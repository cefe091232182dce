"""The receipt of one's own ballot, and every version of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import page
from voting.models import Round
from voting.queries import round_by_pk, sight_for, voter_of, waiting_for
from voting.recusal import why_refused


@page("voting.view_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def receipt(request: HttpRequest, round: Round) -> HttpResponse:
    voter = voter_of(request.user, round)
    if voter is None or not sight_for(request.user, round).own_vote:
        return redirect("round", pk=round.pk)
    versions = list(voter.ballots.order_by("-version"))
    if not versions:
        return redirect("round", pk=round.pk)
    context = {
        "round": round,
        "cast": versions[0],
        "earlier": versions[1:],
        "waiting": waiting_for(request.user),
    }
    return render(request, "voting/receipt.html", context)
