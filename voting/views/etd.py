"""Evidence to decision: the criteria of a question, or of one of its recommendations."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.models import Question
from guideline.permissions import place_of
from guideline.queries import question_by_ref
from voting.actions.etd import judge_criterion
from voting.codes import criteria_of
from voting.etd.evidence import profile_evidence
from voting.etd.forms import EtdForm
from voting.etd.judgement_strip import common_basis, strip_of
from voting.etd.poll_results import last_said, polls_shown_to
from voting.etd.suggesting import judgements_in_force, suggestion_to
from voting.models import Recommendation
from voting.recusal import why_refused
from voting.visibility import VOTERS


@page(
    "voting.view_draft",
    load=question_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
    why=why_refused,
)
def etd(request: HttpRequest, question: Question) -> HttpResponse:
    may_judge = request.user.has_perm("voting.judge_etd", question)
    if request.method == "POST" and not may_judge:
        raise PermissionDenied(why_refused(request.user, question))
    narrower = _narrower(request, question)
    form = _form(question, narrower, request.POST or None) if may_judge else None
    if request.method == "POST" and form and form.is_valid():
        with transaction.atomic():
            for said in form.judgements():
                judge_criterion(by=request.user, question=question, recommendation=narrower, **said)
        messages.success(request, _("The judgements are kept."))
        return redirect(request.get_full_path())
    context = _context(request.user, question, narrower) | {"form": form}
    status = 422 if form and form.is_bound else 200
    return render(request, "voting/etd.html", context, status=status)


def _narrower(request: HttpRequest, question: Question) -> Recommendation | None:
    """The recommendation whose population is narrower than the question's, if one is named."""
    ref = request.GET.get("recommendation")
    return get_object_or_404(question.recommendations, ref=ref) if ref else None


def _form(question: Question, narrower: Recommendation | None, data: Any) -> EtdForm:
    general = {row.criterion: row for row in question.etd.filter(recommendation=None)}
    if narrower is None:
        return EtdForm(criteria_of(question.type), general, data)
    own = {row.criterion: row for row in narrower.etd.all()}
    return EtdForm(criteria_of(question.type), own, data, fallback=general)


def _context(user: Any, question: Question, narrower: Recommendation | None) -> dict[str, Any]:
    in_force = judgements_in_force(question, narrower)
    recommendations = list(question.recommendations.prefetch_related("etd"))
    return {
        "question": question,
        "guideline": question.guideline,
        "narrower": narrower,
        "strip": strip_of(question, in_force),
        "strip_basis": common_basis(in_force),
        "evidence": profile_evidence(question),
        "frameworks": [(each, _own(each)) for each in recommendations],
        "suggestions": _suggestions(user, question, narrower, recommendations),
        "may_see_polls": user.has_perm("voting.view_poll", question),
        "polled": last_said(polls_shown_to(user, question), narrower.pk if narrower else None),
        "suggestion_waits": _is_voter(user, question),
    }


def _own(recommendation: Recommendation) -> int:
    """How many criteria a recommendation judges apart from its question."""
    return sum(bool(row.judgement) for row in recommendation.etd.all())


def _suggestions(
    user: Any,
    question: Question,
    narrower: Recommendation | None,
    recommendations: list[Recommendation],
) -> list[Any]:
    """(recommendation, suggestion) of this framework, as far as the person may see them."""
    about: list[Recommendation | None] = [narrower] if narrower else []
    if narrower is None:
        about = [each for each in recommendations if not _own(each)] or (
            [] if recommendations else [None]
        )
    found = [(each, suggestion_to(user, question, each)) for each in about]
    return [pair for pair in found if pair[1]]


def _is_voter(user: Any, question: Question) -> bool:
    place = place_of(user, question.guideline)
    return place is not None and place.role in VOTERS
