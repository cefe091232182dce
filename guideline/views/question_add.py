"""A new question is put to the guideline."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.actions.questions import put_question
from guideline.forms import QuestionForm
from guideline.models import Guideline
from guideline.queries import guideline_by_slug


@page(
    "guideline.edit_question",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def question_add(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = QuestionForm(request.POST or None, guideline=guideline, initial={"status": "proposed"})
    if form.carried_out(put_question, by=request.user, guideline=guideline):
        messages.success(request, _("The question is put."))
        return redirect(guideline.questions.order_by("-pk")[0])
    context = {"guideline": guideline, "form": form}
    return render(request, "guideline/question_add.html", context, status=form.status)
