"""A weighted straight line through study results.

Source: Draper NR, Smith H. Applied Regression Analysis. 3rd edition 1998 (weights);
for the moment estimate of τ² beside a covariate: Raudenbush SW, in Cooper H, Hedges LV,
Valentine JC (eds). The Handbook of Research Synthesis and Meta-Analysis. 2nd edition 2009.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .distributions import student_p
from .inputs import FloatArray


@dataclass(frozen=True, slots=True)
class Line:
    """Intercept and slope with t tests on `df` = k − 2; `p` figures are None where an error is zero."""

    intercept: float
    intercept_se: float
    intercept_p: float | None
    slope: float
    slope_se: float
    slope_p: float | None
    residual_sd: float
    df: int


def straight_line(x: FloatArray, y: FloatArray, weights: FloatArray) -> Line | None:
    """Weighted least squares of y on x, each (k,): errors scaled by the residual variance Σw·r²/(k−2).

    None where fewer than three points or only one x leave no line to test.
    """
    df = len(x) - 2
    if df < 1 or np.ptp(x) == 0:
        return None
    total = weights.sum()
    centre_x, centre_y = weights @ x / total, weights @ y / total
    spread = weights @ (x - centre_x) ** 2
    slope = (weights * (x - centre_x)) @ (y - centre_y) / spread
    residual = y - centre_y - slope * (x - centre_x)
    variance = weights @ residual**2 / df
    slope_se = float(np.sqrt(variance / spread))
    intercept_se = float(np.sqrt(variance * (1 / total + centre_x**2 / spread)))
    intercept = float(centre_y - slope * centre_x)
    return Line(
        intercept,
        intercept_se,
        _p(intercept, intercept_se, df),
        float(slope),
        slope_se,
        _p(float(slope), slope_se, df),
        float(np.sqrt(variance)),
        df,
    )


def _p(value: float, error: float, df: int) -> float | None:
    return student_p(value / error, df) if error > 0 else None


def moment_tau2(x: FloatArray, y: FloatArray, se: FloatArray) -> float:
    """Residual τ² by moments beside one covariate x, truncated at zero; 0 where k is 2 or less.

    τ² = (Q − (k−2))/tr(P), P = W − WX(X'WX)⁻¹X'W, W = diag(1/SE²), taken apart into sums.
    """
    df = len(x) - 2
    if df < 1 or np.ptp(x) == 0:
        return 0.0
    w = 1.0 / (se * se)
    total = w.sum()
    deviation = x - w @ x / total
    spread = w @ deviation**2
    slope = (w * deviation) @ y / spread
    q = w @ (y - w @ y / total - slope * deviation) ** 2
    trace = total - w @ w / total - (w * w) @ deviation**2 / spread
    return max(0.0, float((q - df) / trace))
