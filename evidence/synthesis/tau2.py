"""Estimators of the between-study variance τ².

All take `estimate` (y) and `se` (k,) with k at least 2, truncate at zero, and use w = 1/(SE² + τ²).
Sources: [DL] DerSimonian R, Laird N. Control Clin Trials 1986;7:177-88. [PM] Paule RC, Mandel J.
J Res Natl Bur Stand 1982;87:377-85. [V] Viechtbauer W. J Educ Behav Stat 2005;30:261-93.
[DK] DerSimonian R, Kacker R. Contemp Clin Trials 2007;28:105-14.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import numpy as np

from .inputs import FloatArray

# Steps allowed to an iteration; Newton needs about ten, halving alone about fifty.
MAX_STEPS = 200
# Two steps closer than this, relative to τ², are the same number.
TOLERANCE = 1e-14
# After a step of Newton's this small, relative to τ², the error is about its square.
NEARLY = 1e-10
# Points at which a likelihood is looked at before its highest top is climbed.
GRID = 40


class DidNotConverge(ArithmeticError):
    """An iteration found no solution; its message names the estimator."""


def dersimonian_laird(q: float, se: FloatArray) -> float:
    """τ² = max(0, (Q − (k−1))/(Σw − Σw²/Σw)) with w = 1/SE² ([DL]).

    `q` is Cochran's about the estimate of the method chosen: RevMan 5 takes it about the
    Mantel-Haenszel estimate when that is the method. k = 1 gives 0.
    """
    w = 1.0 / (se * se)
    total = float(w.sum())
    excess = q - (len(se) - 1)
    # Σw − Σw²/Σw as Σw(Σw − w)/Σw: no difference of two large numbers where one study outweighs all.
    return excess * total / float(w @ (total - w)) if excess > 0 else 0.0


def generalised_q(estimate: FloatArray, variance: FloatArray, tau2: float) -> tuple[float, float]:
    """Q(τ²) = Σw(y − μ)² and its derivative −Σw²(y − μ)², a falling convex function ([DK])."""
    w = 1.0 / (variance + tau2)
    residual = estimate - w.dot(estimate) / np.add.reduce(w)
    weighted = w * residual
    return float(weighted.dot(residual)), -float(weighted.dot(weighted))


def tau2_where_q_is(
    target: float,
    estimate: FloatArray,
    se: FloatArray,
    *,
    start: float = 0.0,
    name: str = "Paule-Mandel",
) -> float:
    """The τ² at which Q(τ²) equals `target`; `start`, known to be no larger, where Q there is no more.

    Newton's steps for 1/Q from there climb to the root and never pass it: with the contrasts of y taken to
    independent ones Q is Σc²/(λ + τ²), and one over such a sum is concave and rising, nearly straight.
    """
    tau2, variance = start, se * se
    scale = float(np.minimum.reduce(se)) ** 2
    for _ in range(MAX_STEPS):
        q, slope = generalised_q(estimate, variance, tau2)
        if q <= target:
            return tau2
        step = q / target * (target - q) / slope
        tau2 += step
        if step <= NEARLY * (tau2 + scale):
            return tau2
    raise DidNotConverge(name)


def paule_mandel(estimate: FloatArray, se: FloatArray) -> float:
    """τ² that makes Q(τ²) equal to its degrees of freedom, k − 1 ([PM]; [DK])."""
    return tau2_where_q_is(len(estimate) - 1.0, estimate, se)


def log_likelihood(
    tau2: FloatArray, estimate: FloatArray, se: FloatArray, *, restricted: bool
) -> FloatArray:
    """(Restricted) log likelihood at each of the values of τ², (g,), without its constant ([V])."""
    w = 1.0 / (se * se + tau2[:, np.newaxis])
    total, wy = w.sum(axis=1), w @ estimate
    residual = estimate - (wy / total)[:, np.newaxis]
    value: FloatArray = (np.log(w) - w * residual**2).sum(axis=1) / 2
    return value - np.log(total) / 2 if restricted else value


def _score(
    tau2: float, estimate: FloatArray, se: FloatArray, restricted: bool
) -> tuple[float, float]:
    """Twice the derivative of the (restricted) log likelihood, and the slope of that."""
    w = 1.0 / (se * se + tau2)
    w2, total = w * w, w.sum()
    residual = estimate - w @ estimate / total
    s2 = w2.sum()
    score = w2 @ residual**2 - total
    slope = s2 - 2 * (w2 * w) @ residual**2 + 2 * (w2 @ residual) ** 2 / total
    if restricted:
        score += s2 / total
        slope += (s2 / total) ** 2 - 2 * (w2 @ w) / total
    return float(score), float(slope)


Likelihood: TypeAlias = Callable[[FloatArray], FloatArray]
Score: TypeAlias = Callable[[float], tuple[float, float]]


def _brackets(
    likelihood: Likelihood, score: Score, bottom: float, top: float
) -> list[tuple[float, float]]:
    """Neighbours on a grid between which each maximum lies; both 0 for one at zero.

    The likelihood may have several maxima, and the highest point of the grid need not lie beside
    the highest of them: all are climbed.
    """
    grid = np.concatenate(([0.0], np.geomspace(bottom, top, GRID)))
    value = np.concatenate(([-np.inf], likelihood(grid), [-np.inf]))
    tops = np.flatnonzero((value[1:-1] > value[:-2]) & (value[1:-1] >= value[2:]))
    return [
        (0.0, 0.0)
        if best == 0 and score(0.0)[0] <= 0
        else (float(grid[max(best - 1, 0)]), float(grid[min(best + 1, GRID)]))
        for best in map(int, tops)
    ]


def highest(likelihood: Likelihood, score: Score, bottom: float, top: float, name: str) -> float:
    """τ² from 0 to `top` at the highest maximum.

    `likelihood` takes a grid (g,); `score` gives the derivative and its slope. `bottom` is the grid's
    first step from zero.
    """
    tops = [
        _climb(score, low, high, name) for low, high in _brackets(likelihood, score, bottom, top)
    ]
    if not tops:  # no likelihood is a number where the figures leave a float's range
        raise DidNotConverge(name)
    return tops[0] if len(tops) == 1 else tops[int(np.argmax(likelihood(np.array(tops))))]


def _climb(score: Score, low: float, high: float, name: str) -> float:
    """The zero of the score in a bracket, by Newton's steps.

    A step that would leave the bracket, or a slope that is not negative, halves it.
    """
    tau2 = (low + high) / 2
    for _ in range(MAX_STEPS):
        if high - low <= TOLERANCE * high:
            return tau2
        value, slope = score(tau2)
        low, high = (tau2, high) if value > 0 else (low, tau2)
        following = tau2 - value / slope if slope < 0 else -1.0
        if not low < following < high:
            following = (low + high) / 2
        if abs(following - tau2) <= TOLERANCE * following:
            return following
        tau2 = following
    raise DidNotConverge(name)


def _maximum(estimate: FloatArray, se: FloatArray, *, restricted: bool, name: str) -> float:
    top = 2.0 * float(np.ptp(estimate)) ** 2
    if top == 0:
        return 0.0
    return highest(
        lambda grid: log_likelihood(grid, estimate, se, restricted=restricted),
        lambda tau2: _score(tau2, estimate, se, restricted),
        min(float((se * se).min()), top) / 100,
        top,
        name,
    )


def restricted_maximum_likelihood(estimate: FloatArray, se: FloatArray) -> float:
    """τ² at the highest maximum of the restricted likelihood ([V])."""
    return _maximum(estimate, se, restricted=True, name="REML")


def maximum_likelihood(estimate: FloatArray, se: FloatArray) -> float:
    """τ² at the highest maximum of the likelihood ([V])."""
    return _maximum(estimate, se, restricted=False, name="ML")


ITERATIVE: dict[str, Callable[[FloatArray, FloatArray], float]] = {
    "reml": restricted_maximum_likelihood,
    "pm": paule_mandel,
    "ml": maximum_likelihood,
}
