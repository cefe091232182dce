"""Rules of the checks that a guideline does without: each is one that there is, and named once."""

from collections.abc import Iterator
from difflib import get_close_matches

from publication.bundle.checks.place import Place
from publication.bundle.problems import Problem, shortened
from publication.checks.register import BY_ID


def check(bundle: Place) -> Iterator[Problem]:
    """The rules that are switched off."""
    seen: set[str] = set()
    for place in bundle["guideline"].each("checks_off"):
        rule = place["rule"].text
        if rule is None:
            continue
        if rule not in BY_ID:
            yield place["rule"].says(
                f"there is no rule {shortened(rule)}{_meant(rule)}; {_known()}"
            )
        if rule in seen:
            yield place["rule"].says(f"{rule} is listed twice")
        seen.add(rule)


def _meant(rule: str) -> str:
    close = get_close_matches(rule, BY_ID, n=1)
    return f" (is {close[0]} meant?)" if close else ""


def _known() -> str:
    return f"the rules are {', '.join(BY_ID)}"
