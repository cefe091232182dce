"""Opening a round: what will be fixed, what stands in the way, what to know."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import page
from accounts.blockers import Blocked
from voting.actions.rounds import blockers_to_opening, open_round
from voting.forms import OpeningForm
from voting.models import Recommendation
from voting.queries import recommendation_by_ref, rule_of
from voting.recusal import why_refused
from voting.rounds.openings import draft_of, invitation, unreached


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
    draft = draft_of(recommendation, rule_of(recommendation.guideline))
    context = {
        "recommendation": recommendation,
        "question": recommendation.question,
        "guideline": recommendation.guideline,
        "draft": draft,
        "form": form,
        "blockers": blockers,
        "mail": invitation(recommendation.guideline, [draft], None),
        "unreached": unreached([draft]),
    }
    status = 409 if request.method == "POST" and blockers else 200
    return render(request, "voting/round_open.html", context, status=status)
