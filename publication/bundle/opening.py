"""From a file to a bundle that can be trusted, or to everything that is wrong with it."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from publication.bundle.checks import problems_in
from publication.bundle.problems import BundleRefused, Problem, refusal
from publication.bundle.reading import read
from publication.bundle.sentences import problems_of, shown
from publication.bundle.shape import FORMAT, Bundle

# More than anybody mends in one go; a bundle of another kind has thousands.
MOST_PROBLEMS = 1000


def open_bundle(source: Path | bytes) -> Bundle:
    """The bundle in a file, a directory or bytes; BundleRefused with every problem it has."""
    return checked(read(source))


def checked(data: Any) -> Bundle:
    """Plain data as a bundle; BundleRefused with every problem of its shape and of its content."""
    _refuse_other_format(data)
    bundle, problems = _shaped(data)
    problems += [problem for problem in problems_in(data) if problem not in problems]
    if problems or bundle is None:
        raise BundleRefused(_few(problems))
    return bundle


def _refuse_other_format(data: Any) -> None:
    """A file of another version is not taken apart: one sentence says it all."""
    if not isinstance(data, dict):
        raise refusal(f"must be a mapping with the key 'format', not {shown(data)}")
    if "format" not in data:
        raise refusal(f"is missing; this program reads {FORMAT}", "format")
    if data["format"] != FORMAT:
        raise refusal(
            f"{shown(data['format'])} is not {FORMAT}, which this program reads", "format"
        )


def _shaped(data: dict[str, Any]) -> tuple[Bundle | None, list[Problem]]:
    try:
        return Bundle.model_validate(data), []
    except ValidationError as error:
        return None, problems_of(error)


def _few(problems: list[Problem]) -> list[Problem]:
    more = len(problems) - MOST_PROBLEMS
    note = [Problem("", f"and {more} more problems")] if more > 0 else []
    return problems[:MOST_PROBLEMS] + note
