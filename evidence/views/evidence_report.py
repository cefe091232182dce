"""A synthesis as its source reports it, taken over and never computed again."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.describing import report_synthesis
from evidence.describing_forms import ReportedForm
from evidence.describing_page import describing_page
from guideline.models import Outcome
from guideline.queries import outcome_by_ref


@page(
    "evidence.edit_evidence",
    load=outcome_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def evidence_report(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    return describing_page(
        request,
        outcome,
        form_of=ReportedForm,
        action=report_synthesis,
        done=_("The synthesis is kept as its source reports it."),
        template="evidence/evidence_report.html",
    )
