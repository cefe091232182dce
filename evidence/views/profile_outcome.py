"""What lies behind a row of the evidence profile: a fragment of that page, or a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from accounts.access import page
from evidence.profiles.studies_shown import shown_studies
from evidence.queries import body_named, outcome_with_evidence
from guideline.models import Outcome


@page("evidence.view_evidence", load=outcome_with_evidence, unseen="guideline.view_guideline")
def profile_outcome(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    body = body_named(outcome, request.GET.get("body", ""))
    context = {
        "guideline": outcome.question.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "body": body,
        "several": len(outcome.bodies.all()) > 1,
        "studies": shown_studies(body),
        "may_rate": request.user.has_perm("evidence.rate_certainty", outcome),
    }
    template = "_profile_opened.html" if request.htmx else "profile_outcome.html"
    response = render(request, f"evidence/{template}", context)
    patch_vary_headers(response, ["HX-Request"])
    return response
