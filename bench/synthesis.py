"""Pooling ten studies: checked, with weights, limits and recipe, against bare numpy."""

import math
from collections.abc import Iterator

import numpy as np

from bench.measure import Case
from evidence.synthesis.analysis import pool

# Ten made-up trials: events and totals in both arms.
TRIALS = {
    "events_1": [4, 6, 3, 62, 33, 180, 8, 505, 29, 17],
    "total_1": [123, 306, 231, 13598, 5069, 1541, 2545, 88391, 7499, 1716],
    "events_2": [11, 29, 11, 248, 47, 372, 10, 499, 45, 65],
    "total_2": [139, 303, 220, 12867, 5808, 1451, 629, 88391, 7277, 1665],
}


def cases() -> Iterator[Case]:
    yield Case(
        "pooled risk ratio of 10 studies (inverse variance, random)",
        lambda: pool(TRIALS, measure="RR", method="iv", model="random"),
        "the same formulas in bare numpy",
        _plainly,
        aim=10,
        calls=200,
    )


def _plainly() -> tuple[float, float, float]:
    a, n, c, m = (np.array(TRIALS[key], float) for key in TRIALS)
    y = np.log(a / n) - np.log(c / m)
    v = 1 / a - 1 / n + 1 / c - 1 / m
    w = 1 / v
    q = float(np.sum(w * (y - np.sum(w * y) / np.sum(w)) ** 2))
    tau2 = max(0.0, (q - len(y) + 1) / (np.sum(w) - np.sum(w**2) / np.sum(w)))
    w = 1 / (v + tau2)
    mean, se = float(np.sum(w * y) / np.sum(w)), 1 / math.sqrt(np.sum(w))
    return math.exp(mean), math.exp(mean - 1.96 * se), math.exp(mean + 1.96 * se)
