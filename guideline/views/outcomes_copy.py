"""Outcomes are taken over from another question of the guideline: choose it, look, tick, take."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import page
from guideline.actions.outcome_lists import copy_outcomes
from guideline.models import Question
from guideline.outcome_forms import CopyForm
from guideline.queries import question_by_ref, questions_with_outcomes


@page(
    "guideline.edit_question",
    load=question_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def outcomes_copy(request: HttpRequest, question: Question) -> HttpResponse:
    others = questions_with_outcomes(question.guideline).exclude(pk=question.pk)
    chosen = request.POST.get("from") or request.GET.get("from", "")
    source = get_object_or_404(others, ref=chosen) if chosen else None
    form = source and CopyForm(request.POST or None, source=source, question=question)
    if form and form.carried_out(copy_outcomes, by=request.user, question=question, source=source):
        n = len(form.cleaned_data["refs"])
        messages.success(request, _copied(n))
        return redirect("question_edit", question.guideline.slug, question.ref)
    context = {
        "guideline": question.guideline,
        "question": question,
        "others": others,
        "source": source,
        "form": form,
    }
    status = form.status if form else 200
    return render(request, "guideline/outcomes_copy.html", context, status=status)


def _copied(n: int) -> str:
    said = ngettext("{n} outcome is taken over.", "{n} outcomes are taken over.", n)
    return said.format(n=n) + " " + _("Deleting them again undoes it.")
