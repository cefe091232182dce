"""The history of a question's evidence: every judgement, number and reason with who, when and why."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from audit.verification import verification
from evidence.changes.history import History, history_of
from evidence.codes import DOMAINS
from guideline.models import Question
from guideline.queries import question_by_ref
from guideline.text import localized
from publication.log import counts_votes
from publication.reader import reader_of

PAGE = 50


@page("evidence.view_history", load=question_by_ref, unseen="guideline.view_guideline")
def evidence_history(request: HttpRequest, question: Question) -> HttpResponse:
    history = history_of(question)
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
        "verified": verification(whole="check" in request.GET),
        "shows_numbers": counts_votes(reader_of(request.user, question.guideline)),
    }
    return render(request, "publication/evidence_history.html", context)


def _outcomes(question: Question, history: History) -> dict[str, str]:
    """The outcomes to choose from by id, those that are gone behind those that are there."""
    names = {each.ref: str(each) for each in question.outcomes.all()}
    for row in history.rows:
        place = row.change.place
        if place.outcome:
            names.setdefault(place.outcome, localized(place.outcome_name) or place.outcome)
    return names
