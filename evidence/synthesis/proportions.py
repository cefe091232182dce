"""One proportion a study, pooled on a transformed scale.

Sources: [FT] Freeman MF, Tukey JW. Ann Math Stat 1950;21:607-11. [M] Miller JJ. Am Stat 1978;32:138.
[S] Schwarzer G et al. Res Synth Methods 2019;10:476-83 (how the double arcsine can mislead).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .accuracy import clopper_pearson, proportion
from .analysis import Pooled, pool
from .effect_sizes import CORRECTION
from .inputs import Column, FloatArray, columns_of, one_of, refuse, refuse_above, refuse_negative

TRANSFORMS = ("logit", "freeman-tukey")


@dataclass(frozen=True, slots=True)
class PooledProportion:
    """A pooled proportion with its limits; `pooled` holds the analysis on the transformed scale.

    `prop`, its limits and the studies' exact limits (k,) are between 0 and 1.
    """

    transform: str
    pooled: Pooled
    prop: float | None
    ci_lower: float | None
    ci_upper: float | None
    study_prop: FloatArray
    study_lower: FloatArray
    study_upper: FloatArray


def pool_proportions(
    events: Column,
    total: Column,
    *,
    transform: str = "logit",
    model: str = "random",
    tau2: str = "dl",
    ci: str = "wald",
    level: float = 0.95,
    labels: Sequence[str] | None = None,
) -> PooledProportion:
    """Pool events/total (k,) by inverse variance after `logit` or `freeman-tukey`.

    Studies keep Clopper-Pearson limits. Raises InvalidInput naming the study for a total of 0,
    events below 0 or above their total.
    """
    transform = one_of(transform, TRANSFORMS, "transform")
    x, n, names = checked_proportions(events, total, labels)
    estimate, se = logit(x, n) if transform == "logit" else double_arcsine(x, n)
    pooled = pool(
        {"estimate": estimate, "se": se},
        measure="GIV",
        method="iv",
        model=model,
        tau2=tau2,
        ci=ci,
        profile="general",
        level=level,
        labels=names,
    )
    lower, upper = clopper_pearson(x, n, level=level)
    limits = pooled.ci or (None, None)
    return PooledProportion(
        transform,
        pooled,
        _back(pooled.estimate, transform, n),
        _back(limits[0], transform, n),
        _back(limits[1], transform, n),
        proportion(x, n),
        lower,
        upper,
    )


def checked_proportions(
    events: Column, total: Column, labels: Sequence[str] | None
) -> tuple[FloatArray, FloatArray, tuple[str, ...]]:
    """Events, totals (k,) and names of the studies; InvalidInput as `pool_proportions` says."""
    given = {"events": events, "total": total}
    (x, n), names = columns_of(given, ("events", "total"), labels)
    refuse_negative(x, "events", names)
    refuse(n <= 0, "not-positive", "is not above zero", "total", total, names)
    refuse_above(x, n, "events", "total", names)
    return x, n, names


def logit(events: FloatArray, total: FloatArray) -> tuple[FloatArray, FloatArray]:
    """ln(x/(n−x)) with SE² = 1/x + 1/(n−x), each (k,); 0.5 added to both where one of them is 0."""
    misses = total - events
    add = CORRECTION * ((events == 0) | (misses == 0))
    x, rest = events + add, misses + add
    return np.log(x / rest), np.sqrt(1 / x + 1 / rest)


def double_arcsine(events: FloatArray, total: FloatArray) -> tuple[FloatArray, FloatArray]:
    """½(asin√(x/(n+1)) + asin√((x+1)/(n+1))) with SE² = 1/(4n+2), each (k,) ([FT], as halved since)."""
    outer = total + 1
    value = (np.arcsin(np.sqrt(events / outer)) + np.arcsin(np.sqrt((events + 1) / outer))) / 2
    return value, 1 / np.sqrt(4 * total + 2)


def _back(value: float | None, transform: str, total: FloatArray) -> float | None:
    if value is None:
        return None
    if transform == "logit":
        return float(1 / (1 + np.exp(-value)))
    return from_double_arcsine(value, float(1 / np.mean(1 / total)))


def from_double_arcsine(value: float, n: float) -> float:
    """The proportion whose double arcsine is `value` in a study of `n` ([M]).

    `n` is the harmonic mean of the totals; another mean gives another proportion ([S]).
    Beyond the transform of 0 or 1 the proportion is 0 or 1.
    """
    lowest, highest = (float(double_arcsine(np.array([x]), np.array([n]))[0][0]) for x in (0.0, n))
    if value <= lowest:
        return 0.0
    if value >= highest:
        return 1.0
    sine = np.sin(2 * value)
    inner = 1 - (sine + (sine - 1 / sine) / n) ** 2
    return float((1 - np.sign(np.cos(2 * value)) * np.sqrt(max(0.0, float(inner)))) / 2)
