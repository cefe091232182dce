"""A look at one's vote before it is cast; nothing is stored by it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import verb
from voting.ballots.kept import keep_typed
from voting.ballots.pages import ballot_as_typed, filled_ballot
from voting.ballots.proxies import line_for
from voting.models import Round
from voting.queries import round_by_pk
from voting.recusal import why_refused
from voting.rounds.pages import ballot_page
from voting.rounds.result_page import result_page


@verb(
    "voting.cast_vote",
    load=round_by_pk,
    unseen="guideline.view_guideline",
    why=why_refused,
    signed_out=keep_typed,
)
def ballot_review(request: HttpRequest, round: Round) -> HttpResponse:
    if not round.is_open:
        return render(request, "voting/round.html", result_page(request.user, round), status=409)
    of = request.POST.get("of", "")
    voter = line_for(request.user, round, of)
    form = filled_ballot(round, voter, request.POST)
    if "back" in request.POST:
        form = ballot_as_typed(round, voter, request.POST)
    context = ballot_page(request.user, round, form, of)
    if context["form"] is None:
        return render(request, "voting/round.html", context, status=403)
    if not form.is_bound:
        return render(request, "voting/round.html", context)
    if not form.is_valid():
        return render(request, "voting/round.html", context, status=422)
    return render(request, "voting/ballot_review.html", context)
