"""What lies behind a row of the evidence profile: a fragment of that page, or a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from accounts.access import page
from evidence.changes.history import history_of
from evidence.profile import BodyChain
from evidence.profiles.studies_shown import shown_studies
from evidence.proposing.shown import shown_proposals
from evidence.queries import body_named, outcome_with_evidence
from evidence.raters.pairs import RatingPair, pairs_of_outcome, viewer_of
from guideline.models import Outcome

# The last changes stand behind a row; the history page has all of them.
CHANGES = 10


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
        "proposals": shown_proposals(body) if body.has_evidence else [],
        "pairs": _pairs(request, body),
        "rows": _last_changes(request, outcome),
        "may_rate": request.user.has_perm("evidence.rate_certainty", outcome),
    }
    template = "_profile_opened.html" if request.htmx else "profile_outcome.html"
    response = render(request, f"evidence/{template}", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _pairs(request: HttpRequest, body: BodyChain) -> list[RatingPair]:
    """What two raters judged of this body, as far as this reader may see it."""
    outcome = body.outcome
    viewer = viewer_of(request.user, outcome.question.guideline)
    pairs = pairs_of_outcome(outcome, viewer)
    return [each for each in pairs if each.body == body.body and each.individual]


def _last_changes(request: HttpRequest, outcome: Outcome):
    if not request.user.has_perm("evidence.view_history", outcome):
        return []
    return history_of(outcome.question).of(outcome.ref)[:CHANGES]
