"""The newest published version of a guideline, at an address that stays."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import PUBLIC, page
from publication.models import Version
from publication.queries import latest_version


@page(PUBLIC, load=latest_version)
def published_latest(request: HttpRequest, version: Version) -> HttpResponse:
    return redirect(version)
