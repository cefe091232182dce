"""The committee's inbox: every comment, what is unanswered, and the answers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from hearing.models import Hearing
from hearing.pages import inbox_page
from hearing.queries import hearing_by_ref


@page("hearing.view_inbox", load=hearing_by_ref, unseen="guideline.view_guideline")
def hearing_inbox(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    return render(request, "hearing/hearing_inbox.html", inbox_page(request.user, hearing))
