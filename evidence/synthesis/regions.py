"""Confidence and prediction regions of a summary point, as outlines in ROC space.

An ellipse about μ on the logit scale, μ + r·L·(cos φ, sin φ)′ with L·L′ the covariance: that of the
estimates for a confidence region, with the covariance between studies added for a prediction
region. r² = 2·F(2, k − 2) [H], or χ²(2) as in R's mada. Source: [H] Harbord RM, Deeks JJ, Egger M,
Whiting P, Sterne JA. Biostatistics 2007;8:239-51; [HW] Harbord RM, Whiting P. Stata J
2009;9:211-29.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .inputs import FloatArray, InvalidInput, one_of

RADII = ("f", "chi2")


@dataclass(frozen=True, slots=True)
class Region:
    """A closed outline: sensitivity and specificity at its points, each (points,)."""

    sens: FloatArray
    spec: FloatArray


def region(
    mean: FloatArray,
    cov: FloatArray,
    *,
    k: int,
    level: float = 0.95,
    radius: str = "f",
    points: int = 120,
) -> Region | None:
    """The outline about logit sens and logit spec `mean` (2,) with covariance `cov` (2, 2).

    None with radius `f` where fewer than three of the `k` studies leave no degree of freedom.
    """
    if points < 3:
        raise InvalidInput("unknown-option", f"{points} points make no outline")
    squared = radius_squared(k, level=level, radius=radius)
    if squared is None:
        return None
    angle = np.linspace(0, 2 * np.pi, points)
    circle = math.sqrt(squared) * np.array([np.cos(angle), np.sin(angle)])
    sens, spec = (1 + np.tanh((mean[:, np.newaxis] + _root(cov) @ circle) / 2)) / 2
    return Region(sens, spec)


def radius_squared(k: int, *, level: float, radius: str) -> float | None:
    """2·F(2, k − 2), None for k below 3, or χ²(2): both quantiles have closed forms."""
    tail = 1 - level
    if one_of(radius, RADII, "radius") == "chi2":
        return -2 * math.log(tail)
    df = k - 2
    return df * (tail ** (-2 / df) - 1) if df > 0 else None


def _root(cov: FloatArray) -> FloatArray:
    """L with L·L′ = cov (2, 2), also where cov has no full rank."""
    first = math.sqrt(max(0.0, float(cov[0, 0])))
    across = float(cov[0, 1]) / first if first > 0 else 0.0
    return np.array([[first, 0.0], [across, math.sqrt(max(0.0, float(cov[1, 1]) - across**2))]])
