"""A round: the ballot while it is open, the tally after its close, each as far as one may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from voting.ballots.kept import typed_before
from voting.ballots.pages import ballot_as_typed
from voting.ballots.proxies import line_for
from voting.models import Round
from voting.queries import round_by_pk
from voting.recusal import why_refused
from voting.rounds.pages import ballot_page
from voting.rounds.result_page import result_page


@page("voting.view_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def round_page(request: HttpRequest, round: Round) -> HttpResponse:
    if not round.is_open:
        return render(request, "voting/round.html", result_page(request.user, round))
    typed = typed_before(request, round)
    of = typed.get("of", "") if typed else request.GET.get("of", "")
    form = ballot_as_typed(round, line_for(request.user, round, of), typed) if typed else None
    context = ballot_page(request.user, round, form, of) | {"typed_before": bool(typed)}
    return render(request, "voting/round.html", context)
