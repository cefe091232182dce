"""Casting a ballot, and what is said when it cannot be taken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import verb
from accounts.blockers import Blocked
from voting.actions.ballots import cast_vote
from voting.ballots.at_the_box import round_for_voter
from voting.ballots.casts import KeyTaken, UnusableBallot
from voting.ballots.kept import keep_typed
from voting.ballots.pages import filled_ballot, receipt_page
from voting.ballots.proxies import line_for
from voting.forms import BallotForm
from voting.models import Round
from voting.queries import round_by_pk
from voting.recusal import why_refused
from voting.rounds.pages import ballot_page
from voting.rounds.result_page import result_page


@verb(
    "voting.cast_vote",
    load_for=round_for_voter,
    unseen="guideline.view_guideline",
    why=why_refused,
    signed_out=keep_typed,
)
def ballot_cast(request: HttpRequest, round: Round) -> HttpResponse:
    of = request.POST.get("of", "")
    voter = line_for(request.user, round, of) if of else round.at_the_box.voter
    form = filled_ballot(round, voter, request.POST)
    if not form.is_valid():
        return _again(request, round, form, status=422)
    try:
        cast = cast_vote(
            by=request.user,
            round=round,
            of=voter if of else None,
            read=round.at_the_box,
            **form.vote(),
        )
    except Blocked as refusal:
        context = _page(request, round_by_pk(round.pk), form)
        typed = form.cleaned_data["comment"]
        context |= {"blockers": refusal.blockers, "refused": True, "typed": typed}
        return render(request, "voting/round.html", context, status=409)
    except (KeyTaken, UnusableBallot) as error:
        form.add_error(None, str(error))
        return _again(request, round, form, status=422)
    if round.secrecy == "secret":
        # Nothing keeps this receipt but the voter: it is shown once, here.
        response = render(
            request, "voting/receipt.html", receipt_page(request.user, round, cast, voter)
        )
        response["Cache-Control"] = "no-store"
        return response
    there = reverse("receipt", args=[round.pk])
    return redirect(f"{there}?of={of}" if of else there)


def _again(request: HttpRequest, round: Round, form: BallotForm, status: int) -> HttpResponse:
    whole = round_by_pk(round.pk)
    return render(request, "voting/round.html", _page(request, whole, form), status=status)


def _page(request: HttpRequest, round: Round, form: BallotForm) -> dict:
    if round.is_open:
        return ballot_page(request.user, round, form, request.POST.get("of", ""))
    return result_page(request.user, round)
