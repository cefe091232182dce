"""The start: what waits for me and my guidelines; for a visitor, what has been published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import PUBLIC, page
from guideline.models import PanelMember
from hearing.queries import open_hearings
from publication.my_work import my_work, next_due
from publication.queries import latest_versions


@page(PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        context = {"versions": latest_versions(), "hearings": open_hearings()}
        return render(request, "publication/welcome.html", context)
    places = PanelMember.objects.filter(user=request.user).select_related("guideline")
    tasks = my_work(request.user)
    context = {
        "tasks": tasks,
        "next_due": None if tasks else next_due(request.user),
        "places": places,
        "may_begin": request.user.has_perm("guideline.create_guideline"),
    }
    return render(request, "publication/home.html", context)
