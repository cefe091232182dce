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
    """Counts by group: events and totals (g, m, 2), the design X (g, m, 2, p), Σ log C(n, x).

    `logits` and `weights` (g, m, 2) are the corrected logits and about their inverse variances.
    """

    events: FloatArray
    total: FloatArray
    design: FloatArray
    constant: float
    logits: FloatArray
    weights: FloatArray


def tables(events: FloatArray, total: FloatArray, design: FloatArray) -> Tables:
    """Tables with the binomial coefficients counted in, as R's logLik does."""
    coefficients = log_gamma(total + 1) - log_gamma(events + 1) - log_gamma(total - events + 1)
    share = (events + 0.5) / (total + 1)
    logits, weights = np.log(share / (1 - share)), total * share * (1 - share)
    return Tables(events, total, design, float(coefficients.sum()), logits, weights)


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
    # sides first, (2, b, g, m): small arrays cost their number of operations, not their size.
    # without a copy every operation would walk the turned array crosswise.
    sides = _Sides(
        np.ascontiguousarray(offset.transpose(3, 0, 1, 2)),
        _sides_first(data.events),
        _sides_first(data.total),
    )
    u = _first_guess(sides.offset, t, data)
    height, step = sides.height_and_step(u, t)
    share: FloatArray | float = 1.0
    for _ in range(MODE_STEPS):
        if np.abs(step).max(initial=0.0) <= MODE_TOLERANCE:
            u = u + step
            break
        trial = u + share * step
        found, following = sides.height_and_step(trial, t)
        up = found >= height - 1e-12 * (1 + np.abs(height))
        if up.all():
            u, step, height, share = trial, following, found, 1.0
            continue
        u, step = np.where(up, trial, u), np.where(up, following, step)
        height, share = np.where(up, found, height), np.where(up, 1.0, share / 2)
    return u.transpose(1, 2, 0)


def _sides_first(counts: FloatArray) -> FloatArray:
    """(g, m, 2) as (2, 1, g, m)."""
    turned: FloatArray = counts.transpose(2, 0, 1)[:, np.newaxis]
    return turned


def _first_guess(offset: FloatArray, t: FloatArray, data: Tables) -> FloatArray:
    """The mode (2, b, g) if the corrected logits of each study were normal."""
    weights = _sides_first(data.weights)
    pull = _last_over_rows(weights * (_sides_first(data.logits) - offset))
    return _step_by(_last_over_rows(weights), pull, t, 0.0)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Logits without random effects (2, b, g, m), events and totals (2, 1, g, m)."""

    offset: FloatArray
    events: FloatArray
    total: FloatArray

    def height_and_step(self, u: FloatArray, t: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Log integrand (b, g) without constants at u (2, b, g), and Newton's step (2, b, g)."""
        first, second = u
        eta = self.offset + np.array([t[0] * first, t[1] * first + t[2] * second])[..., np.newaxis]
        chance, cost = chances(eta)
        expected = self.total * chance
        terms = _last_over_rows(self.events * eta - self.total * cost)
        height = terms[0] + terms[1] - (first * first + second * second) / 2
        residual, weight = self.events - expected, expected * (1 - chance)
        return height, _step_by(_last_over_rows(weight), _last_over_rows(residual), t, u)


def over_rows(values: FloatArray) -> FloatArray:
    """The sum over the rows of a group, the last axis but one; most groups have one row."""
    summed: FloatArray = values[..., 0, :] if values.shape[-2] == 1 else values.sum(axis=-2)
    return summed


def _last_over_rows(values: FloatArray) -> FloatArray:
    """The same where rows are the last axis."""
    summed: FloatArray = values[..., 0] if values.shape[-1] == 1 else values.sum(axis=-1)
    return summed


def _step_by(
    weight: FloatArray, residual: FloatArray, t: FloatArray, u: FloatArray | float
) -> FloatArray:
    """H⁻¹·(Λ′·residual − u) with H of `weight`, sides first, (2, b, g)."""
    h11, h12, h22 = _curvature(t, weight[0], weight[1])
    first, second = np.array([t[0] * residual[0] + t[1] * residual[1], t[2] * residual[1]]) - u
    solved = np.array([h22 * first - h12 * second, h11 * second - h12 * first])
    step: FloatArray = solved / (h11 * h22 - h12 * h12)
    return step


def back(t: FloatArray, r: FloatArray) -> FloatArray:
    """Λ′·r for r (b, g, 2)."""
    return np.stack([t[0] * r[..., 0] + t[1] * r[..., 1], t[2] * r[..., 1]], axis=-1)


def curvature(t: FloatArray, w: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """H₁₁, H₁₂, H₂₂ of I + Λ′·diag(w)·Λ, each (b, g)."""
    return _curvature(t, w[..., 0], w[..., 1])


def _curvature(
    t: FloatArray, first: FloatArray, second: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    scaled = t[2] * second
    return 1 + t[0] * t[0] * first + t[1] * t[1] * second, t[1] * scaled, 1 + t[2] * scaled


def solve(h: tuple[FloatArray, FloatArray, FloatArray], v: FloatArray) -> FloatArray:
    """H⁻¹·v for v (b, g, 2)."""
    determinant = h[0] * h[2] - h[1] ** 2
    first, second = v[..., 0], v[..., 1]
    solved = [h[2] * first - h[1] * second, h[0] * second - h[1] * first]
    return np.stack(solved, axis=-1) / determinant[..., np.newaxis]
