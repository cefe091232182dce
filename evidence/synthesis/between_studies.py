"""How logit sensitivity and logit specificity vary between studies: a covariance and its limits.

The covariance is Λ·Λ′ with Λ = [[t₁, 0], [t₂, t₃]], so that no t gives a negative variance
(Pinheiro JC, Bates DM. Stat Comput 1996;6:289-96, as lme4 does). At the limits,
variance zero and correlation ±1, some t is zero and the likelihood stays smooth there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .ascent import Peak, Score, climb
from .inputs import BoolArray, FloatArray

# A standard deviation this small on the logit scale is zero; a correlation this near to 1 is 1.
NO_SPREAD = 1e-4
AT_LIMIT = 1e-6
# Beyond this standard deviation of logits the studies are all or nothing and the model runs away.
ENDLESS = 15.0
# Two tops this near in log likelihood are the same.
SAME_TOP = 1e-8


@dataclass(frozen=True, slots=True)
class MixedFit:
    """A random-effects model of two logits at the top of its likelihood.

    `beta` (p,) with `beta_cov` (p, p), None where the top has no standard errors; `between` (2, 2)
    is the covariance of logit sensitivity and logit specificity between studies; `limit` is the
    word of `limit` below, `parameters` how many were free, `gradient` the steepest slope left.
    """

    beta: FloatArray
    beta_cov: FloatArray | None
    between: FloatArray
    loglik: float
    limit: str
    converged: bool
    parameters: int
    steps: int
    gradient: float


def covariance(factor: FloatArray) -> FloatArray:
    """Λ·Λ′ (2, 2) of t (3,); a variance below NO_SPREAD² is put to zero with its covariance."""
    t1, t2, t3 = factor
    matrix = np.array([[t1 * t1, t1 * t2], [t1 * t2, t2 * t2 + t3 * t3]])
    none = np.diag(matrix) < NO_SPREAD**2
    matrix[none, :] = 0.0
    matrix[:, none] = 0.0
    return matrix


def correlation(matrix: FloatArray) -> float | None:
    """The correlation of a covariance (2, 2); None where a variance is zero, ±1 at its limit."""
    spread = float(np.sqrt(matrix[0, 0] * matrix[1, 1]))
    if spread == 0:
        return None
    value = float(matrix[0, 1]) / spread
    return float(np.sign(value)) if abs(value) > 1 - AT_LIMIT else value


def limit(matrix: FloatArray, free: BoolArray) -> str:
    """Which limit a covariance (2, 2) with `free` t (3,) sits at, or an empty word.

    `no-spread`, `sens-no-spread`, `spec-no-spread`, `endless-spread`, `correlation-at-limit`;
    what was fixed from the start is at no limit.
    """
    if float(np.diag(matrix).max()) > ENDLESS**2:
        return "endless-spread"
    none = (np.diag(matrix) == 0) & np.array([free[0], free[1] or free[2]])
    if none.any():
        return "no-spread" if none.all() else f"{'sens' if none[0] else 'spec'}-no-spread"
    return "correlation-at-limit" if free[1] and abs(correlation(matrix) or 0) == 1 else ""


def starting_factors(logits: FloatArray, variances: FloatArray) -> list[FloatArray]:
    """Values of t (3,) to climb from: by moments, then uncorrelated, then correlated the other way.

    The spread is that of the logits (k, 2) less that within studies (k, 2). It starts no lower than
    0.05 and the correlation within ±0.8: limits are points where a climb can rest below the top.
    """
    spread, together = np.full(2, 0.5), 0.0
    if len(logits) > 1:
        total = np.cov(logits.T)
        spread = np.sqrt(np.clip(np.diag(total) - variances.mean(axis=0), 0.05, 9.0))
        together = float(np.clip(total[0, 1] / (spread[0] * spread[1]), -0.8, 0.8))
    opposite = -0.8 if together > 0 else 0.8
    return [_factor(spread, each) for each in (together, 0.0, opposite)]


def _factor(spread: FloatArray, together: float) -> FloatArray:
    """t (3,) of two standard deviations and a correlation."""
    rest = spread[1] * np.sqrt(1 - together**2)
    return np.array([spread[0], together * spread[1], rest])


def climb_freely(
    score: Score, starts: list[FloatArray], free: BoolArray, near: Peak | None = None
) -> Peak:
    """The highest top over the `free` parameters (p,), the others zero; full vectors in and out.

    One start is enough inside the parameter space; the rest are tried where the first led to a
    limit or nowhere. `near` is the top of a like function, started from before all others.
    """
    if near is not None:
        starts = [near.point, *starts]
    best = _climb_from(score, starts[0], free, None if near is None else near.hessian)
    for start in starts[1:]:
        where = limit(covariance(best.point[-3:]), free[-3:])
        if where == "endless-spread" or (best.converged and not where):
            break
        found = _climb_from(score, start, free)
        if (found.converged, found.value) > (best.converged, best.value + SAME_TOP):
            best = found
    return best


def _climb_from(
    score: Score, start: FloatArray, free: BoolArray, hessian: FloatArray | None = None
) -> Peak:
    def of_free(points: FloatArray) -> tuple[FloatArray, FloatArray]:
        full = np.zeros((len(points), len(free)))
        full[:, free] = points
        values, gradients = score(full)
        return values, gradients[:, free]

    peak = climb(of_free, start[free], hessian)
    point = np.zeros(len(free))
    point[free] = peak.point
    return replace(peak, point=point)
