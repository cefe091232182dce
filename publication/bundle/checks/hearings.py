"""Hearings: what stands beside a comment stands where it can be shown, and a shared answer is one."""

from collections.abc import Iterator

from publication.bundle.checks.place import Place
from publication.bundle.problems import Problem


def check(bundle: Place) -> Iterator[Problem]:
    """Signatories are an organisation's; who is answered with another has that one's answer."""
    for hearing in bundle.each("hearings"):
        numbered = {each["number"].whole: each for each in hearing.each("comments")}
        for comment in hearing.each("comments"):
            if comment["signatories"].filled and comment["kind"].text != "organisation":
                yield comment["signatories"].says("stand with an organisation's comment alone")
            yield from _answered_with(comment, numbered)


def _answered_with(comment: Place, numbered: dict[int | None, Place]) -> Iterator[Problem]:
    named = comment["answered_with"]
    if named.whole is None:
        return
    sample = numbered.get(named.whole)
    if sample is None or sample == comment:
        yield named.says(f"{named.whole} is the number of no other comment of this hearing")
    elif sample["answered_with"].given:
        yield named.says(f"comment {named.whole} is itself answered with another")
    elif not comment["answer"].given or comment["answer"].value != sample["answer"].value:
        yield named.says(f"has not the same answer as comment {named.whole}")
