"""Hearings: what stands beside a comment stands where it can be shown."""

from collections.abc import Iterator

from publication.bundle.checks.place import Place
from publication.bundle.problems import Problem


def check(bundle: Place) -> Iterator[Problem]:
    """Signatories are an organisation's."""
    for hearing in bundle.each("hearings"):
        for comment in hearing.each("comments"):
            if comment["signatories"].filled and comment["kind"].text != "organisation":
                yield comment["signatories"].says("stand with an organisation's comment alone")
