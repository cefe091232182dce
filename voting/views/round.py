"""A round: the ballot while it is open, the tally after its close, each as far as one may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from voting.models import Round
from voting.pages import ballot_page
from voting.queries import round_by_pk
from voting.recusal import why_refused
from voting.result_page import result_page


@page("voting.view_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def round_page(request: HttpRequest, round: Round) -> HttpResponse:
    context = (ballot_page if round.is_open else result_page)(request.user, round)
    return render(request, "voting/round.html", context)
