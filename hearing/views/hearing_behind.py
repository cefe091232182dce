"""Who is behind: the answers that each still has to give."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from hearing.answering.pages import behind_page
from hearing.models import Hearing
from hearing.queries import hearing_by_ref


@page("hearing.view_inbox", load=hearing_by_ref, unseen="guideline.view_guideline")
def hearing_behind(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    return render(request, "hearing/hearing_behind.html", behind_page(hearing))
