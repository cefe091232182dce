"""Summary sensitivity, specificity, likelihood ratios and diagnostic odds ratio from two logits.

Limits are Wald's on the logit or log scale, by the delta method where both logits take part: for ln
LR+ = ln sens − ln(1 − spec) the derivatives in the logits are 1 − sens and spec. Sources: [R]
Reitsma JB et al. J Clin Epidemiol 2005;58:982-90. [ZB] Zwinderman AH, Bossuyt PM. Stat Med
2008;27:687-97 (likelihood ratios come from the pooled logits and are not pooled themselves).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .distributions import normal_quantile
from .inputs import FloatArray

# The largest power of e that is a number.
LARGEST = 709.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its confidence limits, on the scale people read."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Ratios:
    """Positive and negative likelihood ratio and diagnostic odds ratio."""

    lr_pos: Estimate
    lr_neg: Estimate
    dor: Estimate


def logistic(x: float) -> float:
    """1/(1 + e^−x), without overflow."""
    return (1 + math.tanh(x / 2)) / 2


def from_logit(logit: float, se: float, level: float) -> Estimate:
    """A proportion with the limits logit ± z·SE turned back."""
    half = normal_quantile(level) * se
    return Estimate(logistic(logit), logistic(logit - half), logistic(logit + half))


def from_log(value: float, se: float, level: float) -> Estimate:
    """A ratio with the limits log ± z·SE turned back."""
    half = normal_quantile(level) * se
    return Estimate(*(math.exp(min(each, LARGEST)) for each in (value, value - half, value + half)))


def ratios(mean: FloatArray, cov: FloatArray, level: float) -> Ratios:
    """LR+, LR− and DOR of two logits `mean` (2,) with covariance `cov` (2, 2) [ZB]."""
    a, b = float(mean[0]), float(mean[1])
    sens, spec = logistic(a), logistic(b)
    return Ratios(
        lr_pos=_ratio(_log_logistic(a) - _log_logistic(-b), (1 - sens, spec), cov, level),
        lr_neg=_ratio(_log_logistic(-a) - _log_logistic(b), (-sens, spec - 1), cov, level),
        dor=_ratio(a + b, (1.0, 1.0), cov, level),
    )


def _log_logistic(x: float) -> float:
    """ln of 1/(1 + e^−x), exact in both tails."""
    return min(x, 0.0) - math.log1p(math.exp(-abs(x)))


def _ratio(value: float, slope: tuple[float, float], cov: FloatArray, level: float) -> Estimate:
    return from_log(value, delta_se(slope, cov), level)


def delta_se(slope: tuple[float, ...], cov: FloatArray) -> float:
    """√(slope′·cov·slope) for slopes (p,) and a covariance (p, p)."""
    gradient = np.array(slope)
    return math.sqrt(max(0.0, float(gradient @ cov @ gradient)))
