"""Evidence to decision: the twelve criteria of a question, or of one of its recommendations."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.models import Question
from guideline.queries import question_by_ref
from voting.actions.etd import judge_criterion
from voting.forms import EtdForm
from voting.models import Recommendation
from voting.recusal import why_refused


@page(
    "voting.judge_etd",
    load=question_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
    why=why_refused,
)
def etd(request: HttpRequest, question: Question) -> HttpResponse:
    narrower = _narrower(request, question)
    rows = question.etd.filter(recommendation=narrower)
    form = EtdForm({row.criterion: row for row in rows}, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            for said in form.judgements():
                judge_criterion(by=request.user, question=question, recommendation=narrower, **said)
        messages.success(request, _("The judgements are kept."))
        return redirect(request.get_full_path())
    context = {"question": question, "guideline": question.guideline, "narrower": narrower}
    return render(request, "voting/etd.html", context | {"form": form})


def _narrower(request: HttpRequest, question: Question) -> Recommendation | None:
    """The recommendation whose population is narrower than the question's, if one is named."""
    ref = request.GET.get("recommendation")
    return get_object_or_404(question.recommendations, ref=ref) if ref else None
