"""The history of a question's evidence: every judgement, number and reason with who, when and why."""

import zlib

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from audit.verification import verification
from evidence.changes.history import History, history_of
from evidence.changes.verifying import BadMoment, first_bad_moment
from evidence.codes import DOMAINS
from guideline.models import Question
from guideline.queries import question_by_ref
from guideline.text import localized
from publication.log import counts_votes
from publication.reader import reader_of

PAGE = 50


@page("evidence.view_history", load=question_by_ref, unseen="guideline.view_guideline")
def evidence_history(request: HttpRequest, question: Question) -> HttpResponse:
    asked = "check" in request.GET
    history, bad = _read(question, asked=asked)
    outcome, domain = request.GET.get("outcome", ""), request.GET.get("domain", "")
    context = {
        "guideline": question.guideline,
        "question": question,
        "rows": Paginator(history.of(outcome, domain), PAGE).get_page(request.GET.get("page")),
        "first": history.first,
        "outcomes": _outcomes(question, history),
        "domains": DOMAINS,
        "outcome": outcome,
        "domain": domain,
        "verified": verification(whole=asked),
        "asked": asked,
        "bad": bad,
        "shows_numbers": counts_votes(reader_of(request.user, question.guideline)),
    }
    return render(request, "publication/evidence_history.html", context)


def _read(question: Question, *, asked: bool) -> tuple[History, BadMoment | None]:
    """The history; where a moment does not hold, nothing is listed and the page says which it is."""
    bad = first_bad_moment(question) if asked else None
    if bad is None:
        try:
            return history_of(question), None
        except (zlib.error, ValueError):
            bad = first_bad_moment(question)
    return History((), None), bad


def _outcomes(question: Question, history: History) -> dict[str, str]:
    """The outcomes to choose from by id, those that are gone behind those that are there."""
    names = {each.ref: str(each) for each in question.outcomes.all()}
    for row in history.rows:
        place = row.change.place
        if place.outcome:
            names.setdefault(place.outcome, localized(place.outcome_name) or place.outcome)
    return names
