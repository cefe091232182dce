"""Two raters over a whole guideline: what waits for whom, and how far they agreed."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from evidence.raters.overview import agreement_rows, overview_rows
from evidence.raters.pairs import pairs_of_guidelines, viewer_of
from guideline.models import Guideline
from guideline.queries import guideline_by_slug


@page("evidence.view_evidence", load=guideline_by_slug, unseen="guideline.view_guideline")
def rater_agreement(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    viewer = viewer_of(request.user, guideline)
    pairs = list(pairs_of_guidelines([guideline], {guideline.pk: viewer}))
    rows = overview_rows(guideline, pairs)
    context = {
        "guideline": guideline,
        "questions": [
            (question, list(found))
            for question, found in groupby(rows, key=lambda row: row.pair.outcome.question)
        ],
        "agreement": agreement_rows(pairs),
        "may_set": request.user.has_perm("guideline.edit_grade_settings", guideline),
        "compared": sum(pair.levels is not None for pair in pairs),
    }
    return render(request, "evidence/rater_agreement.html", context)
