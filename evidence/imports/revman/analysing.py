"""Our own analysis of a review's outcome: the columns, options and calls that its settings ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from evidence.synthesis.analysis import Pooled, pool
from evidence.synthesis.heterogeneity import Heterogeneity, i2_from_tau2, typical_variance
from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.subgroups import by_subgroup
from evidence.synthesis.tau2 import DidNotConverge

from .problems import Place
from .review import NEEDED, Outcome, Row


class Options(TypedDict):
    """The keyword arguments of `pool` and `by_subgroup` that a review's settings decide."""

    measure: str
    method: str
    model: str
    tau2: str
    ci: str
    profile: str
    level: float


@dataclass(frozen=True, slots=True)
class NotComputed:
    """Why an outcome could not be computed: a code, its place and what stood in the way.

    Codes are those of InvalidInput, and `other-data`, `no-rows`, `unknown-setting`, `did-not-converge`.
    """

    code: str
    place: Place
    value: str = ""

    def __str__(self) -> str:
        shown = f" ({self.value})" if self.value else ""
        return f"{self.place}: not computed, {self.code.replace('-', ' ')}{shown}"


@dataclass(frozen=True, slots=True)
class Analysed:
    """An outcome as computed here: all rows, each subgroup with its weight in percent, their test."""

    overall: Pooled
    groups: tuple[Pooled, ...]
    group_weights: tuple[float, ...]
    test: Heterogeneity | None


def analysed(outcome: Outcome) -> Analysed | NotComputed:
    """The outcome computed by its own settings, subgroups in the file's order."""
    refusal = _refusal(outcome)
    if refusal is not None:
        return refusal
    try:
        # Figures beyond the largest float become infinite; nothing may be printed of that.
        with np.errstate(all="ignore"):
            return _computed(outcome)
    except InvalidInput as problem:
        place = _place_of(outcome, problem.study)
        return NotComputed(problem.code, place, str(problem))
    except (DidNotConverge, OverflowError, ZeroDivisionError) as problem:
        return NotComputed("did-not-converge", outcome.place, str(problem))


def _refusal(outcome: Outcome) -> NotComputed | None:
    settings = outcome.settings
    if outcome.kind == "other":
        return NotComputed("other-data", outcome.place)
    if not outcome.rows:
        return NotComputed("no-rows", outcome.place)
    if not settings.measure or not settings.method:
        return NotComputed("unknown-setting", outcome.place, settings.measure_text)
    for row in outcome.rows:
        for name in NEEDED[outcome.kind]:
            if name not in row.figures:
                return NotComputed("missing-figure", row.place, name)
    return None


def _computed(outcome: Outcome) -> Analysed:
    rows = outcome.rows
    columns, labels = columns_of(outcome, rows), [str(number) for number in range(len(rows))]
    options = options_of(outcome)
    if not outcome.has_subgroups:
        overall = pool(columns, labels=labels, **options)
        return Analysed(overall, (), (), None)
    member = [str(number) for number, group in enumerate(outcome.groups) for _row in group.rows]
    got = by_subgroup(columns, member, labels=labels, **options)
    place = {name: at for at, name in enumerate(got.names)}
    empty = pool({name: [] for name in columns}, labels=[], **options)
    names = [str(number) for number in range(len(outcome.groups))]
    pooled = (got.pooled[place[name]] if name in place else empty for name in names)
    share = (float(got.weight_pct[place[name]]) if name in place else 0.0 for name in names)
    return Analysed(got.overall, tuple(pooled), tuple(share), got.test)


def columns_of(outcome: Outcome, rows: Sequence[Row]) -> Mapping[str, list[float]]:
    """The columns that the kind of data needs, (k,) each; events and non-events swapped where asked."""
    needed = NEEDED[outcome.kind]
    columns = {name: [row.figures[name] for row in rows] for name in needed}
    if outcome.kind == "dichotomous" and outcome.settings.swap_events:
        for arm in "12":
            pairs = zip(columns[f"total_{arm}"], columns[f"events_{arm}"], strict=True)
            columns[f"events_{arm}"] = [total - events for total, events in pairs]
    if outcome.kind == "generic" and 0.0 in columns["se"]:
        return _without_errors(columns["estimate"], columns["se"])
    return columns


def _without_errors(estimate: list[float], se: list[float]) -> Mapping[str, list[float]]:
    """Generic effects of which some have no error, as O − E and V: RevMan leaves such rows out."""
    precision = [1 / error**2 if error else 0.0 for error in se]
    observed = [value * weight for value, weight in zip(estimate, precision, strict=True)]
    return {"O_E": observed, "V": precision}


def options_of(outcome: Outcome) -> Options:
    """The keyword arguments of `pool`.

    Any logarithm is pooled as a hazard ratio is; only its name differs.
    """
    settings = outcome.settings
    is_log = outcome.kind in ("oe", "generic") and settings.log_data
    return {
        "measure": "HR" if is_log else settings.measure,
        "method": settings.method,
        "model": settings.model,
        "tau2": settings.tau2,
        "ci": settings.ci if settings.model == "random" else "wald",
        "profile": "revman5",
        "level": settings.level,
    }


def i2_of(outcome: Outcome, pooled: Pooled) -> float | None:
    """I² in percent as the writing program defines it: from Q, or from τ² (RevMan since 2025)."""
    if not outcome.settings.i2_from_tau2 or pooled.tau2 is None:
        return pooled.i2
    typical = typical_variance(pooled.pooled_effects()[1])
    return None if typical is None else i2_from_tau2(pooled.tau2, typical)


def _place_of(outcome: Outcome, label: str) -> Place:
    """The place of the row that a label of ours stands for."""
    return outcome.rows[int(label)].place if label.isdecimal() else outcome.place
