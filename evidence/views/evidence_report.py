"""A synthesis as its source reports it, taken over and never computed again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.describing import report_synthesis
from evidence.describing_forms import ReportedForm
from evidence.queries import body_asked_for
from guideline.models import Outcome
from guideline.queries import outcome_by_ref


@page(
    "evidence.edit_evidence",
    load=outcome_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def evidence_report(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    asked = request.POST.get("body") or request.GET.get("body", "")
    body = body_asked_for(outcome, asked)
    form = ReportedForm(request.POST or None, outcome=outcome, body=body)
    if form.carried_out(report_synthesis, by=request.user, outcome=outcome):
        messages.success(request, _("The synthesis is kept as its source reports it."))
        place = (outcome.guideline.slug, outcome.question.ref)
        return redirect(reverse("question_evidence", args=place) + f"#outcome-{outcome.ref}")
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "form": form,
    }
    return render(request, "evidence/evidence_report.html", context, status=form.status)
