"""Reads of published versions."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from publication.models import Version


def latest_versions() -> QuerySet[Version]:
    """The newest version of each guideline, newest first; without its content, which is large."""
    newest = Version.objects.filter(guideline=OuterRef("guideline")).order_by(
        "-published_at", "-id"
    )
    return (
        Version.objects.filter(pk=Subquery(newest.values("pk")[:1]))
        .select_related("guideline")
        .defer("content")
        .order_by("-published_at", "-id")
    )


def latest_version(slug: str) -> Version:
    """The newest version of one guideline; Http404 while nothing is published."""
    version = _versions_of(slug).order_by("-published_at", "-id").first()
    if version is None:
        raise Http404
    return version


def version_by_number(slug: str, number: str) -> Version:
    """One numbered version, as it was published."""
    return get_object_or_404(_versions_of(slug), number=number)


def _versions_of(slug: str) -> QuerySet[Version]:
    return Version.objects.filter(guideline__slug=slug).select_related("guideline")


def versions_beside(version: Version) -> list[Version]:
    """Every version of the same guideline, newest first; without their content, which is large."""
    rows = Version.objects.filter(guideline=version.guideline_id).select_related("guideline")
    return list(rows.defer("content").order_by("-published_at", "-id"))
