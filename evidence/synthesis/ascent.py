"""Newton's climb to the top of a log likelihood that gives its own gradient.

Source: Nocedal J, Wright SJ. Numerical Optimization, 2nd ed. 2006 (Hessian made definite by
its eigenvalues, symmetric rank-one update, differences of the gradient).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from .inputs import FloatArray

# Takes parameters (b, p), one point a row, and gives their values (b,) and gradients (b, p):
# all points of a difference are looked at in one call.
Score: TypeAlias = Callable[[FloatArray], tuple[FloatArray, FloatArray]]

MAX_STEPS = 100
# How often, and how far, a point that is no maximum is left.
MAX_NUDGES, NUDGE = 3, 0.3
# Differences for the direction may be rough; those for standard errors are good to 1e-8.
ROUGH, FINE = 1e-6, 1e-4
# A step that promises less than this much more likelihood changes no figure anyone prints.
ENOUGH = 1e-14
# After a step that promises less than this the top is likely reached: the Hessian there may be the last.
NEARLY = 1e-5
# Rounding in a sum of log likelihoods, relative to it.
ROUNDING = 1e-13
# Logits more than this apart in one step, or a slope flatter than this part of the steepest.
LONGEST, FLATTEST = 2.0, 1e-7
# No logit and no spread of logits lies beyond this; a climb that leads there has no top.
FARTHEST = 40.0


@dataclass(frozen=True, slots=True)
class Peak:
    """The top found: `point` (p,), its `value`, `gradient` (p,) and `hessian` (p, p)."""

    point: FloatArray
    value: float
    gradient: FloatArray
    hessian: FloatArray
    converged: bool
    steps: int


def climb(score: Score, start: FloatArray, hessian: FloatArray | None = None) -> Peak:
    """Climb from `start` (p,) to the nearest maximum; `converged` says whether it was reached.

    With the `hessian` (p, p) of a like function near the top, one look a step is enough. A saddle,
    where the likelihood still bends upwards, is left sideways a few times.
    """
    peak = _ascend(score, start, hessian)
    for _ in range(MAX_NUDGES):
        roots, axes = np.linalg.eigh(peak.hessian)
        if not peak.converged or roots[-1] <= FLATTEST * max(1.0, -float(roots[0])):
            return peak
        again = _ascend(score, peak.point + NUDGE * axes[:, -1], None)
        peak = replace(again, steps=peak.steps + again.steps)
    return replace(peak, converged=False)


def _ascend(score: Score, start: FloatArray, known: FloatArray | None) -> Peak:
    """Newton's steps from `start`, shortened where one would lead down."""
    point, longest, updating = start, LONGEST, known is not None
    value, gradient, hessian = _look(score, point, known)
    fine = False
    for steps in range(MAX_STEPS):
        step = _newton_step(gradient, hessian, longest)
        promise = gradient @ step
        if promise <= ENOUGH * (1 + abs(value)):
            hessian = hessian if fine else hessian_at(score, point)
            return Peak(point, value, gradient, hessian, True, steps)
        fine = not updating and bool(promise <= NEARLY)
        following = point + step
        if fine:
            found, slope, curvature = _look_closely(score, following)
        else:
            found, slope, curvature = _look(score, following, hessian if updating else None)
        if not found >= value - ROUNDING * (1 + abs(value)):
            longest, fine = float(np.linalg.norm(step)) / 4, False
            continue
        hessian = _updated(hessian, step, slope - gradient) if updating else curvature
        point, value, gradient = following, found, slope
        longest = min(2 * longest, LONGEST)
        if np.abs(point).max() > FARTHEST:
            break
    return Peak(point, value, gradient, hessian_at(score, point), False, MAX_STEPS)


def _look(
    score: Score, point: FloatArray, known: FloatArray | None
) -> tuple[float, FloatArray, FloatArray]:
    """Value, gradient (p,) and the `known` Hessian (p, p), or one by forward differences."""
    shifts = ROUGH * np.eye(len(point)) if known is None else np.zeros((0, len(point)))
    values, gradients = score(np.vstack([point, point + shifts]))
    if known is None:
        hessian = (gradients[1:] - gradients[0]) / ROUGH
        known = (hessian + hessian.T) / 2
    return float(values[0]), gradients[0], known


def _updated(hessian: FloatArray, step: FloatArray, change: FloatArray) -> FloatArray:
    """The symmetric rank-one update that explains how the gradient changed along the step."""
    surprise = change - hessian @ step
    size = float(surprise @ step)
    if abs(size) <= 1e-8 * float(np.linalg.norm(surprise) * np.linalg.norm(step)):
        return hessian
    return hessian + np.outer(surprise, surprise) / size


def _newton_step(gradient: FloatArray, hessian: FloatArray, longest: float) -> FloatArray:
    """The step uphill, no longer than `longest`; a saddle is left along its rising side."""
    roots, axes = np.linalg.eigh(hessian)
    steepness = np.maximum(np.abs(roots), FLATTEST * max(1.0, float(np.abs(roots).max())))
    step: FloatArray = axes @ ((axes.T @ gradient) / steepness)
    length = float(np.linalg.norm(step))
    return step if length <= longest else step * (longest / length)


def hessian_at(score: Score, point: FloatArray) -> FloatArray:
    """The Hessian (p, p) by central differences of the gradient."""
    return _look_closely(score, point)[2]


def _look_closely(score: Score, point: FloatArray) -> tuple[float, FloatArray, FloatArray]:
    """Value, gradient (p,) and the Hessian (p, p) that errors are taken from."""
    p, shifts = len(point), FINE * np.eye(len(point))
    values, gradients = score(np.vstack([point, point + shifts, point - shifts]))
    hessian = (gradients[1 : p + 1] - gradients[p + 1 :]) / (2 * FINE)
    return float(values[0]), gradients[0], (hessian + hessian.T) / 2


def inverse_information(hessian: FloatArray) -> FloatArray | None:
    """(−Hessian)⁻¹, (p, p), leaving out directions in which the likelihood does not bend at all.

    None where it bends upwards: then the point is no maximum and has no standard errors.
    """
    roots, axes = np.linalg.eigh(-hessian)
    flat = FLATTEST * max(1.0, float(roots.max(initial=0.0)))
    if (roots < -flat).any():
        return None
    bent = roots > flat
    inverse: FloatArray = (axes[:, bent] / roots[bent]) @ axes[:, bent].T
    return inverse
