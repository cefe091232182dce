"""Publishing a version: what stands in the way, what will be fixed, and the one button."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import page
from accounts.blockers import Blocked
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from publication.actions.publishing import blockers_to_publishing, next_number, publish_guideline
from publication.chain import RecommendationChain, chain_of
from publication.forms import PublishForm
from publication.reader import reader_of


@page(
    "publication.publish_guideline",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def publish(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = publish_guideline(by=request.user, guideline=guideline, **form.cleaned_data)
        except Blocked:
            pass  # the page lists what stands in the way
        else:
            return redirect(version)
    blockers = blockers_to_publishing(guideline)
    context = {
        "guideline": guideline,
        "blockers": blockers,
        "form": form,
        "number": next_number(guideline),
        "fixed": _fixed(request, guideline),
    }
    status = 409 if request.method == "POST" and blockers else 200
    return render(request, "publication/publish.html", context, status=status)


def _fixed(request: HttpRequest, guideline: Guideline) -> list[tuple[RecommendationChain, bool]]:
    """Every recommendation, and whether this person may see what its votes came to."""
    reader = reader_of(request.user, guideline)
    return [
        (each, reader.result(question, each))
        for question in chain_of(guideline).clinical
        for each in question.recommendations
    ]
