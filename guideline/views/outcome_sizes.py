"""The sizes of an outcome: thresholds, baseline risks or prevalences, importance of a test's results."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.actions.outcome_sizes import edit_sizes
from guideline.models import Outcome
from guideline.outcome_forms import SizesForm
from guideline.queries import outcome_by_ref


@page(
    "guideline.edit_question",
    load=outcome_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def outcome_sizes(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    form = SizesForm(request.POST or None, row=outcome)
    if form.carried_out(edit_sizes, by=request.user, outcome=outcome):
        messages.success(request, _("The outcome is saved."))
        return redirect("outcome_edit", outcome.guideline.slug, outcome.question.ref, outcome.ref)
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "form": form,
    }
    return render(request, "guideline/outcome_sizes.html", context, status=form.status)
