"""The risk of bias of a study is judged, by the tool that was used."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.studies import judge_risk_of_bias
from evidence.forms import BiasForm
from evidence.models import Study
from evidence.queries import study_by_ref


@page(
    "evidence.edit_evidence",
    load=study_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def study_judge(request: HttpRequest, study: Study) -> HttpResponse:
    form = BiasForm(request.POST or None, initial=_judged(study))
    if form.carried_out(judge_risk_of_bias, by=request.user, study=study):
        messages.success(request, _("The judgement on {study} is kept.").format(study=study))
        return redirect("study_add", study.guideline.slug, study.question.ref)
    context = {
        "guideline": study.guideline,
        "question": study.question,
        "study": study,
        "form": form,
    }
    return render(request, "evidence/study_judge.html", context, status=form.status)


def _judged(study: Study) -> dict[str, Any]:
    judged = dict(study.risk_of_bias or {})
    further = judged.pop("applicability", None) or {}
    return judged | {f"applicability.{name}": word for name, word in further.items()}
