"""Two raters side by side: each domain as each judged it, for every body and part of an outcome."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from evidence.raters.pairs import pairs_of_outcome, viewer_of
from guideline.models import Outcome
from guideline.queries import outcome_by_ref


@page("evidence.view_evidence", load=outcome_by_ref, unseen="guideline.view_guideline")
def certainty_compare(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "pairs": pairs_of_outcome(outcome, viewer_of(request.user, outcome.guideline)),
        "may_rate": request.user.has_perm("evidence.rate_certainty", outcome),
    }
    return render(request, "evidence/certainty_compare.html", context)
