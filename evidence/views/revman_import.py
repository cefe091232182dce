"""A review from RevMan: its file is looked at, compared with ours, and taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.revman import import_revman
from evidence.imports.revman.review import Review
from evidence.revman_forms import RevmanFileForm, RevmanTakeOverForm
from evidence.revman_words import (
    figure_words,
    of_figure,
    of_left_out,
    of_not_computed,
    of_problem,
    place_words,
)
from guideline.models import Question
from guideline.queries import question_by_ref

if TYPE_CHECKING:
    from evidence.imports.revman.comparing import Disagreement
    from evidence.imports.revman.plan import Plan

# More would be read by nobody; the command tells all.
MOST_SHOWN = 200


@page(
    "evidence.edit_evidence",
    load=question_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def revman_import(request: HttpRequest, question: Question) -> HttpResponse:
    if "plan" in request.POST:
        return _take_over(request, question)
    is_sent = request.method == "POST"
    form = RevmanFileForm(request.POST, request.FILES) if is_sent else RevmanFileForm()
    if not form.is_valid():
        return _page(request, question, form=form, status=form.status)
    plan = form.cleaned_data["file"]
    taking = RevmanTakeOverForm.of(plan, question=question, user=request.user)
    if taking is None:
        sentence = _("There is more in the file than a page can carry; use import_revman.")
        form.add_error("file", sentence)
        return _page(request, question, form=form, status=form.status)
    left_out = [each for outcome in plan.outcomes for each in outcome.left_out]
    return _page(
        request,
        question,
        taking=taking,
        file=plan.file,
        problems=[of_problem(problem) for problem in form.problems],
        left_out=[of_left_out(form.review, each) for each in left_out],
        not_offered=_not_offered(form.review, plan),
        **_compared(form.review),
    )


def _take_over(request: HttpRequest, question: Question) -> HttpResponse:
    taking = RevmanTakeOverForm(request.POST, question=question, user=request.user)
    if taking.carried_out(import_revman, by=request.user, question=question):
        messages.success(request, _("The review is taken over."))
        return redirect("question_evidence", question.guideline.slug, question.ref)
    if taking.read_plan is None:
        messages.warning(request, _("What was read is no longer at hand. Choose the file again."))
        return redirect("revman_import", question.guideline.slug, question.ref)
    return _page(request, question, taking=taking, file=taking.read_plan.file, status=taking.status)


def _not_offered(review: Review, plan: Plan) -> list[str]:
    """Outcomes of the file that have nothing to be kept, such as those in words: id and name."""
    offered = {outcome.id for outcome in plan.outcomes if outcome.rows}
    return [f"{each.id} {each.name}" for each in review.outcomes if each.id not in offered]


def _compared(review: Review) -> dict[str, Any]:
    """How the file's stored results agree with ours, in words."""
    from evidence.imports.revman.comparing import compare  # slow import: scipy

    compared = compare(review)
    shown = compared.disagreements[:MOST_SHOWN]
    return {
        "counts": review.counts(),
        "compared": compared,
        "disagreements": [_row(review, each) for each in shown],
        "not_shown": len(compared.disagreements) - len(shown),
        "not_computed": [of_not_computed(each) for each in compared.not_computed],
    }


def _row(review: Review, found: Disagreement) -> dict[str, str]:
    return {
        "place": place_words(review, found.place),
        "figure": figure_words(found.figure),
        "stored": of_figure(found, found.stored),
        "ours": of_figure(found, found.ours),
        "difference": "" if found.figure == "estimable" else f"{found.difference:.3g}",
    }


def _page(
    request: HttpRequest, question: Question, *, status: int = 200, **context: Any
) -> HttpResponse:
    known = {"guideline": question.guideline, "question": question, "form": RevmanFileForm()}
    return render(request, "evidence/revman_import.html", known | context, status=status)
