"""Sensitivity and specificity of single studies with exact limits.

Source: [CP] Clopper CJ, Pearson ES. Biometrika 1934;26:404-13; by the beta distribution as in
Brown LD, Cai TT, DasGupta A. Stat Sci 2001;16:101-33.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .distributions import beta_quantile
from .inputs import Column, FloatArray, columns_of, refuse_negative


@dataclass(frozen=True, slots=True)
class AccuracyRows:
    """Sensitivity and specificity with limits, each (k,); NaN where nobody was there to test."""

    labels: tuple[str, ...]
    sens: FloatArray
    sens_lower: FloatArray
    sens_upper: FloatArray
    spec: FloatArray
    spec_lower: FloatArray
    spec_upper: FloatArray


def clopper_pearson(
    events: FloatArray, total: FloatArray, *, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Exact limits of events/total, each (k,): beta quantiles with (1 − level)/2 in either tail.

    No events: the lower limit is 0. All events: the upper limit is 1. A total of 0: both NaN. [CP]
    """
    tail = (1 - level) / 2
    misses = total - events
    # the beta distribution takes no zero parameter; where one would stand, the limit is known and put in below.
    lower = beta_quantile(np.where(events > 0, events, 1.0), misses + 1, tail)
    upper = beta_quantile(events + 1, np.where(misses > 0, misses, 1.0), 1 - tail)
    lower = np.where(total > 0, np.where(events > 0, lower, 0.0), np.nan)
    upper = np.where(total > 0, np.where(misses > 0, upper, 1.0), np.nan)
    return lower, upper


def proportion(events: FloatArray, total: FloatArray) -> FloatArray:
    """events/total, (k,); NaN where the total is 0."""
    share: FloatArray = np.divide(events, total, out=np.full(len(total), np.nan), where=total > 0)
    return share


def rows(
    tp: Column,
    fp: Column,
    fn: Column,
    tn: Column,
    *,
    labels: Sequence[str] | None = None,
    level: float = 0.95,
) -> AccuracyRows:
    """Sensitivity TP/(TP+FN) and specificity TN/(TN+FP) of each study with exact limits.

    Four columns of counts (k,). NaN where a study has nobody with, or nobody without, the condition.
    Raises InvalidInput naming the study for a count that is missing or below zero.
    """
    given = {"tp": tp, "fp": fp, "fn": fn, "tn": tn}
    (true_pos, false_pos, false_neg, true_neg), names = columns_of(given, tuple(given), labels)
    for name, counts in zip(given, (true_pos, false_pos, false_neg, true_neg), strict=True):
        refuse_negative(counts, name, names)
    diseased, healthy = true_pos + false_neg, true_neg + false_pos
    return AccuracyRows(
        names,
        proportion(true_pos, diseased),
        *clopper_pearson(true_pos, diseased, level=level),
        proportion(true_neg, healthy),
        *clopper_pearson(true_neg, healthy, level=level),
    )
