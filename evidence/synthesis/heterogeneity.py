"""How far the studies differ: Cochran's Q, H, I² and what they mean for one study.

Sources: [Cochran] Cochran WG. Biometrics 1954;10:101-29. [HT] Higgins JPT, Thompson SG. Stat Med
2002;21:1539-58. [A] Deeks JJ, Higgins JPT. Statistical algorithms in Review Manager 5. August 2010.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from .distributions import chi2_p
from .inputs import FloatArray


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """Q with its degrees of freedom; P, I² (percent) and H are None when df is 0."""

    q: float
    df: int
    p: float | None
    i2: float | None
    h: float | None


def cochran_q(estimate: FloatArray, se: FloatArray, about: float) -> Heterogeneity:
    """Q = Σ(y − θ)²/SE² about the pooled estimate θ, with I² = 100·max(0, (Q − df)/Q).

    `estimate` and `se` (k,); θ is the Mantel-Haenszel or the inverse-variance estimate ([A]).
    H = √(Q/df) ([HT]). One study: Q is 0 and nothing else is defined.
    """
    df = len(estimate) - 1
    if df < 1:
        return Heterogeneity(0.0, 0, None, None, None)
    deviation = (estimate - about) / se
    return from_q(float(deviation @ deviation), df)


def from_q(q: float, df: int) -> Heterogeneity:
    """The statistics that follow from Q and its degrees of freedom, at least 1."""
    i2 = max(0.0, 100.0 * (q - df) / q) if q > 0 else 0.0
    return Heterogeneity(q, df, chi2_p(q, df), i2, math.sqrt(q / df))


def typical_variance(se: FloatArray) -> float | None:
    """Higgins and Thompson's typical within-study variance, (k−1)Σw/((Σw)² − Σw²); None for one study.

    Source: [HT].
    """
    if len(se) < 2:
        return None
    w = 1.0 / (se * se)
    total = float(w.sum())
    # (Σw)² − Σw² as Σw(Σw − w), which keeps its digits where one study outweighs all.
    return (len(se) - 1) * total / float(w @ (total - w))


def i2_from_tau2(tau2: float, typical: float) -> float:
    """I² = 100·τ²/(τ² + s²) with the typical variance s² ([HT])."""
    return 100.0 * tau2 / (tau2 + typical)


def h2_from_tau2(tau2: float, typical: float) -> float:
    """H² = (τ² + s²)/s² with the typical variance s² ([HT])."""
    return (tau2 + typical) / typical
