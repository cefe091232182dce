"""A study is added to a question."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.studies import add_study
from evidence.forms import StudyForm
from guideline.models import Question
from guideline.queries import question_by_ref


@page(
    "evidence.edit_evidence",
    load=question_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def study_add(request: HttpRequest, question: Question) -> HttpResponse:
    form = StudyForm(request.POST or None)
    if form.carried_out(add_study, by=request.user, question=question):
        messages.success(request, _("The study is added."))
        return redirect("study_add", question.guideline.slug, question.ref)
    context = {
        "guideline": question.guideline,
        "question": question,
        "studies": question.studies.all(),
        "form": form,
    }
    return render(request, "evidence/study_add.html", context, status=form.status)
