"""The published table of comments and answers, for everybody; before publication nothing but a count."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import PUBLIC, page
from hearing.answering.filters import number_from
from hearing.models import Hearing
from hearing.publishing.parts import part_asked
from hearing.publishing.table import came_in, last_page, page_of
from hearing.publishing.together import sample_of
from hearing.queries import hearing_by_ref


@page(PUBLIC, load=hearing_by_ref)
def hearing_answers(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    asked, first = part_asked(hearing, request.GET.get("on", "")), first_asked(request)
    sample = number_from(request.GET.get("alike", ""))
    # Every number leads to its answer, also one that stands beneath the sample of its group; on the pages
    # of one part it may stand for itself.
    leads = "from" in request.GET and not sample and not asked.part
    beneath = sample_of(hearing, first) if leads else None
    if beneath:
        return redirect(f"{request.path}?alike={beneath}&from={first}#comment-{first}")
    context = {
        "hearing": hearing,
        "guideline": hearing.guideline,
        "asked": asked,
        "came_in": came_in(hearing),
        "sample": sample,
        "page": page_of(hearing, first=first, parts=asked.parts, sample=sample),
        "last": last_page(hearing, asked.parts, sample),
        "published": reverse("published_latest", args=[hearing.guideline.slug]),
    }
    return render(request, "hearing/hearing_answers.html", context)


def first_asked(request: HttpRequest) -> int:
    """The number that the page begins with; 1 where the address says nothing usable."""
    return number_from(request.GET.get("from", "")) or 1
