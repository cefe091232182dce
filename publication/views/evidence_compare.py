"""Two moments of a question's evidence side by side, and everything that differs between them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from guideline.models import Question
from guideline.queries import question_by_ref
from publication.evidence_compare import (
    NOW,
    Point,
    changes_in_words,
    content_at,
    points_of,
    sections_of,
)


@page("evidence.view_evidence", load=question_by_ref, unseen="guideline.view_guideline")
def evidence_compare(request: HttpRequest, question: Question) -> HttpResponse:
    points = points_of(
        question,
        with_names=request.user.has_perm("evidence.view_history", question),
        with_rounds=request.user.has_perm("voting.view_round", question),
    )
    # Without a choice: what the last signature, vote or change left against what stands now.
    before = _chosen(points, request.GET.get("from") or _default(points))
    after = _chosen(points, request.GET.get("to") or NOW)
    contents = [content_at(question, point) for point in (before, after)]
    context = {
        "guideline": question.guideline,
        "question": question,
        "points": points,
        "before": before,
        "after": after,
        "changes": changes_in_words(*contents),
        "sections": sections_of(question, *contents),
        "shows_all": request.GET.get("show") == "all",
    }
    return render(request, "publication/evidence_compare.html", context)


def _chosen(points: list[Point], code: str) -> Point:
    for point in points:
        if point.code == code:
            return point
    raise Http404


def _default(points: list[Point]) -> str:
    """The last signature; where nobody signed, the beginning of the history."""
    signed = next((point.code for point in points if point.signature), "")
    return signed or points[-1].code
