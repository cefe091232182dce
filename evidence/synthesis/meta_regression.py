"""Meta-regression on one covariate: fixed or mixed effects.

Sources: [V5] Viechtbauer W. J Educ Behav Stat 2005;30:261-93. [R] Raudenbush SW, in Cooper H, Hedges LV,
Valentine JC (eds). The Handbook of Research Synthesis and Meta-Analysis. 2nd edition 2009.
[B] Berkey CS et al. Stat Med 1995;14:395-411 (empirical Bayes, which is Paule-Mandel's estimate).
[KH] Knapp G, Hartung J. Stat Med 2003;22:2693-710. [L] López-López JA et al. Br J Math Stat Psychol
2014;67:30-48 (R²).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from .analysis import Pooled
from .distributions import chi2_p, normal_p, normal_quantile, student_p, student_quantile
from .heterogeneity import cochran_q, h2_from_tau2, i2_from_tau2
from .inputs import Column, FloatArray, figures_of
from .pooling import inverse_variance
from .regression import moment_tau2
from .tau2 import ITERATIVE, MAX_STEPS, NEARLY, DidNotConverge, dersimonian_laird, highest


@dataclass(frozen=True, slots=True)
class Coefficient:
    """Intercept or slope with its limits and test; `statistic` and `p` are None where the error is zero."""

    estimate: float
    se: float
    ci_lower: float
    ci_upper: float
    statistic: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class MetaRegression:
    """Effect = intercept + slope·covariate over `k` studies, on the analysis scale.

    `tau2` is what the covariate leaves (None in a fixed-effect model); `q`, `q_df`, `q_p` test it, `i2`
    and `h2` measure it. `r2` (percent) is how much of τ² it explains, None where there was none.
    `test_statistic` is the slope's: χ²(1) where `df` is None, else F(1, df).
    """

    k: int
    intercept: Coefficient
    slope: Coefficient
    covariance: float
    df: int | None
    test_statistic: float | None
    tau2: float | None
    tau2_without: float | None
    r2: float | None
    q: float
    q_df: int
    q_p: float
    i2: float | None
    h2: float | None
    level: float

    def predicted(self, covariate: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """The average effect at values of the covariate with its limits, each (n,)."""
        a, b = self.intercept, self.slope
        line = a.estimate + b.estimate * covariate
        variance = a.se**2 + 2 * self.covariance * covariate + (b.se * covariate) ** 2
        half = _quantile(self.level, self.df) * np.sqrt(np.maximum(0.0, variance))
        return line, line - half, line + half


@dataclass(frozen=True, slots=True)
class _Line:
    """Weighted least squares at one τ², with the sums that the estimators need."""

    weights: FloatArray
    deviation: FloatArray
    residual: FloatArray
    centre: float
    intercept: float
    slope: float
    total: float
    spread: float

    @property
    def q(self) -> float:
        """Σw·r²."""
        return float(self.weights @ self.residual**2)

    @property
    def weighted_squares(self) -> float:
        """Σ(w·r)², the falling rate of Q in τ²."""
        weighted = self.weights * self.residual
        return float(weighted @ weighted)

    @property
    def trace(self) -> float:
        """tr(P), P = W − WX(X'WX)⁻¹X'W."""
        w2 = self.weights**2
        return float(self.total - w2.sum() / self.total - w2 @ self.deviation**2 / self.spread)


def meta_regression(pooled: Pooled, covariate: Column) -> MetaRegression | None:
    """Regress the pooled studies' effects on `covariate` (n_studies,) by the model, τ² and interval of the recipe.

    τ² by moments (DL), Q = k − 2 (PM), or the highest top of the (restricted) likelihood ([V5], [R], [B]);
    `hksj` scales errors by Σw·r²/(k−2), tests by t(k−2) ([KH]), `hksj_adhoc` never scales down.
    None below three studies or with one value of the covariate. InvalidInput for a missing value.
    """
    y, se = pooled.pooled_effects()
    x = _values(pooled, covariate)
    if len(y) < 3 or np.ptp(x) == 0:
        return None
    chosen = pooled.recipe
    tau2 = residual_tau2(chosen.tau2, x, y, se)
    without = _tau2_without(chosen.tau2, y, se)
    line, plain = _line(tau2 or 0.0, x, y, se), _line(0.0, x, y, se)
    df = None if chosen.ci == "wald" else len(y) - 2
    errors = _errors(line, chosen.ci, len(y) - 2)
    intercept = _coefficient(line.intercept, errors[0], chosen.level, df)
    slope = _coefficient(line.slope, errors[1], chosen.level, df)
    typical = (len(y) - 2) / plain.trace
    return MetaRegression(
        k=len(y),
        intercept=intercept,
        slope=slope,
        covariance=-line.centre * errors[1] ** 2,
        df=df,
        test_statistic=None if slope.statistic is None else slope.statistic**2,
        tau2=tau2,
        tau2_without=without,
        r2=100 * max(0.0, (without - tau2) / without) if without and tau2 is not None else None,
        q=plain.q,
        q_df=len(y) - 2,
        q_p=chi2_p(plain.q, len(y) - 2),
        i2=None if tau2 is None else i2_from_tau2(tau2, typical),
        h2=None if tau2 is None else h2_from_tau2(tau2, typical),
        level=chosen.level,
    )


def _values(pooled: Pooled, covariate: Column) -> FloatArray:
    """The covariate of the pooled studies, (k,)."""
    counted = pooled.studies.estimable
    return figures_of(covariate, "moderator", pooled.studies.labels, counted)[counted]


def _line(tau2: float, x: FloatArray, y: FloatArray, se: FloatArray) -> _Line:
    w = 1.0 / (se * se + tau2)
    total = float(w.sum())
    centre = float(w @ x / total)
    deviation = x - centre
    spread = float(w @ deviation**2)
    mean = float(w @ y / total)
    slope = float((w * deviation) @ (y - mean) / spread)
    residual = y - mean - slope * deviation
    return _Line(w, deviation, residual, centre, mean - slope * centre, slope, total, spread)


def residual_tau2(
    estimator: str | None, x: FloatArray, y: FloatArray, se: FloatArray
) -> float | None:
    """τ² around the line on x, all (k,), by one of TAU2_ESTIMATORS; None in a fixed-effect model."""
    if estimator is None:
        return None
    if estimator == "dl":
        return moment_tau2(x, y, se)
    if estimator == "pm":
        return _paule_mandel(x, y, se)
    restricted = estimator == "reml"
    top = 2.0 * float(np.ptp(y)) ** 2
    if top == 0:
        return 0.0
    return highest(
        partial(_likelihood, x=x, y=y, se=se, restricted=restricted),
        partial(_score, x=x, y=y, se=se, restricted=restricted),
        min(float((se * se).min()), top) / 100,
        top,
        estimator.upper(),
    )


def _likelihood(
    grid: FloatArray, x: FloatArray, y: FloatArray, se: FloatArray, restricted: bool
) -> FloatArray:
    """½[Σln w − Σw·r² − ln|X'WX|] at each τ², the last term for the restricted one ([V5])."""
    lines = [_line(float(tau2), x, y, se) for tau2 in grid]
    values = [
        float(np.log(line.weights).sum())
        - line.q
        - (np.log(line.total * line.spread) if restricted else 0.0)
        for line in lines
    ]
    return np.array(values) / 2


def _score(
    tau2: float, x: FloatArray, y: FloatArray, se: FloatArray, restricted: bool
) -> tuple[float, float]:
    """Twice the derivative, Σ(w·r)² − tr(P) or − Σw; without a slope the bracket is halved."""
    line = _line(tau2, x, y, se)
    return line.weighted_squares - (line.trace if restricted else line.total), 0.0


def _paule_mandel(x: FloatArray, y: FloatArray, se: FloatArray) -> float:
    """The τ² at which Σw·r² = k − 2: Newton's steps climb to it from zero, as `tau2_where_q_is` has it."""
    tau2, scale = 0.0, float(se.min()) ** 2
    for _ in range(MAX_STEPS):
        line = _line(tau2, x, y, se)
        excess = line.q - (len(y) - 2)
        if excess <= 0:
            return tau2
        step = line.q / (len(y) - 2) * excess / line.weighted_squares
        tau2 += step
        if step <= NEARLY * (tau2 + scale):
            return tau2
    raise DidNotConverge("Paule-Mandel")


def _tau2_without(estimator: str | None, y: FloatArray, se: FloatArray) -> float | None:
    """τ² by the same estimator without the covariate."""
    if estimator is None:
        return None
    if estimator == "dl":
        return dersimonian_laird(cochran_q(y, se, inverse_variance(y, se).estimate).q, se)
    return ITERATIVE[estimator](y, se)


def _errors(line: _Line, ci: str, df: int) -> tuple[float, float]:
    """Standard errors of intercept and slope, scaled as the interval asks ([KH])."""
    scale = 1.0 if ci == "wald" else line.q / df
    if ci == "hksj_adhoc":
        scale = max(1.0, scale)
    intercept = scale * (1 / line.total + line.centre**2 / line.spread)
    return float(np.sqrt(intercept)), float(np.sqrt(scale / line.spread))


def _quantile(level: float, df: int | None) -> float:
    return normal_quantile(level) if df is None else student_quantile(level, df)


def _coefficient(estimate: float, se: float, level: float, df: int | None) -> Coefficient:
    half = _quantile(level, df) * se
    if se == 0:
        return Coefficient(estimate, se, estimate, estimate, None, None)
    statistic = estimate / se
    p = normal_p(statistic) if df is None else student_p(statistic, df)
    return Coefficient(estimate, se, estimate - half, estimate + half, statistic, p)
