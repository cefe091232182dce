"""An outcome is edited and rated for its importance."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.actions.outcomes import revise_outcome
from guideline.forms import OutcomeEditForm
from guideline.models import Outcome
from guideline.queries import outcome_by_ref


@page(
    "guideline.edit_question",
    load=outcome_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def outcome_edit(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    form = OutcomeEditForm(request.POST or None, row=outcome)
    if form.carried_out(revise_outcome, by=request.user, outcome=outcome):
        messages.success(request, _("The outcome is saved."))
        return redirect("question_edit", outcome.guideline.slug, outcome.question.ref)
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "form": form,
        "may_rate": request.user.has_perm("evidence.rate_certainty", outcome),
    }
    return render(request, "guideline/outcome_edit.html", context, status=form.status)
