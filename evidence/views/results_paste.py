"""Results from a spreadsheet: pasted, looked at with every bad cell named, and taken over at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from accounts.access import page
from evidence.figures import NEEDED
from evidence.imports.pasted_results import known_columns
from evidence.paste_forms import PasteForm
from evidence.problems import column_name
from guideline.models import Outcome
from guideline.queries import outcome_by_ref

TAKE_OVER = "take-over"


@page(
    "evidence.edit_evidence",
    load=outcome_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def results_paste(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    form = PasteForm(request.POST or None, request.FILES or None, outcome=outcome)
    count = form.taken_over(request.user) if request.POST.get("step") == TAKE_OVER else 0
    if count:
        said = ngettext("{n} result is taken over.", "{n} results are taken over.", count)
        messages.success(request, said.format(n=count))
        return redirect("question_evidence", outcome.guideline.slug, outcome.question.ref)
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "form": form,
        "needed": [(name, column_name(name)) for name in NEEDED.get(outcome.type, ())],
        "instead": "ratio" in known_columns(outcome.type),
    }
    return render(request, "evidence/results_paste.html", context, status=form.status)
