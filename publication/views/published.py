"""A published version, for readers without an account; read from what was frozen and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import PUBLIC, page
from hearing.publishing.parts import commented_in
from hearing.queries import past_hearings
from publication.models import Version
from publication.public_interests import people_of, society_of
from publication.published import chapters_of
from publication.queries import version_by_number, versions_beside


@page(PUBLIC, load=version_by_number)
def published(request: HttpRequest, version: Version) -> HttpResponse:
    versions, hearings = versions_beside(version), list(past_hearings(version.guideline_id))
    context = {
        "version": version,
        "newest": versions[0],
        "versions": versions,
        "said": version.content["bundle"]["guideline"],
        "labels": version.content["bundle"]["guideline"].get("labels", {}),
        "derived": version.content["derived"],
        "hearings": hearings,
        "commented": commented_in(version.guideline, hearings),
        "chapters": chapters_of(version.content),
        "people": people_of(version.content["bundle"]),
        "society": society_of(version.content["bundle"]),
    }
    return render(request, "publication/published.html", context)
