"""Estimators of the between-study variance τ².

All take `estimate` (y) and `se` (k,) with k at least 2, truncate at zero, and use w = 1/(SE² + τ²).
Sources: [DL] DerSimonian R, Laird N. Control Clin Trials 1986;7:177-88. [PM] Paule RC, Mandel J.
J Res Natl Bur Stand 1982;87:377-85. [V] Viechtbauer W. J Educ Behav Stat 2005;30:261-93.
[DK] DerSimonian R, Kacker R. Contemp Clin Trials 2007;28:105-14.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .inputs import FloatArray

# Steps allowed to an iteration; Newton needs fewer than ten, scoring from a poor start some dozens.
MAX_STEPS = 500
# Two steps closer than this, relative to τ² plus the typical variance, are the same number.
TOLERANCE = 1e-14


class DidNotConverge(ArithmeticError):
    """An iteration found no solution; its message names the estimator."""


def dersimonian_laird(q: float, se: FloatArray) -> float:
    """τ² = max(0, (Q − (k−1))/(Σw − Σw²/Σw)) with w = 1/SE² ([DL]).

    `q` is Cochran's about the estimate of the method chosen: RevMan 5 takes it about the
    Mantel-Haenszel estimate when that is the method. k = 1 gives 0.
    """
    w = 1.0 / (se * se)
    total = w.sum()
    excess = q - (len(se) - 1)
    return float(excess / (total - w @ w / total)) if excess > 0 else 0.0


def hedges(estimate: FloatArray, se: FloatArray) -> float:
    """τ² = max(0, variance of the estimates − mean of SE²): the start of the iterations ([V])."""
    return max(0.0, float(np.var(estimate, ddof=1) - np.mean(se * se)))


def generalised_q(estimate: FloatArray, se: FloatArray, tau2: float) -> tuple[float, float]:
    """Q(τ²) = Σw(y − μ)² and its derivative −Σw²(y − μ)², a falling convex function ([DK])."""
    w = 1.0 / (se * se + tau2)
    weighted = w * (estimate - w @ estimate / w.sum())
    residual_sum = weighted @ (weighted / w)
    return float(residual_sum), -float(weighted @ weighted)


def tau2_where_q_is(
    target: float, estimate: FloatArray, se: FloatArray, *, name: str = "Paule-Mandel"
) -> float:
    """The τ² at which Q(τ²) equals `target`, 0 where Q(0) is no more than it.

    Newton's steps from zero climb to the root and never pass it, because Q is convex and falling.
    """
    tau2 = 0.0
    scale = float(np.mean(se * se))
    for _ in range(MAX_STEPS):
        q, slope = generalised_q(estimate, se, tau2)
        step = (target - q) / slope
        if step <= TOLERANCE * (tau2 + scale):
            return tau2
        tau2 += step
    raise DidNotConverge(name)


def paule_mandel(estimate: FloatArray, se: FloatArray) -> float:
    """τ² that makes Q(τ²) equal to its degrees of freedom, k − 1 ([PM]; [DK])."""
    return tau2_where_q_is(len(estimate) - 1.0, estimate, se)


def _score(
    estimate: FloatArray, se: FloatArray, tau2: float, restricted: bool
) -> tuple[float, float, float]:
    """Twice the derivative of the (restricted) log likelihood, its slope, and the Fisher information."""
    w = 1.0 / (se * se + tau2)
    w2, total = w * w, w.sum()
    residual = estimate - w @ estimate / total
    s2, s3 = w2.sum(), float(w2 @ w)
    r2, r3 = w2 @ residual**2, (w2 * w) @ residual**2
    moving_mean = 2 * (w2 @ residual) ** 2 / total
    score, slope, information = r2 - total, s2 - 2 * r3 + moving_mean, s2
    if restricted:
        ratio = s2 / total
        score += ratio
        slope += ratio**2 - 2 * s3 / total
        information += ratio**2 - 2 * s3 / total
    return float(score), float(slope), float(information)


def _maximum(estimate: FloatArray, se: FloatArray, *, restricted: bool, name: str) -> float:
    """Fisher scoring from Hedges' estimate until near, Newton's steps to the end."""
    tau2 = hedges(estimate, se)
    scale = float(np.mean(se * se))
    for _ in range(MAX_STEPS):
        score, slope, information = _score(estimate, se, tau2, restricted)
        step = score / information
        if slope < 0 and abs(step) < 0.1 * (tau2 + scale):
            step = -score / slope
        following = max(0.0, tau2 + step)
        if abs(following - tau2) <= TOLERANCE * (tau2 + scale):
            return following
        tau2 = following
    raise DidNotConverge(name)


def restricted_maximum_likelihood(estimate: FloatArray, se: FloatArray) -> float:
    """τ² at the maximum of the restricted likelihood ([V])."""
    return _maximum(estimate, se, restricted=True, name="REML")


def maximum_likelihood(estimate: FloatArray, se: FloatArray) -> float:
    """τ² at the maximum of the likelihood ([V])."""
    return _maximum(estimate, se, restricted=False, name="ML")


ITERATIVE: dict[str, Callable[[FloatArray, FloatArray], float]] = {
    "reml": restricted_maximum_likelihood,
    "pm": paule_mandel,
    "ml": maximum_likelihood,
}
