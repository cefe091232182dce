"""Casting a ballot, and what is said when it cannot be taken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import verb
from accounts.blockers import Blocked
from voting.actions.ballots import cast_vote
from voting.casts import KeyTaken, UnusableBallot
from voting.forms import BallotForm
from voting.models import Round
from voting.pages import ballot_page
from voting.queries import round_by_pk, waiting_for
from voting.recusal import why_refused
from voting.result_page import result_page
from voting.rules import rule_from


@verb("voting.cast_vote", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def ballot_cast(request: HttpRequest, round: Round) -> HttpResponse:
    form = BallotForm(rule_from(round.rule), request.POST)
    if not form.is_valid():
        return _again(request, round, form, status=422)
    try:
        cast = cast_vote(by=request.user, round=round, **form.cleaned_data)
    except Blocked as refusal:
        context = _page(request, round, form)
        context |= {"blockers": refusal.blockers, "refused": True}
        return render(request, "voting/round.html", context, status=409)
    except (KeyTaken, UnusableBallot) as error:
        form.add_error(None, str(error))
        return _again(request, round, form, status=422)
    if round.secrecy == "secret":
        # Nothing keeps this receipt but the voter: it is shown once, here.
        context = {"round": round, "cast": cast, "waiting": waiting_for(request.user)}
        response = render(request, "voting/receipt.html", context)
        response["Cache-Control"] = "no-store"
        return response
    return redirect("receipt", pk=round.pk)


def _again(request: HttpRequest, round: Round, form: BallotForm, status: int) -> HttpResponse:
    return render(request, "voting/round.html", _page(request, round, form), status=status)


def _page(request: HttpRequest, round: Round, form: BallotForm) -> dict:
    if round.is_open:
        return ballot_page(request.user, round, form)
    return result_page(request.user, round)
