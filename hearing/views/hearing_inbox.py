"""The committee's inbox: comments as filtered, fifty a page, and triage of those chosen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from hearing.answering.pages import inbox_page
from hearing.models import Hearing
from hearing.queries import hearing_by_ref


@page("hearing.view_inbox", load=hearing_by_ref, unseen="guideline.view_guideline")
def hearing_inbox(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    context = inbox_page(request.user, hearing, request.GET)
    return render(request, "hearing/hearing_inbox.html", context)
