"""From a file to a bundle that can be trusted, or to everything that is wrong with it."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from publication.bundle.checks import problems_in
from publication.bundle.limits import MOST_PROBLEMS
from publication.bundle.problems import BundleRefused, Problem, Step, path_text, refusal
from publication.bundle.reading import read
from publication.bundle.sentences import problems_of, shown
from publication.bundle.shape import FORMAT, Bundle


def open_bundle(source: Path | bytes) -> Bundle:
    """The bundle in a file, a directory or bytes; BundleRefused with every problem it has."""
    return checked(read(source))


def checked(data: Any) -> Bundle:
    """Plain data as a bundle; BundleRefused with every problem of its shape and of its content."""
    _refuse_other_format(data)
    bundle, error = _shaped(data)
    problems = [*(problems_of(error, MOST_PROBLEMS) if error else ())]
    problems += islice(problems_in(data), MOST_PROBLEMS)
    if problems or bundle is None:
        raise BundleRefused(_few(_in_file_order(dict.fromkeys(problems), data)))
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


def _shaped(data: dict[str, Any]) -> tuple[Bundle | None, ValidationError | None]:
    try:
        return Bundle.model_validate(data), None
    except ValidationError as error:
        return None, error


def _in_file_order(problems: Iterable[Problem], data: Any) -> list[Problem]:
    """The problems as their reader meets them; one about a missing key stands where its mapping does."""
    places = {path: number for number, path in enumerate(_paths(data))}
    return sorted(problems, key=lambda problem: _place(problem.path, places))


def _paths(data: Any, steps: tuple[Step, ...] = ()) -> Iterator[str]:
    yield path_text(steps)
    children = data.items() if isinstance(data, dict) else enumerate(_items(data))
    for step, child in children:
        yield from _paths(child, (*steps, step))


def _items(data: Any) -> list[Any]:
    return data if isinstance(data, list) else []


def _place(path: str, places: dict[str, int]) -> int:
    while path not in places:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return places[path]


def _few(problems: list[Problem]) -> list[Problem]:
    more = [Problem("", "and more problems")] if len(problems) > MOST_PROBLEMS else []
    return problems[:MOST_PROBLEMS] + more
