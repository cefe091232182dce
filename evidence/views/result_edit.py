"""A result is corrected, set aside with a reason, or taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.told import refusals_told
from evidence.actions.results import change_result, exclude_result, restore_result
from evidence.models import StudyResult
from evidence.queries import result_by_pk
from evidence.result_forms import ExcludeForm, ResultEditForm
from guideline.forms import VerbForm

SYNTHESIS = "synthesis"


@page(
    "evidence.edit_evidence",
    load=result_by_pk,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def result_edit(request: HttpRequest, result: StudyResult) -> HttpResponse:
    form = ResultEditForm(request.POST or None, outcome=result.body.outcome, row=result)
    if form.carried_out(change_result, by=request.user, result=result):
        messages.success(request, _("The result is saved."))
        return _back(request, result)
    return _page(request, result, form=form)


@verb("evidence.edit_evidence", load=result_by_pk, unseen="guideline.view_guideline")
def result_exclude(request: HttpRequest, result: StudyResult) -> HttpResponse:
    form = ExcludeForm(request.POST, prefix="exclude")
    if form.carried_out(exclude_result, by=request.user, result=result):
        messages.success(request, _("The result is set aside and no longer pooled."))
        return _back(request, result)
    return _page(request, result, exclude=form)


@verb("evidence.edit_evidence", load=result_by_pk, unseen="guideline.view_guideline")
def result_restore(request: HttpRequest, result: StudyResult) -> HttpResponse:
    with refusals_told(request):
        restore_result(by=request.user, result=result)
        messages.success(request, _("The result counts again."))
    return _back(request, result)


def _page(request: HttpRequest, result: StudyResult, **forms: VerbForm) -> HttpResponse:
    outcome = result.body.outcome
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "result": result,
        "form": ResultEditForm(outcome=outcome, row=result),
        "exclude": ExcludeForm(prefix="exclude"),
        # The page that it goes back to, where that is not the evidence.
        "origin": SYNTHESIS if _from_synthesis(request) else "",
    }
    status = max([200, *(form.status for form in forms.values())])
    return render(request, "evidence/result_edit.html", context | forms, status=status)


def _from_synthesis(request: HttpRequest) -> bool:
    return SYNTHESIS in (request.POST.get("from"), request.GET.get("from"))


def _back(request: HttpRequest, result: StudyResult) -> HttpResponse:
    """To the page whose button it was: the synthesis, or the evidence."""
    slug, ref = result.guideline.slug, result.question.ref
    if not _from_synthesis(request):
        return redirect("question_evidence", slug, ref)
    address = reverse("synthesis_edit", args=[slug, ref, result.body.outcome.ref])
    return redirect(f"{address}?body={result.body_id}#rows")
