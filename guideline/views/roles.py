"""What each role on a panel is for and may do: the table of `guideline/roles.py` as a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import PUBLIC, page
from guideline.roles import ROLES
from guideline.verbs import verbs_of


@page(PUBLIC)
def roles(request: HttpRequest) -> HttpResponse:
    table = [(role, verbs_of(role)) for role in ROLES]
    return render(request, "guideline/roles.html", {"table": table})
