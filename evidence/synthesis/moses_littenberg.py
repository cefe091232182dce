"""The summary ROC curve of Moses, Littenberg and Shapiro: a quick look, not the model of record.

Sources: [ML] Moses LE, Shapiro D, Littenberg B. Stat Med 1993;12:1293-316.
[W] Walter SD. Stat Med 2002;21:1237-56 (area and Q*).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .effect_sizes import CORRECTION
from .inputs import Column, FloatArray, columns_of, one_of, refuse_negative
from .regression import straight_line

CORRECTIONS = ("all", "zero")
# The area is a trapezium sum over logit(1 − specificity): at this step and range it is exact to 1e-12.
STEP, REACH = 0.05, 40.0


@dataclass(frozen=True, slots=True)
class SummaryCurve:
    """D = a + b·S over `k` studies, D = logit TPR − logit FPR (log DOR), S = their sum.

    `auc` and the curve are None where |b| is 1 or more and no rising curve exists; `p_b` where the
    line fits without error. `q_star` is sensitivity where it equals specificity.
    """

    k: int
    a: float
    se_a: float
    b: float
    se_b: float
    p_b: float | None
    auc: float | None
    q_star: float

    def sensitivity_at(self, specificity: FloatArray) -> FloatArray | None:
        """Sensitivity on the curve at specificities between 0 and 1, any shape ([ML])."""
        if abs(self.b) >= 1:
            return None
        false_positive = 1 - specificity
        return _curve(self.a, self.b, np.log(false_positive / (1 - false_positive)))


def summary_curve(
    tp: Column,
    fp: Column,
    fn: Column,
    tn: Column,
    *,
    correction: str = "all",
    weighted: bool = False,
    labels: Sequence[str] | None = None,
) -> SummaryCurve | None:
    """Fit the curve by least squares, `weighted` by 1/var(D) = 1/(1/TP + 1/FN + 1/FP + 1/TN).

    0.5 goes to all cells of every study (`all`) or only of studies with a zero cell (`zero`). Studies
    without diseased or without healthy take no part; below three, or with one S, the result is None.
    """
    correction = one_of(correction, CORRECTIONS, "correction")
    given = {"tp": tp, "fp": fp, "fn": fn, "tn": tn}
    columns, names = columns_of(given, tuple(given), labels)
    for name, counts in zip(given, columns, strict=True):
        refuse_negative(counts, name, names)
    cells = _corrected(np.array(columns), correction)
    logit_tpr, logit_fpr = np.log(cells[0] / cells[2]), np.log(cells[1] / cells[3])
    d, s = logit_tpr - logit_fpr, logit_tpr + logit_fpr
    line = straight_line(s, d, 1 / (1 / cells).sum(axis=0) if weighted else np.ones(len(d)))
    if line is None:
        return None
    return SummaryCurve(
        k=len(d),
        a=line.intercept,
        se_a=line.intercept_se,
        b=line.slope,
        se_b=line.slope_se,
        p_b=line.slope_p,
        auc=area(line.intercept, line.slope),
        q_star=float(1 / (1 + np.exp(-line.intercept / 2))),
    )


def _corrected(cells: FloatArray, correction: str) -> FloatArray:
    """Cells (4, k) in the order TP, FP, FN, TN of studies with diseased and healthy, corrected."""
    tp, fp, fn, tn = cells
    cells = cells[:, (tp + fn > 0) & (fp + tn > 0)]
    if correction == "all":
        return cells + CORRECTION
    corrected: FloatArray = cells + CORRECTION * (cells == 0).any(axis=0)
    return corrected


def _curve(a: float, b: float, logit_fpr: FloatArray) -> FloatArray:
    """Sensitivity at logit(FPR): logit TPR = (a + (1 + b)·logit FPR)/(1 − b) ([ML])."""
    # tanh is the logistic function that never overflows.
    sensitivity: FloatArray = (1 + np.tanh((a + (1 + b) * logit_fpr) / (1 - b) / 2)) / 2
    return sensitivity


def area(a: float, b: float) -> float | None:
    """Area under the curve, ∫TPR dFPR, by substituting logit FPR ([W])."""
    if abs(b) >= 1:
        return None
    u = np.arange(-REACH, REACH + STEP / 2, STEP)
    density = 1 / (4 * np.cosh(u / 2) ** 2)
    return float(STEP * _curve(a, b, u) @ density)
