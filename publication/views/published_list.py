"""The guidelines that anybody may read, newest version first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import PUBLIC, page
from publication.queries import latest_versions


@page(PUBLIC)
def published_list(request: HttpRequest) -> HttpResponse:
    return render(request, "publication/published_list.html", {"versions": latest_versions()})
