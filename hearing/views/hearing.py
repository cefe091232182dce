"""A hearing for everybody: the draft as laid open, a comment form under each part, answers afterwards."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import PUBLIC, page
from hearing.forms import CommentForm
from hearing.models import Hearing
from hearing.pages import hearing_page
from hearing.queries import hearing_by_ref


@page(PUBLIC, load=hearing_by_ref)
def hearing(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    # Without script the form of one part opens by a link to this page.
    part = request.GET.get("part", "")
    form = CommentForm(initial={"part": part, "key": secrets.token_urlsafe(16)})
    return render(request, "hearing/hearing.html", hearing_page(hearing, part, form))
