"""The practice rounds of a guideline: they stand nowhere else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from voting.models import Round


@page("guideline.view_guideline", load=guideline_by_slug, unseen="guideline.view_guideline")
def practice(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    rows = (
        Round.every.filter(recommendation__guideline=guideline, practice=True)
        .select_related("recommendation__question", "recommendation__guideline")
        .order_by("status", "-opened_at", "-id")
    )
    # Those who leave the room for a question see nothing of it, be it practice.
    rounds = [row for row in rows if request.user.has_perm("voting.view_round", row)]
    may_open = [
        draft
        for draft in guideline.recommendations.select_related("question", "guideline")
        if request.user.has_perm("voting.open_round", draft)
    ]
    context = {"guideline": guideline, "rounds": rounds, "may_open": may_open}
    return render(request, "voting/practice.html", context)
