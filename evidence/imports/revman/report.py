"""What was read from a file and how it compares with ours, as JSON or as lines for people."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

from .comparing import Compared
from .problems import Place, Problem
from .review import Outcome, Review


def as_json(review: Review, compared: Compared, problems: Sequence[Problem]) -> str:
    """One object: what was read, what disagrees, what could not be computed, what is wrong."""
    report = {
        "source": review.source,
        "title": review.title,
        "version": review.version,
        "read": review.counts(),
        "comparisons": [
            {
                "id": each.id,
                "name": each.name,
                "outcomes": [_outcome(outcome) for outcome in each.outcomes],
            }
            for each in review.comparisons
        ],
        "tests": [
            {"id": test.id, "name": test.name, "rows": len(test.rows)} for test in review.tests
        ],
        "compared": compared.compared,
        "agreed": compared.agreed,
        "disagreements": [
            _place(each.place)
            | {
                "figure": each.figure,
                "stored": each.stored,
                "ours": _finite(each.ours),
                "difference": _finite(each.difference),
                "tolerance": each.tolerance,
            }
            for each in compared.disagreements
        ],
        "not_computed": [
            _place(each.place) | {"code": each.code, "value": each.value}
            for each in compared.not_computed
        ],
        "problems": [
            _place(each.place) | {"code": each.code, "value": each.value} for each in problems
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=1, allow_nan=False)


def _outcome(outcome: Outcome) -> dict[str, Any]:
    settings = outcome.settings
    return {
        "id": outcome.id,
        "name": outcome.name,
        "kind": outcome.kind,
        "measure": settings.measure,
        "method": settings.method,
        "model": settings.model,
        "totals": settings.totals,
        "subgroups": [group.name for group in outcome.groups] if outcome.has_subgroups else [],
        "rows": len(outcome.rows),
    }


def _place(place: Place) -> dict[str, Any]:
    given = {
        "file": place.file,
        "line": place.line,
        "element": place.element,
        "comparison": place.comparison,
        "outcome": place.outcome,
        "subgroup": place.subgroup,
        "study": place.study,
    }
    return {name: value for name, value in given.items() if value}


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def lines_of(review: Review, compared: Compared) -> Iterator[str]:
    """The same for people, problems left out: they have a stream of their own."""
    counts = review.counts()
    said = ", ".join(f"{number} {noun}" for noun, number in counts.items())
    yield f"{review.title or 'A review'}: {said}"
    for comparison in review.comparisons:
        yield f"{comparison.id}  {comparison.name}"
        for outcome in comparison.outcomes:
            yield f"  {outcome.id}  {outcome.name}: {_settings(outcome)}"
    for test in review.tests:
        yield f"{test.id}  {test.name}: diagnostic test, {len(test.rows)} rows"
    yield f"{compared.agreed} of {compared.compared} stored figures agree with ours"
    yield from (str(each) for each in compared.disagreements)
    yield from (str(each) for each in compared.not_computed)


def _settings(outcome: Outcome) -> str:
    settings = outcome.settings
    words = [outcome.kind, settings.measure or "?", settings.method.upper() or "?", settings.model]
    rows = f"{len(outcome.rows)} rows"
    if outcome.has_subgroups:
        rows += f" in {len(outcome.groups)} subgroups"
    return f"{' '.join(words)}, {rows}"
