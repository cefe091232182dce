"""From the columns of an outcome to the effects of its studies, checked once and for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np

from . import effect_sizes
from .effect_sizes import Cells, Effects
from .inputs import (
    BoolArray,
    Column,
    InvalidInput,
    columns_of,
    floats,
    refuse,
    refuse_above,
    refuse_negative,
    refuse_not_positive,
)

MEASURES = ("RR", "OR", "RD", "PETO", "MD", "SMD", "HR", "GIV")
COUNTS = ("events_1", "total_1", "events_2", "total_2")
RATIOS = ("ratio", "ci_lower", "ci_upper")
MEANS = ("mean_1", "sd_1", "total_1", "mean_2", "sd_2", "total_2")

_FROM_COUNTS = {
    "RR": effect_sizes.log_risk_ratio,
    "OR": effect_sizes.log_odds_ratio,
    "RD": effect_sizes.risk_difference,
    "PETO": effect_sizes.peto_log_odds_ratio,
}


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all studies, also those not estimable, as RevMan prints them; None where not given."""

    total_1: float | None = None
    total_2: float | None = None
    events_1: float | None = None
    events_2: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The studies of one outcome: names, effects on the measure's scale, tables where counts were given."""

    labels: tuple[str, ...]
    effects: Effects
    totals: Totals
    tables: Cells | None = None

    def only(self, rows: Sequence[int]) -> Outcome:
        """The outcome of the studies at these places, in this order; without totals."""
        index = np.array(rows, dtype=np.intp)
        effects = Effects(
            self.effects.estimate[index], self.effects.se[index], self.effects.estimable[index]
        )
        tables = None if self.tables is None else self.tables.only(index)
        return Outcome(tuple(self.labels[i] for i in rows), effects, Totals(), tables)


def outcome(
    columns: Mapping[str, Column],
    measure: str,
    *,
    smd: str = "revman",
    level: float = 0.95,
    labels: Sequence[str] | None = None,
) -> Outcome:
    """Effects of k studies from whichever columns are given.

    Counts (`events_1`, `total_1`, `events_2`, `total_2`) for RR, OR, RD, PETO; means (`mean_1`, `sd_1`,
    `total_1` and so on) for MD, SMD; `estimate` or `log_effect` with `se` for any measure, natural
    logarithms for ratios; `O_E` with `V` for PETO, HR, OR; `ratio` with `ci_lower`, `ci_upper` as printed
    at `level` for ratios. Raises InvalidInput naming study and column.
    """
    if "estimate" in columns or "log_effect" in columns:
        return _generic(columns, labels)
    if "O_E" in columns:
        return _observed_expected(columns, labels)
    if "ratio" in columns:
        return _ratio_and_limits(columns, level, labels)
    if measure in _FROM_COUNTS:
        return _dichotomous(columns, measure, labels)
    if measure in ("MD", "SMD"):
        return _continuous(columns, measure, smd, labels)
    raise InvalidInput("missing-column", f"{measure} needs the columns estimate and se")


def rows_of(columns: Mapping[str, Column], wanted: BoolArray) -> dict[str, Column]:
    """The wanted rows of every column that has as many rows as `wanted`, (k,)."""
    return {
        name: values[wanted] if isinstance(values, np.ndarray) else list(compress(values, wanted))
        for name, values in columns.items()
        if len(values) == len(wanted)
    }


def _dichotomous(
    columns: Mapping[str, Column], measure: str, labels: Sequence[str] | None
) -> Outcome:
    (events_1, total_1, events_2, total_2), names = columns_of(columns, COUNTS, labels)
    tables = effect_sizes.cells(events_1, total_1, events_2, total_2)
    cells = np.array([tables.a, tables.b, tables.c, tables.d])
    if np.count_nonzero(cells < 0):
        refuse_negative(events_1, "events_1", names)
        refuse_negative(events_2, "events_2", names)
        refuse_above(events_1, total_1, "events_1", "total_1", names)
        refuse_above(events_2, total_2, "events_2", "total_2", names)
    a, b, c, d = cells.sum(axis=1).tolist()
    totals = Totals(total_1=a + b, total_2=c + d, events_1=a, events_2=c)
    return Outcome(names, _FROM_COUNTS[measure](tables), totals, tables)


def _continuous(
    columns: Mapping[str, Column], measure: str, smd: str, labels: Sequence[str] | None
) -> Outcome:
    given, names = columns_of(columns, MEANS, labels)
    for name, values in zip(MEANS, given, strict=True):
        if not name.startswith("mean"):
            refuse_negative(values, name, names)
    if measure == "MD":
        effects = effect_sizes.mean_difference(*given)
    else:
        effects = effect_sizes.standardised_mean_difference(*given, definition=smd)
    return Outcome(names, effects, Totals(float(given[2].sum()), float(given[5].sum())))


def _generic(columns: Mapping[str, Column], labels: Sequence[str] | None) -> Outcome:
    value = "estimate" if "estimate" in columns else "log_effect"
    (estimate, se), names = columns_of(columns, (value, "se"), labels)
    refuse_not_positive(se, "se", names)
    effects = Effects(estimate, se, np.ones(len(se), dtype=np.bool_))
    return Outcome(names, effects, _totals_given(columns))


def _ratio_and_limits(
    columns: Mapping[str, Column], level: float, labels: Sequence[str] | None
) -> Outcome:
    (ratio, lower, upper), names = columns_of(columns, RATIOS, labels)
    for name, values in zip(RATIOS, (ratio, lower, upper), strict=True):
        refuse_not_positive(values, name, names)
    crossed = (lower > ratio) | (ratio > upper) | (lower == upper)
    refuse(crossed, "limits-out-of-order", "is not within its limits", "ratio", ratio, names)
    effects = effect_sizes.log_ratio_from_interval(ratio, lower, upper, level=level)
    return Outcome(names, effects, _totals_given(columns))


def _observed_expected(columns: Mapping[str, Column], labels: Sequence[str] | None) -> Outcome:
    (o_e, v), names = columns_of(columns, ("O_E", "V"), labels)
    refuse_negative(v, "V", names)
    effects = effect_sizes.observed_minus_expected(o_e, v)
    return Outcome(names, effects, _totals_given(columns))


def _totals_given(columns: Mapping[str, Column]) -> Totals:
    """Participants and events beside generic data, where their columns stand."""
    wanted = ("total_1", "total_2", "events_1", "events_2")
    return Totals(*(_sum(columns[name]) if name in columns else None for name in wanted))


def _sum(values: Column) -> float | None:
    array = floats(values)
    return None if np.isnan(array).any() else float(array.sum())
