"""The integrand of the exact bivariate likelihood and its mode, study by study.

In group g the logits are η = X·β + Λ·u with u ~ N(0, I₂), Λ = [[t₁, 0], [t₂, t₃]], and events are
binomial given u. Source: Chu H, Cole SR. J Clin Epidemiol 2006;59:1331-2; the mode as in
Pinheiro JC, Bates DM. J Comput Graph Stat 1995;4:12-35.

Shapes: b points are evaluated at once; g groups, m pairs of rows a group, 2 sides (diseased,
healthy), p parameters β. `t` is (3, b, 1).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .distributions import log_gamma
from .inputs import FloatArray

MODE_STEPS = 200
# After a step this short Newton's method is within its square of the mode.
MODE_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Tables:
    """Counts by group: events and totals (g, m, 2), the design X (g, m, 2, p), Σ log C(n, x)."""

    events: FloatArray
    total: FloatArray
    design: FloatArray
    constant: float


def tables(events: FloatArray, total: FloatArray, design: FloatArray) -> Tables:
    """Tables with the binomial coefficients counted in, as R's logLik does."""
    coefficients = log_gamma(total + 1) - log_gamma(events + 1) - log_gamma(total - events + 1)
    return Tables(events, total, design, float(coefficients.sum()))


def shifts(t: FloatArray, u: FloatArray) -> FloatArray:
    """Λ·u for u (b, g, 2): what the random effects add to the logits, (b, g, 1, 2)."""
    first, second = u[..., 0], u[..., 1]
    return np.stack([t[0] * first, t[1] * first + t[2] * second], axis=-1)[..., np.newaxis, :]


def chances(eta: FloatArray) -> tuple[FloatArray, FloatArray]:
    """1/(1 + e^−η) and ln(1 + e^η), without overflow."""
    small = np.exp(-np.abs(eta))
    whole = 1 + small
    # log is several times faster than log1p here, and as exact for a sum of such terms.
    return np.where(eta >= 0, 1.0, small) / whole, np.maximum(eta, 0) + np.log(whole)


def find_mode(offset: FloatArray, t: FloatArray, data: Tables) -> FloatArray:
    """û (b, g, 2) by Newton's steps, halved in the groups where one would lead down."""
    u = _first_guess(offset, t, data)
    height, step = _height_and_step(u, offset, t, data)
    share = np.ones_like(height)
    for _ in range(MODE_STEPS):
        if np.abs(step).max(initial=0.0) <= MODE_TOLERANCE:
            return u + step
        trial = u + share[..., np.newaxis] * step
        found, following = _height_and_step(trial, offset, t, data)
        up = found >= height - 1e-12 * (1 + np.abs(height))
        u = np.where(up[..., np.newaxis], trial, u)
        step = np.where(up[..., np.newaxis], following, step)
        height, share = np.where(up, found, height), np.where(up, 1.0, share / 2)
    return u


def _first_guess(offset: FloatArray, t: FloatArray, data: Tables) -> FloatArray:
    """The mode if the corrected logits of each study were normal."""
    share = (data.events + 0.5) / (data.total + 1)
    weight = data.total * share * (1 - share)
    pull = (weight * (np.log(share / (1 - share)) - offset)).sum(axis=-2)
    total = np.broadcast_to(weight.sum(axis=-2), pull.shape)
    return solve(curvature(t, total), back(t, pull))


def _height_and_step(
    u: FloatArray, offset: FloatArray, t: FloatArray, data: Tables
) -> tuple[FloatArray, FloatArray]:
    """Log integrand (b, g) without constants, and Newton's step (b, g, 2)."""
    eta = offset + shifts(t, u)
    chance, cost = chances(eta)
    height = (data.events * eta - data.total * cost).sum(axis=(-1, -2)) - (u * u).sum(axis=-1) / 2
    residual = (data.events - data.total * chance).sum(axis=-2)
    weight = (data.total * chance * (1 - chance)).sum(axis=-2)
    return height, solve(curvature(t, weight), back(t, residual) - u)


def back(t: FloatArray, r: FloatArray) -> FloatArray:
    """Λ′·r for r (b, g, 2)."""
    return np.stack([t[0] * r[..., 0] + t[1] * r[..., 1], t[2] * r[..., 1]], axis=-1)


def curvature(t: FloatArray, w: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """H₁₁, H₁₂, H₂₂ of I + Λ′·diag(w)·Λ, each (b, g)."""
    first, second = w[..., 0], w[..., 1]
    return 1 + t[0] ** 2 * first + t[1] ** 2 * second, t[1] * t[2] * second, 1 + t[2] ** 2 * second


def solve(h: tuple[FloatArray, FloatArray, FloatArray], v: FloatArray) -> FloatArray:
    """H⁻¹·v for v (b, g, 2)."""
    determinant = h[0] * h[2] - h[1] ** 2
    first, second = v[..., 0], v[..., 1]
    solved = [h[2] * first - h[1] * second, h[0] * second - h[1] * first]
    return np.stack(solved, axis=-1) / determinant[..., np.newaxis]
