"""Confidence and prediction intervals: of the pooled effect, of a new study's effect, of τ².

Sources: [A] Deeks JJ, Higgins JPT. Statistical algorithms in Review Manager 5. August 2010.
[HK] Hartung J, Knapp G. Stat Med 2001;20:3875-89. [SJ] Sidik K, Jonkman JN. Stat Med 2002;21:3153-9.
[KH] Knapp G, Hartung J. Stat Med 2003;22:2693-710. [HTS] Higgins JPT, Thompson SG, Spiegelhalter DJ.
J R Stat Soc A 2009;172:137-59. [V7] Viechtbauer W. Stat Med 2007;26:37-52.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .distributions import (
    chi2_quantile,
    normal_p,
    normal_quantile,
    student_p,
    student_quantile,
)
from .inputs import FloatArray
from .tau2 import tau2_where_q_is


@dataclass(frozen=True, slots=True)
class Interval:
    """Limits with the test against zero; `statistic` and `p` are None where the error is zero.

    `df` is None for the normal distribution.
    """

    se: float
    ci_lower: float
    ci_upper: float
    statistic: float | None
    df: int | None
    p: float | None


def wald(estimate: float, se: float, level: float = 0.95) -> Interval:
    """estimate ± z·SE with the test estimate/SE ([A])."""
    half = normal_quantile(level) * se
    if se <= 0:
        return Interval(se, estimate, estimate, None, None, None)
    statistic = estimate / se
    return Interval(se, estimate - half, estimate + half, statistic, None, normal_p(statistic))


def hartung_knapp(
    estimate: FloatArray,
    se: FloatArray,
    tau2: float,
    pooled: float,
    *,
    level: float = 0.95,
    ad_hoc: bool = False,
) -> Interval:
    """pooled ± t(k−1)·√(q/Σw) with q = Σw(y − pooled)²/(k−1), w = 1/(SE² + τ²); k at least 2.

    `ad_hoc` never lets q fall below 1, so the interval is no narrower than with the usual error.
    Equal estimates give q = 0, limits on the estimate and no test. Source: [HK]; [SJ]; ad hoc: [KH].
    """
    w = 1.0 / (se * se + tau2)
    df = len(estimate) - 1
    q = float(w @ (estimate - pooled) ** 2) / df
    if ad_hoc:
        q = max(1.0, q)
    error = float(np.sqrt(q / w.sum()))
    if error == 0:
        return Interval(0.0, pooled, pooled, None, df, None)
    half, statistic = student_quantile(level, df) * error, pooled / error
    return Interval(error, pooled - half, pooled + half, statistic, df, student_p(statistic, df))


def prediction(
    estimate: float, se: float, tau2: float, *, df: int | None = None, level: float = 0.95
) -> tuple[float, float] | None:
    """Prediction interval estimate ± q·√(SE² + τ²), q of t(df), or normal where df is None.

    [HTS] use df = k − 2. None where df is below 1.
    """
    if df is not None and df < 1:
        return None
    quantile = normal_quantile(level) if df is None else student_quantile(level, df)
    half = quantile * float(np.sqrt(se * se + tau2))
    return estimate - half, estimate + half


def q_profile_tau2(
    estimate: FloatArray, se: FloatArray, *, level: float = 0.95
) -> tuple[float, float] | None:
    """Limits of τ² by the Q-profile: Q(τ²) equals the χ²(k−1) quantiles ([V7]).

    Limits below zero are 0; None for one study.
    """
    df = len(estimate) - 1
    if df < 1:
        return None
    tail = (1 - level) / 2
    lower = tau2_where_q_is(chi2_quantile(tail, df), estimate, se, name="Q-profile")
    # Q falls as τ² rises, so the other root lies further on.
    upper = tau2_where_q_is(
        chi2_quantile(1 - tail, df), estimate, se, start=lower, name="Q-profile"
    )
    return lower, upper
