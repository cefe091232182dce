"""What is known of an outcome in words, where nothing can be pooled."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.describing import describe_evidence
from evidence.describing_forms import NarrativeForm
from evidence.queries import body_asked_for
from guideline.models import Outcome
from guideline.queries import outcome_by_ref


@page(
    "evidence.edit_evidence",
    load=outcome_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def evidence_describe(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    asked = request.POST.get("body") or request.GET.get("body", "")
    body = body_asked_for(outcome, asked)
    form = NarrativeForm(request.POST or None, outcome=outcome, body=body)
    if form.carried_out(describe_evidence, by=request.user, outcome=outcome):
        messages.success(request, _("What is known is kept."))
        place = (outcome.guideline.slug, outcome.question.ref)
        return redirect(reverse("question_evidence", args=place) + f"#outcome-{outcome.ref}")
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "form": form,
    }
    return render(request, "evidence/evidence_describe.html", context, status=form.status)
