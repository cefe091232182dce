"""Trim and fill: how many studies seem to be missing on one side, and the result with them.

Source: [DT] Duval S, Tweedie R. Biometrics 2000;56:455-63; J Am Stat Assoc 2000;95:89-98.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .analysis import Pooled, pool
from .heterogeneity import cochran_q
from .inputs import FloatArray, one_of
from .meta_regression import residual_tau2
from .pooling import inverse_variance
from .recipe import Recipe
from .tau2 import ITERATIVE, DidNotConverge, dersimonian_laird

ESTIMATORS = ("L0", "R0")
MAX_ROUNDS = 100


@dataclass(frozen=True, slots=True)
class TrimAndFill:
    """`k0` studies filled in on `side`, their values (k0,), and the analysis with them.

    `side` is where studies seem to be missing, `left` or `right`.
    """

    k0: int
    se_k0: float
    side: str
    filled_estimate: FloatArray
    filled_se: FloatArray
    pooled: Pooled


def trim_and_fill(
    result: Pooled, *, estimator: str = "L0", side: str | None = None
) -> TrimAndFill | None:
    """Estimate the missing studies by L0 or R0, mirror as many and pool again ([DT]).

    Works on the studies' effects by inverse variance, with the recipe's model and τ². Without `side`
    it is `right` where effects fall with their standard errors, else `left`. None below two studies.
    Raises DidNotConverge where the rounds come to no end.
    """
    estimator = one_of(estimator, ESTIMATORS, "estimator")
    y, se = result.pooled_effects()
    if len(y) < 2:
        return None
    side = one_of(side, ("left", "right"), "side") if side else missing_side(result.recipe, y, se)
    sign = -1.0 if side == "right" else 1.0
    order = np.argsort(sign * y, kind="stable")
    k0, se_k0, centre = _missing(sign * y[order], se[order], result.recipe, estimator)
    trimmed = order[len(y) - k0 :]
    filled_y, filled_se = 2 * sign * centre - y[trimmed], se[trimmed]
    again = _pool_with(result, np.append(y, filled_y), np.append(se, filled_se))
    return TrimAndFill(k0, se_k0, side, filled_y, filled_se, again)


def missing_side(recipe: Recipe, y: FloatArray, se: FloatArray) -> str:
    """`right` where the (random-effects) regression of effect on SE falls, else `left`."""
    tau2 = residual_tau2(recipe.tau2, se, y, se) or 0.0 if np.ptp(se) > 0 else 0.0
    w = 1.0 / (se * se + tau2)
    slope_sign = (w * (se - w @ se / w.sum())) @ y
    return "right" if slope_sign < 0 else "left"


def _missing(
    y: FloatArray, se: FloatArray, recipe: Recipe, estimator: str
) -> tuple[int, float, float]:
    """Rounds of trimming the largest k0 of sorted effects until k0 stays: k0, its error, the centre."""
    k, k0 = len(y), 0
    for _ in range(MAX_ROUNDS):
        centre = _centre(y[: k - k0], se[: k - k0], recipe)
        following, error = _estimate(y - centre, estimator)
        if following == k0:
            return k0, error, centre
        k0 = following
    raise DidNotConverge("trim and fill")


def _estimate(deviation: FloatArray, estimator: str) -> tuple[int, float]:
    """k0 and its standard error from the signed ranks of the deviations ([DT])."""
    k = len(deviation)
    rank = np.empty(k)
    rank[np.argsort(np.abs(deviation), kind="stable")] = np.arange(1, k + 1)
    if estimator == "R0":
        below = rank[deviation < 0]
        run = k - float(below.max()) - 1 if len(below) else 0.0
        return max(0, round(run)), float(np.sqrt(2 * max(0.0, run) + 2))
    positive = float(rank[deviation > 0].sum())
    missing = (4 * positive - k * (k + 1)) / (2 * k - 1)
    variance = k * (k + 1) * (2 * k + 1) + 10 * missing**3 + 27 * missing**2 + 17 * missing
    variance += 6 * k**2 * missing - 18 * k * missing**2 - 18 * k * missing
    error = 4 * np.sqrt(max(0.0, variance) / 24) / (2 * k - 1)
    return max(0, round(missing)), float(error)


def _centre(y: FloatArray, se: FloatArray, recipe: Recipe) -> float:
    fixed = inverse_variance(y, se)
    if recipe.tau2 is None or len(y) < 2:
        return fixed.estimate
    if recipe.tau2 == "dl":
        tau2 = dersimonian_laird(cochran_q(y, se, fixed.estimate).q, se)
    else:
        tau2 = ITERATIVE[recipe.tau2](y, se)
    return inverse_variance(y, se, tau2).estimate


def _pool_with(result: Pooled, y: FloatArray, se: FloatArray) -> Pooled:
    chosen = result.recipe
    again = pool(
        {"estimate": y, "se": se},
        measure=chosen.measure,
        method="iv",
        model=chosen.model,
        tau2=chosen.tau2 or "dl",
        ci=chosen.ci,
        profile="general",
        level=chosen.level,
    )
    return replace(again, recipe=replace(again.recipe, profile=chosen.profile))
