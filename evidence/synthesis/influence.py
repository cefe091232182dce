"""How much each study sways the pooled effect: what changes when it is left out.

Source: [VC] Viechtbauer W, Cheung MWL. Res Synth Methods 2010;1:112-25, as R's metafor computes them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .analysis import Pooled
from .distributions import chi2_p
from .inputs import BoolArray, FloatArray, InvalidInput
from .leave_one_out import leave_one_out

# A study is marked beyond these ([VC]; metafor's choice), with one coefficient.
DFFITS_LIMIT, HAT_LIMIT, DFBETAS_LIMIT, COOK_TAIL = 3.0, 3.0, 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Influence:
    """One figure a study, each (n_studies,); NaN where not estimable or where nothing is left to pool.

    `rstudent` is the deviation from the average of the others in standard errors, `dffits` and `dfbetas`
    how far the average moves in standard errors, `cook` its squared move, `cov_ratio` the ratio of the
    squared errors, `tau2` and `q` those of the others, `hat` the weight as a share of 1.
    """

    labels: tuple[str, ...]
    rstudent: FloatArray
    dffits: FloatArray
    cook: FloatArray
    cov_ratio: FloatArray
    tau2: FloatArray
    q: FloatArray
    hat: FloatArray
    dfbetas: FloatArray
    influential: BoolArray


def influence(pooled: Pooled) -> Influence:
    """The diagnostics of [VC] for an inverse-variance average by the recipe of `pooled`.

    With index (i) for the result without study i and s² the Hartung-Knapp scale (1 for Wald):
    rstudent = (y − θ(i))/√(s²(v + τ²(i)) + SE(i)²); dffits = (θ − θ(i))/√(s²·h·(v + τ²(i))), h = w/Σw;
    dfbetas = (θ − θ(i))/√(s²/Σ1/(v + τ²(i))); Cook's (θ − θ(i))²/SE²; ratio SE(i)²/SE².
    InvalidInput for fixed-effect Mantel-Haenszel, which has no such weights.
    """
    if pooled.recipe.method == "mh" and pooled.recipe.model == "fixed":
        raise InvalidInput("unknown-option", "influence needs inverse-variance weights")
    figures = np.full((8, pooled.n_studies), np.nan)
    if pooled.k > 1 and pooled.estimate is not None and pooled.se:
        figures[:, pooled.studies.estimable] = _of(pooled, pooled.estimate, pooled.se)
    rstudent, dffits, cook, ratio, tau2, q, hat, dfbetas = figures
    marked = _influential(pooled.k, dffits, cook, hat, dfbetas)
    labels = pooled.studies.labels
    return Influence(labels, rstudent, dffits, cook, ratio, tau2, q, hat, dfbetas, marked)


def _of(pooled: Pooled, estimate: float, se: float) -> FloatArray:
    y, errors = pooled.pooled_effects()
    counted, without = pooled.studies.estimable, leave_one_out(pooled)
    theta, error = without.estimate[counted], without.se[counted]
    tau2 = np.nan_to_num(without.tau2[counted])
    v, hat = errors * errors, pooled.studies.weight_pct[counted] / 100
    total = _weights_at(v, tau2)
    spread = v + tau2
    scale = error * error * (total - 1 / spread)
    move = estimate - theta
    with np.errstate(divide="ignore", invalid="ignore"):
        figures = [
            (y - theta) / np.sqrt(scale * spread + error * error),
            move / np.sqrt(scale * hat * spread),
            (move / se) ** 2,
            (error / se) ** 2,
            without.tau2[counted],
            without.q[counted],
            hat,
            move / np.sqrt(scale / total),
        ]
    table: FloatArray = np.where(np.isfinite(figures), figures, np.nan)
    return table


def _weights_at(v: FloatArray, tau2: FloatArray) -> FloatArray:
    """Σ1/(v + τ²) over all studies at each study's own τ², (k,), a row at a time."""
    return np.array([float((1 / (v + each)).sum()) for each in tau2])


def _influential(
    k: int, dffits: FloatArray, cook: FloatArray, hat: FloatArray, dfbetas: FloatArray
) -> BoolArray:
    """|DFFITS| > 3√(1/(k−1)), Cook's beyond the middle of χ²(1), hat > 3/k, or |DFBETAS| > 1 ([VC])."""
    if k < 2:
        return np.zeros(len(hat), dtype=np.bool_)
    tails = np.array([np.nan if value != value else chi2_p(value, 1) for value in cook.tolist()])
    marked: BoolArray = (
        (np.abs(dffits) > DFFITS_LIMIT * np.sqrt(1 / (k - 1)))
        | (tails < COOK_TAIL)
        | (hat > HAT_LIMIT / k)
        | (np.abs(dfbetas) > DFBETAS_LIMIT)
    )
    return marked
