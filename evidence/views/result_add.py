"""A result is entered: what one study found on one outcome."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.results import enter_result
from evidence.queries import bodies_of
from evidence.result_forms import ResultAddForm
from guideline.models import Outcome
from guideline.queries import outcome_by_ref


@page(
    "evidence.edit_evidence",
    load=outcome_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def result_add(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    form = ResultAddForm(request.POST or None, outcome=outcome)
    if form.carried_out(enter_result, by=request.user, outcome=outcome):
        messages.success(request, _("The result is entered."))
        return redirect("result_add", outcome.guideline.slug, outcome.question.ref, outcome.ref)
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "has_studies": outcome.question.studies.exists(),
        "bodies": bodies_of(outcome),
        "form": form,
    }
    return render(request, "evidence/result_add.html", context, status=form.status)
