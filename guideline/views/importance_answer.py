"""One person's ballot on importance: every outcome on one page, nine radio buttons each."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.access import page
from guideline.actions.importance_surveys import answer_survey
from guideline.models import ImportanceSurvey
from guideline.queries import open_survey_by_ref, outcomes_of
from guideline.survey_forms import ScoresForm
from guideline.survey_results import own_scores


@page(
    "guideline.answer_survey",
    load=open_survey_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def importance_answer(request: HttpRequest, survey: ImportanceSurvey) -> HttpResponse:
    question = survey.question
    outcomes, said = outcomes_of(question), own_scores(request.user, survey)
    form = ScoresForm(request.POST or None, outcomes=outcomes, said=said)
    if form.carried_out(answer_survey, by=request.user, survey=survey):
        messages.success(request, _saved(form.missing))
        return redirect("importance", question.guideline.slug, question.ref)
    context = {
        "guideline": question.guideline,
        "question": question,
        "survey": survey,
        "form": form,
        "said": said,
    }
    return render(request, "guideline/importance_answer.html", context, status=form.status)


def _saved(missing: int) -> str:
    said = _("Your ratings are saved. You can change them until the survey is closed.")
    if not missing:
        return said
    left = ngettext("{n} is not rated.", "{n} are not rated.", missing).format(n=missing)
    return f"{said} {left}"
