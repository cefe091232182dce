"""Effect measures of single studies: ratios on the natural-log scale, differences as they are.

Sources: [A] Deeks JJ, Higgins JPT. Statistical algorithms in Review Manager 5. August 2010.
[Borenstein] Borenstein M et al. Introduction to Meta-Analysis. 2009.
[Hedges] Hedges LV. J Educ Stat 1981;6:107-28.
[Yusuf] Yusuf S et al. Prog Cardiovasc Dis 1985;27:335-71.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .distributions import log_gamma, normal_quantile
from .inputs import BoolArray, FloatArray, IndexArray

LOG_MEASURES = ("RR", "OR", "PETO", "HR")
# Added to all four cells of a study with a zero cell, and to no other study ([A]).
CORRECTION = 0.5


@dataclass(frozen=True, slots=True)
class Effects:
    """Estimates and standard errors of k studies, each (k,); NaN where `estimable` is false."""

    estimate: FloatArray
    se: FloatArray
    estimable: BoolArray


@dataclass(frozen=True, slots=True)
class Cells:
    """Two-by-two tables of k studies: a, b with and without the event in arm 1; c, d in arm 2.

    `zeros` is false where no cell of any study is known to be zero: nothing is to be looked for then.
    """

    a: FloatArray
    b: FloatArray
    c: FloatArray
    d: FloatArray
    zeros: bool = True

    @property
    def n1(self) -> FloatArray:
        """Participants in arm 1, (k,)."""
        return self.a + self.b

    @property
    def n2(self) -> FloatArray:
        """Participants in arm 2, (k,)."""
        return self.c + self.d

    @property
    def total(self) -> FloatArray:
        """Participants in both arms, (k,)."""
        return self.a + self.b + self.c + self.d

    def only(self, wanted: BoolArray | IndexArray) -> Cells:
        """The tables of the wanted studies, or of those at the places given."""
        return Cells(self.a[wanted], self.b[wanted], self.c[wanted], self.d[wanted], self.zeros)


def cells(
    events_1: FloatArray, total_1: FloatArray, events_2: FloatArray, total_2: FloatArray
) -> Cells:
    """Two-by-two tables from events and totals, each (k,)."""
    without_1, without_2 = total_1 - events_1, total_2 - events_2
    product = events_1 * without_1 * events_2 * without_2
    zeros = np.count_nonzero(product) < len(product)
    return Cells(events_1, without_1, events_2, without_2, bool(zeros))


def corrected(tables: Cells) -> Cells:
    """The tables with 0.5 in all four cells of every study that has a zero cell ([A])."""
    if not tables.zeros:
        return tables
    a, b, c, d = tables.a, tables.b, tables.c, tables.d
    add = CORRECTION * ((a == 0) | (b == 0) | (c == 0) | (d == 0))
    return Cells(a + add, b + add, c + add, d + add, zeros=False)


def estimable_by(measure: str, tables: Cells) -> BoolArray:
    """Which studies give a value: RR needs an event in some arm, OR also a participant without one.

    An arm without participants is never estimable; RD asks for nothing else. Source: [A],
    and the rows RevMan Web prints.
    """
    if not tables.zeros:
        return np.ones(len(tables.a), dtype=np.bool_)
    estimable = (tables.n1 > 0) & (tables.n2 > 0)
    if measure in ("RR", "OR", "PETO"):
        estimable &= (tables.a > 0) | (tables.c > 0)
    if measure in ("OR", "PETO"):
        estimable &= (tables.b > 0) | (tables.d > 0)
    return estimable


def _spread(values: FloatArray, se: FloatArray, estimable: BoolArray) -> Effects:
    if np.count_nonzero(estimable) == len(estimable):
        return Effects(values, se, estimable)
    estimate, errors = np.full(len(estimable), np.nan), np.full(len(estimable), np.nan)
    estimate[estimable], errors[estimable] = values, se
    return Effects(estimate, errors, estimable)


def log_risk_ratio(tables: Cells) -> Effects:
    """Log risk ratio of each study, ln(a·n2/(c·n1)), with SE² = 1/a − 1/n1 + 1/c − 1/n2.

    On corrected cells. No events in both arms: not estimable. All events in both arms: exactly 0,
    with the standard error of the corrected cells. Source: [A]; RevMan Web's rows.
    """
    estimable = estimable_by("RR", tables)
    raw = tables.only(estimable) if tables.zeros else tables
    t = corrected(raw)
    n1, n2 = t.n1, t.n2
    value = np.log(t.a * n2 / (t.c * n1))
    if tables.zeros:
        value[(raw.b == 0) & (raw.d == 0)] = 0.0
    return _spread(value, np.sqrt(1 / t.a - 1 / n1 + 1 / t.c - 1 / n2), estimable)


def log_odds_ratio(tables: Cells) -> Effects:
    """Log odds ratio of each study, ln(ad/(bc)), with SE² = 1/a + 1/b + 1/c + 1/d.

    On corrected cells. No events, or all events, in both arms: not estimable. Source: [A].
    """
    estimable = estimable_by("OR", tables)
    t = corrected(tables.only(estimable))
    value = np.log(t.a * t.d / (t.b * t.c))
    return _spread(value, np.sqrt(1 / t.a + 1 / t.b + 1 / t.c + 1 / t.d), estimable)


def risk_difference(tables: Cells) -> Effects:
    """Risk difference of each study, a/n1 − c/n2, with SE² = ab/n1³ + cd/n2³.

    The difference from raw cells, its error from corrected ones; a study without events stays in.
    Source: [A].
    """
    estimable = estimable_by("RD", tables)
    raw = tables.only(estimable)
    t = corrected(raw)
    variance = t.a * t.b / t.n1**3 + t.c * t.d / t.n2**3
    return _spread(raw.a / raw.n1 - raw.c / raw.n2, np.sqrt(variance), estimable)


def peto_log_odds_ratio(tables: Cells) -> Effects:
    """Peto's log odds ratio of each study, (O − E)/V with SE = 1/√V, without correction.

    E = n1(a+c)/N; V = n1·n2·(a+c)(b+d)/(N²(N−1)). Not estimable where V is 0.
    Source: [Yusuf]; [A].
    """
    estimable = estimable_by("PETO", tables)
    t = tables.only(estimable)
    n, events = t.total, t.a + t.c
    variance = t.n1 * t.n2 * events * (t.b + t.d) / (n**2 * (n - 1))
    effect = (t.a - t.n1 * events / n) / variance
    return _spread(effect, 1 / np.sqrt(variance), estimable)


def observed_minus_expected(o_e: FloatArray, v: FloatArray) -> Effects:
    """Log ratio from O − E and its variance V: (O − E)/V with SE = 1/√V.

    Not estimable where V is 0. Source: [A].
    """
    estimable = v > 0
    return _spread(o_e[estimable] / v[estimable], 1 / np.sqrt(v[estimable]), estimable)


def mean_difference(
    mean_1: FloatArray,
    sd_1: FloatArray,
    total_1: FloatArray,
    mean_2: FloatArray,
    sd_2: FloatArray,
    total_2: FloatArray,
) -> Effects:
    """Mean difference of each study, m1 − m2, with SE² = s1²/n1 + s2²/n2 in the outcome's unit.

    Not estimable with an empty arm or where both standard deviations are 0. Source: [A].
    """
    estimable = (total_1 > 0) & (total_2 > 0) & ((sd_1 > 0) | (sd_2 > 0))
    variance = _each(sd_1, total_1, estimable) + _each(sd_2, total_2, estimable)
    return _spread((mean_1 - mean_2)[estimable], np.sqrt(variance), estimable)


def _each(sd: FloatArray, total: FloatArray, estimable: BoolArray) -> FloatArray:
    variance: FloatArray = sd[estimable] ** 2 / total[estimable]
    return variance


def standardised_mean_difference(
    mean_1: FloatArray,
    sd_1: FloatArray,
    total_1: FloatArray,
    mean_2: FloatArray,
    sd_2: FloatArray,
    total_2: FloatArray,
    *,
    definition: str = "revman",
) -> Effects:
    """Hedges' adjusted g of each study, in pooled standard deviations.

    `revman`: g = (m1−m2)/s·(1 − 3/(4N−9)), SE² = N/(n1·n2) + g²/(2(N−3.94)) ([A]).
    `metafor`: g = J(N−2)·(m1−m2)/s with J(m) = Γ(m/2)/(√(m/2)·Γ((m−1)/2)) ([Hedges]),
    SE² = 1/n1 + 1/n2 + g²/(2N) ([Borenstein], as escalc's default `vtype="LS"`).
    Not estimable with an empty arm, fewer than four participants, or a pooled deviation of 0.
    """
    n = total_1 + total_2
    pooled = (total_1 - 1) * sd_1**2 + (total_2 - 1) * sd_2**2
    estimable = (total_1 > 0) & (total_2 > 0) & (n > 3.94) & (pooled > 0)
    n1, n2, n = total_1[estimable], total_2[estimable], n[estimable]
    d = (mean_1 - mean_2)[estimable] / np.sqrt(pooled[estimable] / (n - 2))
    if definition == "metafor":
        g = d * hedges_j(n - 2)
        return _spread(g, np.sqrt(1 / n1 + 1 / n2 + g**2 / (2 * n)), estimable)
    g = d * (1 - 3 / (4 * n - 9))
    return _spread(g, np.sqrt(n / (n1 * n2) + g**2 / (2 * (n - 3.94))), estimable)


def hedges_j(m: FloatArray) -> FloatArray:
    """Exact small-sample factor J(m) for m degrees of freedom, (k,) ([Hedges])."""
    exact: FloatArray = np.exp(log_gamma(m / 2) - np.log(m / 2) / 2 - log_gamma((m - 1) / 2))
    return exact


def log_ratio_from_interval(
    ratio: FloatArray, lower: FloatArray, upper: FloatArray, *, level: float = 0.95
) -> Effects:
    """Log ratio and SE from a printed ratio and its limits: SE = (ln upper − ln lower)/(2z).

    Limits above zero and in order are the caller's to check; rounding in print widens or narrows it.
    Source: Parmar MKB et al. Stat Med 1998;17:2815-34.
    """
    se = (np.log(upper) - np.log(lower)) / (2 * normal_quantile(level))
    return Effects(np.log(ratio), se, np.ones(len(ratio), dtype=np.bool_))
