"""The certainty of the evidence on an outcome: judged domain by domain, derived, and explained."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.rating import blockers_to_rating_alone, rate_certainty
from evidence.profile import BodyChain
from evidence.queries import bodies_of, own_rating_to_show, primary_body, rating_to_show
from evidence.rating_forms import RatingForm
from evidence.rating_pairs import pairs_of_outcome, viewer_of
from guideline.models import Outcome
from guideline.permissions import place_of
from guideline.queries import outcome_by_ref


@page(
    "evidence.rate_certainty",
    load=outcome_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def certainty_rate(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    asked, alone = request.GET.get("part", ""), outcome.guideline.raters == "dual"
    form = RatingForm(
        request.POST or None,
        outcome=outcome,
        rating=_shown(request, outcome, asked),
        initial={"part": asked} if asked else {},
    )
    if form.carried_out(rate_certainty, by=request.user, outcome=outcome):
        messages.success(request, _done(alone))
        return redirect(request.get_full_path())
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "bodies": [BodyChain(body, outcome) for body in bodies_of(outcome)],
        "edition": outcome.guideline.grade_rules,
        "form": form,
        "alone": alone,
        "blockers": _blockers(request, outcome, asked) if alone else [],
        "pairs": pairs_of_outcome(outcome, viewer_of(request.user, outcome.guideline)),
    }
    return render(request, "evidence/certainty_rate.html", context, status=form.status)


def _shown(request: HttpRequest, outcome: Outcome, part: str):
    """What the form starts from: where two rate, one's own and nothing else."""
    if outcome.guideline.raters == "dual":
        return own_rating_to_show(outcome, place_of(request.user, outcome.guideline), part)
    return rating_to_show(outcome, part)


def _blockers(request: HttpRequest, outcome: Outcome, part: str):
    return blockers_to_rating_alone(outcome, primary_body(outcome), part, request.user)


def _done(alone: bool) -> str:
    if alone:
        return _("Your rating is kept. What counts is what the two raters reconcile.")
    return _("The outcome is rated; its certainty follows from that.")
