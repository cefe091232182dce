"""A new recommendation under a question."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import page
from guideline.models import Question
from guideline.queries import question_by_ref
from voting.actions.drafts import add_recommendation
from voting.forms import RecommendationForm
from voting.recusal import why_refused


@page(
    "voting.edit_draft",
    load=question_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
    why=why_refused,
)
def recommendation_add(request: HttpRequest, question: Question) -> HttpResponse:
    form = RecommendationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_recommendation(by=request.user, question=question, **form.cleaned_data)
        return redirect(question)
    context = {"question": question, "guideline": question.guideline, "form": form}
    return render(request, "voting/recommendation_add.html", context)
