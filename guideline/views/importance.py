"""How important the panel finds a question's outcomes: before and after the evidence, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.blockers import Blocked
from guideline.actions.importance_surveys import (
    blockers_to_opening,
    close_survey,
    decide_importance,
    open_survey,
    withdraw_survey,
)
from guideline.codes import SURVEY_PHASES
from guideline.models import ImportanceSurvey, Outcome, Question
from guideline.queries import open_survey_by_ref, outcomes_of, question_by_ref, survey_by_number
from guideline.survey_forms import DecideForm, OpenForm
from guideline.survey_results import Scored, ShownSurvey, shown_to


@dataclass(frozen=True)
class Row:
    """An outcome, or one of its parts, with what the last survey of each kind said of it."""

    outcome: Outcome
    item: str
    before: Scored | None
    after: Scored | None


@page("guideline.view_survey", load=question_by_ref, unseen="guideline.view_guideline")
def importance(request: HttpRequest, question: Question) -> HttpResponse:
    return _shown(request, question)


@verb("guideline.open_survey", load=question_by_ref, unseen="guideline.view_guideline")
def importance_open(request: HttpRequest, question: Question) -> HttpResponse:
    form = OpenForm(request.POST)
    if not form.carried_out(open_survey, by=request.user, question=question):
        return _shown(request, question, opening=form)
    messages.success(request, _("The survey is open; everybody who was asked gets a mail."))
    return _back(question)


@verb("guideline.close_survey", load=open_survey_by_ref, unseen="guideline.view_guideline")
def importance_close(request: HttpRequest, survey: ImportanceSurvey) -> HttpResponse:
    try:
        close_survey(by=request.user, survey=survey)
    except Blocked as blocked:
        return _shown(request, survey.question, refused=blocked)
    messages.success(request, _("The survey is closed; its medians count from now on."))
    return _back(survey.question)


@verb("guideline.close_survey", load=open_survey_by_ref, unseen="guideline.view_guideline")
def importance_withdraw(request: HttpRequest, survey: ImportanceSurvey) -> HttpResponse:
    try:
        withdraw_survey(by=request.user, survey=survey)
    except Blocked as blocked:
        return _shown(request, survey.question, refused=blocked)
    messages.success(request, _("The survey is withdrawn."))
    return _back(survey.question)


@verb("guideline.decide_importance", load=survey_by_number, unseen="guideline.view_guideline")
def importance_decide(request: HttpRequest, survey: ImportanceSurvey) -> HttpResponse:
    form = DecideForm(request.POST)
    outcome = get_object_or_404(survey.question.outcomes, ref=request.POST.get("outcome", ""))

    def decide(**values: Any) -> None:
        decide_importance(survey=survey, **values | {"by": request.user, "outcome": outcome})

    if not form.carried_out(decide):
        return _shown(request, survey.question, deciding=(survey, form))
    messages.success(request, _("The decision is saved."))
    return _back(survey.question)


def _shown(
    request: HttpRequest,
    question: Question,
    *,
    opening: OpenForm | None = None,
    deciding: tuple[ImportanceSurvey, DecideForm] | None = None,
    refused: Blocked | None = None,
) -> HttpResponse:
    outcomes = outcomes_of(question)
    surveys = shown_to(request.user, question)
    may = {
        name: request.user.has_perm(f"guideline.{name}", question)
        for name in ("open_survey", "close_survey", "answer_survey", "decide_importance")
    }
    blockers = blockers_to_opening(question) if may["open_survey"] else []
    running = next((each for each in surveys if each.survey.is_open), None)
    context = {
        "guideline": question.guideline,
        "question": question,
        "outcomes": outcomes,
        "rows": _rows(surveys, outcomes),
        "surveys": surveys,
        "running": running,
        "may": may,
        "opening": opening or OpenForm(initial={"phase": _next_phase(surveys)}),
        "opening_blockers": [] if running else blockers,
        "decisions": _decisions(surveys, deciding) if may["decide_importance"] else [],
        "refused": refused.blockers if refused else [],
    }
    wrong = opening or refused or deciding
    return render(request, "guideline/importance.html", context, status=422 if wrong else 200)


def _rows(surveys: Sequence[ShownSurvey], outcomes: Sequence[Outcome]) -> list[Row]:
    """Every outcome and part that the last surveys before and after scored, in the outcomes' order."""
    last = {
        phase: {(each.outcome.pk, each.item): each for each in _last(surveys, phase)}
        for phase in SURVEY_PHASES
    }
    found = []
    for outcome in outcomes:
        keys = [(outcome.pk, item) for item in ("", "tp", "fn", "fp", "tn")]
        scored = [key for key in keys if key in last["before"] or key in last["after"]]
        for key in scored or [(outcome.pk, "")]:
            row = Row(outcome, key[1], last["before"].get(key), last["after"].get(key))
            found.append(row)
    return found


def _last(surveys: Sequence[ShownSurvey], phase: str) -> list[Scored]:
    closed = [each for each in surveys if each.survey.phase == phase and each.scored]
    return closed[-1].scored if closed else []


def _decisions(
    surveys: Sequence[ShownSurvey], deciding: tuple[ImportanceSurvey, DecideForm] | None
) -> list[tuple[ShownSurvey, Scored, DecideForm]]:
    """What lies between two classes, with a form each; one that was refused keeps what was typed."""
    found = []
    for shown in surveys:
        for each in shown.scored:
            if each.between:
                found.append((shown, each, _form(shown, each, deciding)))
    return found


def _form(
    shown: ShownSurvey, each: Scored, deciding: tuple[ImportanceSurvey, DecideForm] | None
) -> DecideForm:
    if deciding and deciding[0].pk == shown.survey.pk:
        typed = deciding[1].data
        if (typed.get("outcome"), typed.get("item", "")) == (each.outcome.ref, each.item):
            return deciding[1]
    said = {"outcome": each.outcome.ref, "item": each.item}
    if each.decision:
        said |= {
            "importance_class": each.decision.importance_class,
            "because": each.decision.because,
        }
    prefix = f"{shown.survey.number}-{each.key}"
    return DecideForm(initial=said, between=each.between, auto_id=f"id_{prefix}_%s")


def _next_phase(surveys: Sequence[ShownSurvey]) -> str:
    return "after" if any(not each.survey.is_open for each in surveys) else "before"


def _back(question: Question) -> HttpResponse:
    return redirect("importance", question.guideline.slug, question.ref)
