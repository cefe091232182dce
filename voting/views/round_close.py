"""Closing a round: the turnout, what follows, and the one button that fixes it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import page
from accounts.blockers import Blocked
from evidence.fingerprint import evidence_hash
from voting.actions.rounds import blockers_to_closing, close_round
from voting.forms import ReasonForm
from voting.models import Round
from voting.queries import round_by_pk, sight_for, turnout
from voting.recusal import why_refused
from voting.results.attendance import recused_from
from voting.results.words import rule_in_words
from voting.rounds.turnout import who_has_not_voted
from voting.rules.rule import rule_from


@page(
    "voting.close_round",
    load=round_by_pk,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
    why=why_refused,
)
def round_close(request: HttpRequest, round: Round) -> HttpResponse:
    blockers = []
    if request.method == "POST":
        try:
            close_round(by=request.user, round=round)
        except Blocked as refusal:
            blockers = refusal.blockers
        else:
            return redirect("round", pk=round.pk)
    elif not round.is_open:
        return redirect("round", pk=round.pk)
    context = {
        "round": round,
        "guideline": round.guideline,
        "question": round.question,
        "rule": rule_in_words(rule_from(round.rule)),
        "roll": round.voters.filter(revoked_at=None).count(),
        "turnout": turnout(round) if sight_for(request.user, round).turnout else None,
        "blockers": blockers or blockers_to_closing(round),
        "recused": recused_from(round),
        "evidence_changed": evidence_hash(round.question) != round.evidence_hash,
        "missing": who_has_not_voted(request.user, round),
        "withdrawal": ReasonForm(),
    }
    return render(request, "voting/round_close.html", context, status=409 if blockers else 200)
