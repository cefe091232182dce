"""A question is reworded, or said to stand elsewhere; its outcomes are a link away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import page, verb
from guideline.actions.outcome_lists import move_outcome
from guideline.actions.questions import edit_question
from guideline.forms import QuestionEditForm
from guideline.models import Outcome, Question
from guideline.queries import (
    outcome_by_ref,
    outcomes_of,
    question_by_ref,
    questions_with_outcomes,
)


@page(
    "guideline.edit_question",
    load=question_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def question_edit(request: HttpRequest, question: Question) -> HttpResponse:
    form = QuestionEditForm(request.POST or None, row=question, guideline=question.guideline)
    if form.carried_out(edit_question, by=request.user, question=question):
        messages.success(request, _("The question is saved."))
        return redirect(question)
    context = {
        "guideline": question.guideline,
        "question": question,
        "outcomes": outcomes_of(question),
        "may_copy": questions_with_outcomes(question.guideline).exclude(pk=question.pk).exists(),
        "form": form,
    }
    return render(request, "guideline/question_edit.html", context, status=form.status)


@verb("guideline.edit_question", load=outcome_by_ref, unseen="guideline.view_guideline")
def outcome_move(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    move_outcome(by=request.user, outcome=outcome, up=request.POST.get("to") == "up")
    address = reverse("question_edit", args=[outcome.guideline.slug, outcome.question.ref])
    return redirect(f"{address}#outcomes")
