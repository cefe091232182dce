"""The certainty of the evidence on an outcome: judged domain by domain, derived, and explained."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.rating import blockers_to_rating_alone, rate_certainty
from evidence.profile import BodyChain
from evidence.proposing.information_size import information_size_shown
from evidence.queries import bodies_of, own_rating_to_show, primary_body, rating_to_show
from evidence.raters.pairs import pairs_of_outcome, viewer_of
from evidence.rating_forms import RatingForm
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
    asked, body = request.GET.get("part", ""), request.GET.get("body", "")
    alone = outcome.guideline.raters == "dual"
    bodies = [BodyChain(each, outcome) for each in bodies_of(outcome)]
    form = RatingForm(
        request.POST or None,
        outcome=outcome,
        rating=_shown(request, outcome, asked, body),
        bodies=bodies,
        initial={key: said for key, said in (("part", asked), ("body", body)) if said},
    )
    if form.carried_out(rate_certainty, by=request.user, outcome=outcome):
        messages.success(request, _done(alone))
        return redirect(request.get_full_path())
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "bodies": bodies,
        "edition": outcome.guideline.grade_rules,
        "form": form,
        "size": information_size_shown(form.body) if form.body else None,
        "alone": alone,
        "blockers": _blockers(request, outcome, form, asked) if alone else [],
        "pairs": pairs_of_outcome(outcome, viewer_of(request.user, outcome.guideline)),
    }
    return render(request, "evidence/certainty_rate.html", context, status=form.status)


def _shown(request: HttpRequest, outcome: Outcome, part: str, body: str):
    """What the form starts from: where two rate, one's own and nothing else."""
    if outcome.guideline.raters == "dual":
        return own_rating_to_show(outcome, place_of(request.user, outcome.guideline), part, body)
    return rating_to_show(outcome, part, body)


def _blockers(request: HttpRequest, outcome: Outcome, form: RatingForm, part: str):
    body = form.body.body if form.body else primary_body(outcome)
    return blockers_to_rating_alone(outcome, body, part, request.user)


def _done(alone: bool) -> str:
    if alone:
        return _("Your rating is kept. What counts is what the two raters reconcile.")
    return _("The outcome is rated; its certainty follows from that.")
