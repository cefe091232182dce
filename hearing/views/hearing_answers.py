"""The published table of comments and answers, for everybody; before publication nothing but a count."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.access import PUBLIC, page
from hearing.drafts import parts_of
from hearing.models import Hearing
from hearing.publishing.table import came_in, last_page, page_of
from hearing.queries import hearing_by_ref

# No comment has a number beyond this one; the database knows none higher.
HIGHEST = 2**31 - 1


@page(PUBLIC, load=hearing_by_ref)
def hearing_answers(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    part = request.GET.get("on", "")
    context = {
        "hearing": hearing,
        "guideline": hearing.guideline,
        "part": part if part in parts_of(hearing.draft) or hearing.imported else "",
        "part_asked": part,
        "came_in": came_in(hearing),
        "page": page_of(hearing, first=first_asked(request), part=part),
        "last": last_page(hearing, part),
        "published": reverse("published_latest", args=[hearing.guideline.slug]),
    }
    return render(request, "hearing/hearing_answers.html", context)


def first_asked(request: HttpRequest) -> int:
    """The number that the page begins with; 1 where the address says nothing usable."""
    asked = request.GET.get("from", "")
    return (
        min(int(asked), HIGHEST) if asked.isascii() and asked.isdigit() and len(asked) < 11 else 1
    )
