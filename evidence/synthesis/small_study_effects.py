"""Do small studies show other effects than large ones? Egger's and Peters' regressions and Begg's rank test.

Sources: [E] Egger M et al. BMJ 1997;315:629-34. [B] Begg CB, Mazumdar M. Biometrics 1994;50:1088-101.
[K] Kendall MG. Rank Correlation Methods. 4th edition 1970.
[P] Peters JL et al. JAMA 2006;295:676-80.
[S] Sterne JAC et al. BMJ 2011;343:d4002 (the rule of ten studies).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .analysis import Pooled
from .distributions import normal_p
from .effect_sizes import estimable_by, log_odds_ratio
from .inputs import FloatArray
from .regression import straight_line

# Fewer studies cannot tell chance from asymmetry ([S]).
ENOUGH_STUDIES = 10
# R's cor.test counts permutations below this many studies.
EXACT_BELOW = 50


@dataclass(frozen=True, slots=True)
class Egger:
    """The bias coefficient with its t test, and the effect of an endlessly large study.

    `enough_studies` is the rule of ten; `limit_estimate` is on the analysis scale.
    """

    intercept: float
    intercept_se: float
    t: float | None
    df: int
    p: float | None
    limit_estimate: float
    residual_sd: float
    enough_studies: bool


@dataclass(frozen=True, slots=True)
class Begg:
    """Kendall's tau-b between standardised effects and variances; `exact` without ties below 50."""

    tau: float
    p: float
    exact: bool
    enough_studies: bool


def egger(pooled: Pooled) -> Egger | None:
    """Regress effect/SE on 1/SE: the intercept measures asymmetry, the slope is the limit estimate.

    The same line as effect on SE with weights 1/SE² ([E]). None below three studies, or where all
    standard errors are equal.
    """
    y, se = pooled.pooled_effects()
    line = straight_line(se, y, 1.0 / (se * se))
    if line is None:
        return None
    t = line.slope / line.slope_se if line.slope_se > 0 else None
    return Egger(
        intercept=line.slope,
        intercept_se=line.slope_se,
        t=t,
        df=line.df,
        p=line.slope_p,
        limit_estimate=line.intercept,
        residual_sd=line.residual_sd,
        enough_studies=len(y) >= ENOUGH_STUDIES,
    )


@dataclass(frozen=True, slots=True)
class Peters:
    """The slope on 1/N with its t test, and the log odds ratio of an endlessly large study."""

    slope: float
    slope_se: float
    t: float | None
    df: int
    p: float | None
    limit_estimate: float
    residual_sd: float
    enough_studies: bool


def peters(pooled: Pooled) -> Peters | None:
    """Regress the log odds ratio on 1/N, weights 1/(1/events + 1/others) over both arms ([P]).

    It does not mistake the tie between an odds ratio and its own error for asymmetry, as Egger's may.
    Errors scaled by the residual variance, t(k−2). Studies without an event or without a participant
    that had none take no part. None without counts, below three studies, or with one total only.
    """
    if pooled.tables is None:
        return None
    tables = pooled.tables.only(estimable_by("OR", pooled.tables))
    y = log_odds_ratio(tables).estimate
    events, others = tables.a + tables.c, tables.b + tables.d
    line = straight_line(1 / tables.total, y, events * others / tables.total)
    if line is None:
        return None
    return Peters(
        slope=line.slope,
        slope_se=line.slope_se,
        t=line.slope / line.slope_se if line.slope_se > 0 else None,
        df=line.df,
        p=line.slope_p,
        limit_estimate=line.intercept,
        residual_sd=line.residual_sd,
        enough_studies=len(y) >= ENOUGH_STUDIES,
    )


def begg(pooled: Pooled) -> Begg | None:
    """Rank correlation of (y − θ)/√(v − 1/Σ(1/v)) with v, θ the fixed-effect estimate ([B]).

    None below three studies, where either is the same in all of them, or where one study outweighs the
    others by more than a float can tell.
    """
    y, se = pooled.pooled_effects()
    if len(y) < 3:
        return None
    v = se * se
    total = (1 / v).sum()
    rest = v - 1 / total
    if not (rest > 0).all():
        return None
    standardised = (y - (y / v).sum() / total) / np.sqrt(rest)
    result = kendall(standardised, v)
    return None if result is None else Begg(*result, len(y) >= ENOUGH_STUDIES)


def kendall(x: FloatArray, y: FloatArray) -> tuple[float, float, bool] | None:
    """Kendall's tau-b, its two-sided P and whether that is exact; x and y (k,).

    Exact for k below 50 without ties, else normal with Kendall's variance for ties, without
    continuity correction, as R's cor.test. None where x or y has one value only. Source: [K].
    """
    n = len(x)
    pairs = n * (n - 1) / 2
    ties_x, ties_y = _ties(x), _ties(y)
    untied = (pairs - _pairs_in(ties_x)) * (pairs - _pairs_in(ties_y))
    if untied == 0:
        return None
    s = _concordance(x, y)
    exact = n < EXACT_BELOW and not len(ties_x) and not len(ties_y)
    p = _exact_p(s, n) if exact else normal_p(s / np.sqrt(_variance(n, ties_x, ties_y)))
    return float(s / np.sqrt(untied)), p, exact


def _ties(values: FloatArray) -> FloatArray:
    """Sizes of the groups of equal values."""
    sizes = np.unique(values, return_counts=True)[1].astype(np.float64)
    return sizes[sizes > 1]


def _pairs_in(ties: FloatArray) -> float:
    return float((ties * (ties - 1)).sum() / 2)


def _concordance(x: FloatArray, y: FloatArray) -> float:
    """Concordant less discordant pairs, one row of pairs at a time."""
    signs = (np.sign(x[i + 1 :] - x[i]) @ np.sign(y[i + 1 :] - y[i]) for i in range(len(x) - 1))
    return float(sum(signs))


def _variance(n: int, ties_x: FloatArray, ties_y: FloatArray) -> float:
    """Variance of concordant less discordant pairs under independence, with ties ([K])."""
    both = 2 * _pairs_in(ties_x) * 2 * _pairs_in(ties_y) / (2 * n * (n - 1))
    triples = [float((t * (t - 1) * (t - 2)).sum()) for t in (ties_x, ties_y)]
    fives = [float((t * (t - 1) * (2 * t + 5)).sum()) for t in (ties_x, ties_y)]
    threes = triples[0] * triples[1] / (9 * n * (n - 1) * (n - 2))
    return (n * (n - 1) * (2 * n + 5) - sum(fives)) / 18 + both + threes


def _exact_p(s: float, n: int) -> float:
    """Two-sided P from the distribution of inversions over all n! orders ([K])."""
    chance = np.ones(1)
    for size in range(2, n + 1):
        chance = np.convolve(chance, np.full(size, 1.0 / size))
    concordant = round((s + n * (n - 1) / 2) / 2)
    lower, upper = chance[: concordant + 1].sum(), chance[concordant:].sum()
    return float(min(1.0, 2 * min(lower, upper)))
