"""The summary ROC curve: parameters of the hierarchical model, curve and area.

Sources: [RG] Rutter CM, Gatsonis CA. Stat Med 2001;20:2865-84. [H] Harbord RM, Deeks JJ, Egger M,
Whiting P, Sterne JA. Biostatistics 2007;8:239-51 (the two models are one).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .inputs import FloatArray

# R's mada measures the area between these false positive rates.
FIRST_FPR, LAST_FPR, FPR_POINTS = 0.01, 0.99, 99
# The whole area is a trapezium sum over logit FPR; at this step and range it is exact to 1e-12.
STEP, REACH = 0.05, 40.0


@dataclass(frozen=True, slots=True)
class Hsroc:
    """Accuracy Λ, threshold Θ, shape β and the variances of accuracy and threshold between studies.

    logit sens = Λ·e^(−β/2) + e^(−β)·logit(1 − specificity) is the curve [RG].
    """

    accuracy: float
    threshold: float
    shape: float
    var_accuracy: float
    var_threshold: float

    def sensitivity_at(self, false_positive_rate: FloatArray) -> FloatArray:
        """Sensitivity on the curve at false positive rates strictly between 0 and 1, any shape."""
        return self._sensitivity(np.log(false_positive_rate / (1 - false_positive_rate)))

    def _sensitivity(self, logit_fpr: FloatArray) -> FloatArray:
        level = self.accuracy * np.exp(-self.shape / 2) + np.exp(-self.shape) * logit_fpr
        # tanh is the logistic function that never overflows.
        sensitivity: FloatArray = (1 + np.tanh(level / 2)) / 2
        return sensitivity

    @property
    def area(self) -> float:
        """The whole area under the curve, ∫ sens d(FPR) from 0 to 1."""
        u = np.arange(-REACH, REACH + STEP / 2, STEP)
        return float(STEP * self._sensitivity(u) @ (1 / (4 * np.cosh(u / 2) ** 2)))

    def area_by_mada(self, first: float = FIRST_FPR, last: float = LAST_FPR) -> float | None:
        """The area as R's mada::AUC prints it, between two rates kept within 1 to 99 %.

        mada divides the sum of 98 trapezia by 99, so that its areas are one per cent low; None
        where the two rates are one.
        """
        first, last = max(first, FIRST_FPR), min(last, LAST_FPR)
        if not first < last:
            return None
        sens = self.sensitivity_at(np.linspace(first, last, FPR_POINTS))
        return float((sens[1:] + sens[:-1]).sum() / 2 / FPR_POINTS)


def hsroc(mean: FloatArray, between: FloatArray) -> Hsroc | None:
    """HSROC parameters of μ (2,) and Ψ (2, 2) of logit sens and logit spec [H].

    None where a variance is zero: then no curve is defined.
    """
    if min(between[0, 0], between[1, 1]) <= 0:
        return None
    (a, b), both = mean, float(between[0, 1])
    sd_a, sd_b = np.sqrt(np.diag(between))
    stretched, shrunk = np.sqrt(sd_b / sd_a) * a, np.sqrt(sd_a / sd_b) * b
    return Hsroc(
        accuracy=float(stretched + shrunk),
        threshold=float(stretched - shrunk) / 2,
        shape=float(np.log(sd_b / sd_a)),
        var_accuracy=max(0.0, float(2 * (sd_a * sd_b + both))),
        var_threshold=max(0.0, float((sd_a * sd_b - both) / 2)),
    )
