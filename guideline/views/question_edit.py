"""A question is reworded, or said to stand elsewhere; its outcomes are a link away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.actions.questions import edit_question
from guideline.forms import QuestionEditForm
from guideline.models import Question
from guideline.queries import question_by_ref


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
        "outcomes": question.outcomes.all(),
        "form": form,
    }
    return render(request, "guideline/question_edit.html", context, status=form.status)
