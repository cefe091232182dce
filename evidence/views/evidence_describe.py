"""What is known of an outcome in words, where nothing can be pooled."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.describing import describe_evidence
from evidence.describing_forms import NarrativeForm
from evidence.describing_page import describing_page
from guideline.models import Outcome
from guideline.queries import outcome_by_ref


@page(
    "evidence.edit_evidence",
    load=outcome_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def evidence_describe(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    return describing_page(
        request,
        outcome,
        form_of=NarrativeForm,
        action=describe_evidence,
        done=_("What is known is kept."),
        template="evidence/evidence_describe.html",
    )
