"""Weighted averages of study effects: inverse variance and Mantel-Haenszel.

Sources: [A] Deeks JJ, Higgins JPT. Statistical algorithms in Review Manager 5. August 2010.
[MH] Mantel N, Haenszel W. JNCI 1959;22:719-48. [GR] Greenland S, Robins JM. Biometrics 1985;41:55-68.
[RBG] Robins J, Breslow N, Greenland S. Biometrics 1986;42:311-23.
"""

from __future__ import annotations

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
    total = weights.sum()
    return Average(float(weights @ estimate / total), float(1.0 / np.sqrt(total)), weights)


def mantel_haenszel_rr(tables: Cells) -> Average:
    """Mantel-Haenszel log risk ratio, ln(ΣR/ΣS), R = a·n2/N, S = c·n1/N; the weights are S.

    SE² = ΣP/(ΣR·ΣS), P = (n1·n2·(a+c) − a·c·N)/N², all on corrected cells as RevMan takes them.
    Source: [MH]; [GR]; [A].
    """
    t = corrected(tables)
    n1, n2, n = t.n1, t.n2, t.total
    r, s = t.a * n2 / n, t.c * n1 / n
    p = (n1 * n2 * (t.a + t.c) - t.a * t.c * n) / n**2
    return Average(
        float(np.log(r.sum() / s.sum())), float(np.sqrt(p.sum() / (r.sum() * s.sum()))), s
    )


def mantel_haenszel_or(tables: Cells) -> Average:
    """Mantel-Haenszel log odds ratio, ln(ΣR/ΣS), R = ad/N, S = bc/N; the weights are S.

    SE² = ΣPR/(2(ΣR)²) + Σ(PS+QR)/(2ΣR·ΣS) + ΣQS/(2(ΣS)²), P = (a+d)/N, Q = (b+c)/N, on corrected
    cells. Source: [MH]; [RBG]; [A].
    """
    t = corrected(tables)
    n = t.total
    r, s = t.a * t.d / n, t.b * t.c / n
    p, q = (t.a + t.d) / n, (t.b + t.c) / n
    sum_r, sum_s = r.sum(), s.sum()
    variance = (p @ r) / (2 * sum_r**2) + (q @ s) / (2 * sum_s**2)
    variance += (p @ s + q @ r) / (2 * sum_r * sum_s)
    return Average(float(np.log(sum_r / sum_s)), float(np.sqrt(variance)), s)


def mantel_haenszel_rd(tables: Cells) -> Average:
    """Mantel-Haenszel risk difference, Σw(a/n1 − c/n2)/Σw with w = n1·n2/N, all from raw cells.

    SE² = ΣJ/(Σw)², J = (ab·n2³ + cd·n1³)/(n1·n2·N²): zero when no study has a mixed arm.
    Source: [GR]; [A].
    """
    t = tables
    n1, n2, n = t.n1, t.n2, t.total
    weights = n1 * n2 / n
    j = (t.a * t.b * n2**3 + t.c * t.d * n1**3) / (n1 * n2 * n**2)
    total = weights.sum()
    estimate = (t.a * n2 - t.c * n1) @ (1 / n) / total
    return Average(float(estimate), float(np.sqrt(j.sum()) / total), weights)


MANTEL_HAENSZEL: dict[str, Callable[[Cells], Average]] = {
    "RR": mantel_haenszel_rr,
    "OR": mantel_haenszel_or,
    "RD": mantel_haenszel_rd,
}


def weight_pct(weights: FloatArray) -> FloatArray:
    """Weights in percent of their sum, (k,)."""
    share: FloatArray = 100.0 * weights / weights.sum()
    return share
