"""Which figures a result has, by the kind of its outcome, and what is wrong with them. Pure.

Everything wrong is told at once, by column, so that nobody mends a form twice.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evidence.effects import ACCURACY_COLUMNS, COLUMNS

COMPARISONS = ("<", "=", ">")
OBSERVED = ("value", "value_comparison", "unit", "total_1")
NEEDED: Mapping[str, tuple[str, ...]] = {**COLUMNS, "diagnostic": ACCURACY_COLUMNS}
# What may stand beside the figures that are needed.
WELCOME: Mapping[str, tuple[str, ...]] = {
    "generic": ("events_1", "total_1", "events_2", "total_2"),
    "narrative": OBSERVED,
    "reported": OBSERVED,
}
COUNTS = frozenset({"events_1", "total_1", "events_2", "total_2", *ACCURACY_COLUMNS})
WORDS = frozenset({"value_comparison", "unit"})
ABOVE_ZERO = ("sd_1", "sd_2", "se")
ALL_COLUMNS = tuple(
    dict.fromkeys(name for names in (*NEEDED.values(), *WELCOME.values()) for name in names)
)

# PostgreSQL's integer ends at 2 147 483 647; a figure this large is a slip of the hand anyway.
LARGEST_COUNT = 1_000_000_000
LARGEST_FIGURE = 1e15


@dataclass(frozen=True, slots=True)
class FigureProblem:
    """One thing wrong with one figure: a code, its column, the figure and the limit it breaks.

    Codes: `missing`, `does-not-fit`, `not-a-number`, `not-whole`, `negative`, `too-large`,
    `not-above-zero`, `events-above-total`, `nobody-counted`, `unknown-comparison`, `nothing-said`.
    """

    code: str
    column: str
    figure: Any = None
    limit: Any = None


def columns_of(kind: str) -> tuple[str, ...]:
    """The columns of a result on an outcome of this kind, the needed ones first."""
    return NEEDED.get(kind, ()) + WELCOME.get(kind, ())


def problems_with(
    kind: str, figures: Mapping[str, Any], *, in_words: bool = False
) -> list[FigureProblem]:
    """Everything wrong with the figures of one result; empty when they may be kept.

    `figures` maps columns to numbers or None. `in_words` says that the result is also given as
    printed or in a note, which an observed result may be instead of a figure.
    """
    given = {name: value for name, value in figures.items() if value not in (None, "")}
    return [
        *_fitting(kind, given),
        *(problem for name, value in given.items() for problem in _possible(name, value)),
        *_within_totals(given),
        *_something_said(kind, given, in_words),
    ]


def _fitting(kind: str, given: Mapping[str, Any]) -> Iterator[FigureProblem]:
    for name in NEEDED.get(kind, ()):
        if name not in given:
            yield FigureProblem("missing", name)
    for name, value in given.items():
        if name not in columns_of(kind):
            yield FigureProblem("does-not-fit", name, value)


def _possible(name: str, value: Any) -> Iterator[FigureProblem]:
    if name == "value_comparison" and value not in COMPARISONS:
        yield FigureProblem("unknown-comparison", name, value)
    if name in WORDS:
        return
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        yield FigureProblem("not-a-number", name, value)
    elif name in COUNTS:
        yield from _count(name, value)
    elif abs(value) > LARGEST_FIGURE:
        yield FigureProblem("too-large", name, value, LARGEST_FIGURE)
    elif name in ABOVE_ZERO and value <= 0:
        yield FigureProblem("not-above-zero", name, value)


def _count(name: str, value: int | float) -> Iterator[FigureProblem]:
    if value != int(value):
        yield FigureProblem("not-whole", name, value)
    elif value < 0:
        yield FigureProblem("negative", name, value)
    elif value > LARGEST_COUNT:
        yield FigureProblem("too-large", name, value, LARGEST_COUNT)
    elif name.startswith("total") and value == 0:
        yield FigureProblem("nobody-counted", name, value)


def _within_totals(given: Mapping[str, Any]) -> Iterator[FigureProblem]:
    for arm in "12":
        events, total = given.get(f"events_{arm}"), given.get(f"total_{arm}")
        if isinstance(events, int) and isinstance(total, int) and events > total > 0:
            yield FigureProblem("events-above-total", f"events_{arm}", events, total)
    accuracy = [given.get(name) for name in ACCURACY_COLUMNS]
    if accuracy == [0, 0, 0, 0]:
        yield FigureProblem("nobody-counted", "tp", 0)


def _something_said(kind: str, given: Mapping[str, Any], in_words: bool) -> Iterator[FigureProblem]:
    if kind not in NEEDED and "value" not in given and not in_words:
        yield FigureProblem("nothing-said", "value")
