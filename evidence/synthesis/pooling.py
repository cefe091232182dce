"""Weighted averages of study effects: inverse variance and Mantel-Haenszel.

Sources: [A] Deeks JJ, Higgins JPT. Statistical algorithms in Review Manager 5. August 2010.
[MH] Mantel N, Haenszel W. JNCI 1959;22:719-48. [GR] Greenland S, Robins JM. Biometrics 1985;41:55-68.
[RBG] Robins J, Breslow N, Greenland S. Biometrics 1986;42:311-23.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .effect_sizes import Cells, corrected
from .inputs import FloatArray


@dataclass(frozen=True, slots=True)
class Average:
    """A pooled estimate with its standard error (log scale for ratios) and the weights (k,) behind it."""

    estimate: float
    se: float
    weights: FloatArray


def inverse_variance(estimate: FloatArray, se: FloatArray, tau2: float = 0.0) -> Average:
    """Inverse-variance average, Σwy/Σw with w = 1/(SE² + τ²) and SE = 1/√Σw.

    `estimate` and `se` (k,) of estimable studies, k at least 1. τ² = 0 is the fixed-effect model;
    Peto's method is this average of Peto's log odds ratios. Source: [A].
    """
    weights = 1.0 / (se * se + tau2)
    total = float(weights.sum())
    if not 0 < total < math.inf:  # errors whose squares no float holds; `pool` says too-large
        return Average(math.nan, math.nan, weights)
    return Average(float(weights @ estimate) / total, 1.0 / math.sqrt(total), weights)


@dataclass(frozen=True, slots=True)
class MantelHaenszel:
    """A Mantel-Haenszel estimator in two halves: terms (t, k) of the studies, and what their sums say.

    `from_sums` takes sums (t, ...) over any set of studies and gives estimate and standard error,
    so one omitted study costs a subtraction. The weights are the terms' first row.
    """

    terms: Callable[[Cells], FloatArray]
    from_sums: Callable[[FloatArray], tuple[FloatArray, FloatArray]]

    def average(self, tables: Cells) -> Average:
        """The pooled estimate over all the tables."""
        terms = self.terms(tables)
        estimate, se = self.from_sums(terms.sum(axis=1))
        return Average(float(estimate), float(se), terms[0])


def _rr_terms(tables: Cells) -> FloatArray:
    t = corrected(tables)
    n1, n2 = t.n1, t.n2
    n = n1 + n2
    events = t.a + t.c
    p = (n1 * n2 * events - t.a * t.c * n) / (n * n)
    return np.array([t.c * n1 / n, t.a * n2 / n, p])


def _rr_from_sums(sums: FloatArray) -> tuple[FloatArray, FloatArray]:
    s, r, p = sums
    return np.log(r / s), np.sqrt(p / (r * s))


def _or_terms(tables: Cells) -> FloatArray:
    t = corrected(tables)
    n = t.total
    r, s = t.a * t.d / n, t.b * t.c / n
    p, q = (t.a + t.d) / n, (t.b + t.c) / n
    return np.array([s, r, p * r, p * s + q * r, q * s])


def _or_from_sums(sums: FloatArray) -> tuple[FloatArray, FloatArray]:
    s, r, pr, mixed, qs = sums
    variance = pr / (2 * r**2) + mixed / (2 * r * s) + qs / (2 * s**2)
    return np.log(r / s), np.sqrt(variance)


def _rd_terms(tables: Cells) -> FloatArray:
    t = tables
    n1, n2, n = t.n1, t.n2, t.total
    j = (t.a * t.b * n2**3 + t.c * t.d * n1**3) / (n1 * n2 * n**2)
    return np.array([n1 * n2 / n, (t.a * n2 - t.c * n1) / n, j])


def _rd_from_sums(sums: FloatArray) -> tuple[FloatArray, FloatArray]:
    weight, difference, j = sums
    return difference / weight, np.sqrt(j) / weight


# RR: ln(ΣR/ΣS), R = a·n2/N, weight S = c·n1/N; SE² = ΣP/(ΣR·ΣS), P = (n1·n2·(a+c) − a·c·N)/N²
# on corrected cells ([MH], [GR]; [A]).
# OR: ln(ΣR/ΣS), R = ad/N, weight S = bc/N; with P = (a+d)/N and Q = (b+c)/N,
# SE² = ΣPR/(2(ΣR)²) + Σ(PS+QR)/(2ΣR·ΣS) + ΣQS/(2(ΣS)²), on corrected cells ([MH], [RBG]; [A]).
# RD: Σw(a/n1 − c/n2)/Σw, weight w = n1·n2/N; SE² = ΣJ/(Σw)², J = (ab·n2³ + cd·n1³)/(n1·n2·N²),
# all from raw cells, so the error is zero when no study has a mixed arm ([GR]; [A]).
MANTEL_HAENSZEL = {
    "RR": MantelHaenszel(_rr_terms, _rr_from_sums),
    "OR": MantelHaenszel(_or_terms, _or_from_sums),
    "RD": MantelHaenszel(_rd_terms, _rd_from_sums),
}


def weight_pct(weights: FloatArray) -> FloatArray:
    """Weights in percent of their sum, (k,)."""
    share: FloatArray = 100.0 * weights / weights.sum()
    return share
