"""Figures of a spreadsheet that no study can have, every one of them named. Pure.

The rules are those by which `evidence.synthesis` refuses a figure; it stops at the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from .results_csv import COUNTS, CellProblem, ResultsTable

ACCURACY = ("TP", "FP", "FN", "TN")
RATIO = ("ratio", "ci_lower", "ci_upper")
MEANS = ("sd_1", "total_1", "sd_2", "total_2")
ARMS = ("events_1", "total_1", "events_2", "total_2")
NOT_NEGATIVE = COUNTS | {"sd_1", "sd_2", "V"}
ABOVE_ZERO = {"se", *RATIO}
# The model that counts exactly asks for what somebody counted.
LARGEST_COUNT = 1e9


def impossible_figures(table: ResultsTable, kind: str) -> list[CellProblem]:
    """Everything impossible in the columns that this kind of analysis reads, in the file's order.

    Codes: `negative`, `not-above-zero`, `not-whole`, `too-large`, `events-above-total`,
    `limits-out-of-order`. Figures of bad cells (NaN) are passed over, and so are columns that
    nothing reads.
    """
    read = [name for name in columns_read(table, kind) if name in table.figures]
    return [
        CellProblem(code, row, table.headings.get(name, name), value)
        for i, row in enumerate(table.rows)
        for code, name, value in _of_row({name: table.figures[name][i] for name in read}, kind)
    ]


def columns_read(table: ResultsTable, kind: str) -> tuple[str, ...]:
    """The columns whose figures an analysis of this kind uses, as `synthesis.measures` chooses them."""
    if kind.startswith("dta_"):
        return ACCURACY
    if kind == "proportion":
        return ("events", "total")
    if "estimate" in table.figures:
        return ("se",)
    if "O_E" in table.figures:
        return ("V",)
    if "ratio" in table.figures:
        return RATIO
    return MEANS if "mean_1" in table.figures else ARMS


def _of_row(figures: dict[str, float], kind: str) -> Iterator[tuple[str, str, str]]:
    """Code, column and figure of everything impossible in one row."""
    for name, figure in figures.items():
        code = _impossible(name, figure, kind)
        if code:
            yield code, name, _shown(figure)
    for events, total in (("events_1", "total_1"), ("events_2", "total_2"), ("events", "total")):
        if events in figures and total in figures and figures[events] > figures[total] >= 0:
            said = f"{_shown(figures[events])} of {_shown(figures[total])}"
            yield "events-above-total", events, said
    if all(figures.get(name, 0) > 0 for name in RATIO):
        ratio, lower, upper = (figures[name] for name in RATIO)
        if not lower <= ratio <= upper or lower == upper:
            said = f"{_shown(ratio)} with {_shown(lower)} to {_shown(upper)}"
            yield "limits-out-of-order", "ratio", said


def _impossible(name: str, figure: float, kind: str) -> str:
    """The code of what is wrong with one figure alone, or an empty word."""
    if figure < 0 and name in NOT_NEGATIVE:
        return "negative"
    if figure <= 0 and (name in ABOVE_ZERO or (kind, name) == ("proportion", "total")):
        return "not-above-zero"
    if kind == "dta_bivariate" and figure > LARGEST_COUNT:
        return "too-large"
    return "not-whole" if kind == "dta_bivariate" and figure % 1 > 0 else ""


def _shown(figure: float) -> str:
    return f"{figure:.15g}"
