"""A search is recorded, or the counts of a screening done elsewhere are taken over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from evidence.actions.searches import import_flow, record_search
from evidence.forms import FlowForm, SearchForm
from guideline.forms import VerbForm
from guideline.models import Question
from guideline.queries import question_by_ref


@page(
    "evidence.edit_evidence",
    load=question_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def search_add(request: HttpRequest, question: Question) -> HttpResponse:
    form = SearchForm(request.POST or None)
    if form.carried_out(record_search, by=request.user, question=question):
        messages.success(request, _("The search is recorded."))
        return redirect("question_evidence", question.guideline.slug, question.ref)
    return _page(request, question, form=form)


@verb("evidence.edit_evidence", load=question_by_ref, unseen="guideline.view_guideline")
def flow_import(request: HttpRequest, question: Question) -> HttpResponse:
    form = FlowForm(request.POST, prefix="flow")
    if form.carried_out(import_flow, by=request.user, question=question):
        messages.success(request, _("The counts are taken over."))
        return redirect("question_evidence", question.guideline.slug, question.ref)
    return _page(request, question, flow=form)


def _page(request: HttpRequest, question: Question, **forms: VerbForm) -> HttpResponse:
    counted = getattr(question, "flow", None)
    known = {name: getattr(counted, name) for name in FlowForm.base_fields} if counted else {}
    context = {
        "guideline": question.guideline,
        "question": question,
        "searches": question.searches.all(),
        "is_screened_here": question.records.exists(),
        "form": SearchForm(),
        "flow": FlowForm(prefix="flow", initial=known),
    }
    status = max([200, *(form.status for form in forms.values())])
    return render(request, "evidence/search_add.html", context | forms, status=status)
