"""An outcome is deleted, once somebody has read what that means; one with evidence stays."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from accounts.blockers import Blocked
from guideline.actions.outcome_lists import blockers_to_deleting, delete_outcome
from guideline.models import Outcome
from guideline.queries import outcome_by_ref


@page(
    "guideline.edit_question",
    load=outcome_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def outcome_delete(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    blockers = blockers_to_deleting(outcome)
    if request.method == "POST":
        question, name = outcome.question, str(outcome)
        try:
            delete_outcome(by=request.user, outcome=outcome)
        except Blocked as blocked:
            blockers = blocked.blockers
        else:
            messages.success(request, _("“{outcome}” is deleted.").format(outcome=name))
            return redirect("question_edit", question.guideline.slug, question.ref)
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "blockers": blockers,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "guideline/outcome_delete.html", context, status=status)
