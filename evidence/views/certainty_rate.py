"""The certainty of the evidence on an outcome: judged domain by domain, derived, and explained."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.rating import rate_certainty
from evidence.information_size_shown import information_size_shown
from evidence.profile import BodyChain
from evidence.queries import bodies_of, rating_to_show
from evidence.rating_forms import RatingForm
from guideline.models import Outcome
from guideline.queries import outcome_by_ref


@page(
    "evidence.rate_certainty",
    load=outcome_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def certainty_rate(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    asked, body = request.GET.get("part", ""), request.GET.get("body", "")
    shown = rating_to_show(outcome, asked, body)
    bodies = [BodyChain(body, outcome) for body in bodies_of(outcome)]
    form = RatingForm(
        request.POST or None,
        outcome=outcome,
        rating=shown,
        bodies=bodies,
        initial={key: said for key, said in (("part", asked), ("body", body)) if said},
    )
    if form.carried_out(rate_certainty, by=request.user, outcome=outcome):
        messages.success(request, _("The outcome is rated; its certainty follows from that."))
        return redirect(request.get_full_path())
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "bodies": bodies,
        "edition": outcome.guideline.grade_rules,
        "form": form,
        "size": information_size_shown(form.body) if form.body else None,
    }
    return render(request, "evidence/certainty_rate.html", context, status=form.status)
