"""An outcome is added to a question."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.actions.outcomes import add_outcome
from guideline.forms import OutcomeForm
from guideline.models import Question
from guideline.queries import question_by_ref


@page(
    "guideline.edit_question",
    load=question_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def outcome_add(request: HttpRequest, question: Question) -> HttpResponse:
    form = OutcomeForm(request.POST or None, initial={"type": "dichotomous"})
    if form.carried_out(add_outcome, by=request.user, question=question):
        messages.success(request, _("The outcome is added."))
        return redirect("question_edit", question.guideline.slug, question.ref)
    context = {"guideline": question.guideline, "question": question, "form": form}
    return render(request, "guideline/outcome_add.html", context, status=form.status)
