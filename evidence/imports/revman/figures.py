"""Our results by the names of the figures that RevMan stores; only those that are defined."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from evidence.synthesis.analysis import Pooled
from evidence.synthesis.distributions import normal_quantile
from evidence.synthesis.heterogeneity import Heterogeneity

from .analysing import Analysed, i2_of
from .review import Outcome, Row

Ours = dict[str, float]
_SUMMED = ("events_1", "total_1", "events_2", "total_2")
_LOG_10 = math.log(10)


def of_total(
    outcome: Outcome, pooled: Pooled, rows: Sequence[Row], *, weight: float | None
) -> Ours:
    """The figures of a total or subtotal over `rows`; `weight` in percent, None where none is shown."""
    if pooled.estimate is None or pooled.ci is None:
        return {}
    found: dict[str, float | None] = {
        **_effect(pooled, pooled.estimate, *pooled.ci),
        **_test_of_effect(pooled),
        **_sums(outcome, rows),
        "chi2": pooled.q,
        "df": pooled.q_df,
        "p_chi2": pooled.q_p,
        "i2": i2_of(outcome, pooled),
        "tau2": pooled.tau2,
        "weight": weight,
    }
    return _defined(found)


def of_differences(test: Heterogeneity | None) -> Ours:
    """The figures of the test for differences between subgroups; empty where there is none."""
    if test is None or test.df < 1:
        return {}
    return _defined({"q": test.q, "q_df": test.df, "p_q": test.p, "i2_q": test.i2})


def of_rows(outcome: Outcome, got: Analysed) -> list[Ours]:
    """The figures of each row in order; empty for one that is not estimable.

    Weights are shares of the total, or of the row's subgroup where only subtotals are shown.
    """
    studies, weights = got.overall.studies, _weights(outcome, got)
    with np.errstate(over="ignore"):  # limits past the largest float are infinite
        half = normal_quantile(outcome.settings.study_level) * studies.se
    rows: list[Ours] = []
    for at in range(len(studies.labels)):
        if not studies.estimable[at]:
            rows.append({})
            continue
        value, width = float(studies.estimate[at]), float(half[at])
        found = _effect(got.overall, value, value - width, value + width)
        weight = None if weights is None else weights[at]
        rows.append(_defined({**found, "se": float(studies.se[at]), "weight": weight}))
    return rows


def _weights(outcome: Outcome, got: Analysed) -> list[float] | None:
    settings = outcome.settings
    if settings.totals:
        return [float(each) for each in got.overall.studies.weight_pct]
    if settings.subtotals and got.groups:
        return [float(each) for group in got.groups for each in group.studies.weight_pct]
    return None


def _effect(pooled: Pooled, value: float, lower: float, upper: float) -> dict[str, float | None]:
    """An effect with its limits as people read them, and their logarithms to base 10."""
    found = {
        "effect": pooled.to_natural(value),
        "ci_start": pooled.to_natural(lower),
        "ci_end": pooled.to_natural(upper),
    }
    if pooled.scale != "log":
        return found
    logs = {"log10_effect": value, "log10_ci_start": lower, "log10_ci_end": upper}
    return found | {name: figure / _LOG_10 for name, figure in logs.items()}


def _test_of_effect(pooled: Pooled) -> dict[str, float | None]:
    if pooled.statistic is None:
        return {}
    # RevMan leaves off the sign of Z.
    return {("z" if pooled.df is None else "t"): abs(pooled.statistic), "p_z": pooled.p}


def _sums(outcome: Outcome, rows: Sequence[Row]) -> dict[str, float | None]:
    """Sums of the entered counts where every row has them, and the number of studies."""
    names = [name for name in _SUMMED if all(name in row.figures for row in rows)]
    if outcome.settings.swap_events:
        names = [name for name in names if name.startswith("total")]
    sums: dict[str, float | None] = {
        name: float(sum(row.figures[name] for row in rows)) for name in names
    }
    # A study that stands in several subgroups may be counted once or each time.
    if len({row.study for row in rows}) == len(rows):
        sums["studies"] = float(len(rows))
    return sums


def _defined(found: dict[str, float | None]) -> Ours:
    return {name: float(value) for name, value in found.items() if value is not None}
