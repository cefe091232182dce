"""The JSON document of cases: `{"schema": ..., "cases": [{"id", "kind", "options", "data"}]}`."""

from __future__ import annotations

import json
from collections.abc import Mapping

from evidence.synthesis.inputs import InvalidInput

from .case import Case, case_of
from .computing import Computed, Problem, compute, finite, refusal


class BadDocument(ValueError):
    """A file that holds no cases at all, with the place."""


def read_document(text: str) -> list[Case | Problem]:
    """The cases in their order, a Problem in place of each that is no case; BadDocument."""
    try:
        document = json.loads(text)
    except RecursionError as error:
        raise BadDocument("the file is nested too deeply") from error
    except ValueError as error:
        raise BadDocument(f"the file is no JSON: {error}") from error
    cases = document.get("cases") if isinstance(document, dict) else None
    if not isinstance(cases, list):
        raise BadDocument('the file has no list "cases"')
    seen: set[str] = set()
    return [_case(number, given, seen) for number, given in enumerate(cases, start=1)]


def _case(number: int, given: object, seen: set[str]) -> Case | Problem:
    place = f"case {number}"
    if not isinstance(given, dict):
        return Problem(place, "not-a-case", "is no object with id, kind, options and data")
    id_ = given.get("id")
    if not isinstance(id_, str) or not id_:
        return Problem(place, "not-a-case", "has no id")
    if id_ in seen:
        return Problem(id_, "not-a-case", f"the id stands twice, again at case {number}")
    seen.add(id_)
    kind, data, options = given.get("kind"), given.get("data"), given.get("options") or {}
    if not isinstance(kind, str):
        return Problem(id_, "not-a-case", "has no kind")
    if not isinstance(data, dict) or not isinstance(options, Mapping):
        return Problem(id_, "not-a-case", "data and options are no objects")
    try:
        return case_of(id_, kind, options, data)
    except InvalidInput as problem:
        return refusal(id_, problem)


def computed(case: Case | Problem) -> Computed:
    """The case computed, or its problem passed on."""
    return Computed(None, case) if isinstance(case, Problem) else compute(case)


def result_line(id_: str, got: Computed) -> str:
    """One result as JSON: the id with the figures, or with the problem that refused it."""
    if got.block is None:
        assert got.problem is not None  # noqa: S101 - Computed has one or the other
        return json.dumps({"id": id_, "problem": got.problem.as_data()}, ensure_ascii=False)
    block = {"id": id_} | got.block
    try:
        return json.dumps(block, ensure_ascii=False, allow_nan=False)
    except ValueError:
        return json.dumps(finite(block), ensure_ascii=False)
