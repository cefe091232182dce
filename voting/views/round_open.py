"""Opening a round: what will be fixed, what stands in the way, what to know."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import page
from accounts.blockers import Blocked
from evidence.fingerprint import signature_state
from voting.actions.rounds import blockers_to_opening, open_round
from voting.forms import OpeningForm
from voting.models import Recommendation
from voting.queries import recommendation_by_ref, rule_of, standing_on
from voting.recusal import why_refused
from voting.results import rule_in_words
from voting.warnings import sentence, warnings_at_opening


@page(
    "voting.open_round",
    load=recommendation_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
    why=why_refused,
)
def round_open(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    form = OpeningForm(recommendation.guideline, request.POST or None)
    blockers = blockers_to_opening(recommendation)
    if request.method == "POST" and form.is_valid():
        try:
            round = open_round(by=request.user, recommendation=recommendation, **form.cleaned_data)
        except Blocked as refusal:
            blockers = refusal.blockers
        else:
            return redirect("round", pk=round.pk)
    context = _what_is_fixed(recommendation) | {"form": form, "blockers": blockers}
    status = 409 if request.method == "POST" and blockers else 200
    return render(request, "voting/round_open.html", context, status=status)


def _what_is_fixed(recommendation: Recommendation) -> dict[str, Any]:
    question, guideline = recommendation.question, recommendation.guideline
    evidence = signature_state(question)
    panel = guideline.panel.prefetch_related("conflicts")
    rule = rule_of(guideline)
    standings = [(member, standing_on(member, question, rule)) for member in panel]
    return {
        "recommendation": recommendation,
        "question": question,
        "guideline": guideline,
        "evidence": evidence,
        "rule": rule_in_words(rule),
        "voters": [member for member, standing in standings if standing.may_vote],
        "recused": [pair for pair in standings if pair[1].is_recused],
        "warnings": [
            sentence(each) for each in warnings_at_opening(recommendation, evidence.evidence_hash)
        ],
    }
