"""Gauss-Hermite quadrature for two standard normal variables.

Source: Abramowitz M, Stegun IA. Handbook of Mathematical Functions. 1964.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from .inputs import FloatArray, InvalidInput

# More points a side than this have weights below the smallest number.
MOST_POINTS = 100


@dataclass(frozen=True, slots=True)
class Rule:
    """E f(Z) ≈ Σ exp(log_weights)·f(nodes) for Z ~ N(0, I): nodes (2, q), log weights (q,)."""

    nodes: FloatArray
    log_weights: FloatArray


@lru_cache(maxsize=16)
def rule(points: int) -> Rule:
    """The product rule with points × points nodes; one point is the centre alone."""
    if not 1 <= points <= MOST_POINTS:
        raise InvalidInput("unknown-option", f"{points} points are not 1 to {MOST_POINTS}")
    nodes, weights = np.polynomial.hermite_e.hermegauss(points)
    log_weights = np.log(weights / weights.sum())
    grid = np.array(np.meshgrid(nodes, nodes, indexing="ij")).reshape(2, -1)
    return Rule(grid, np.add.outer(log_weights, log_weights).ravel())
