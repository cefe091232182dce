"""The bivariate normal model of diagnostic accuracy: logits with known errors, by REML.

(logit sens, logit spec)_i ~ N(μ, Ψ + S_i), S_i diagonal with 1/TP + 1/FN and 1/TN + 1/FP.
Sources: [R] Reitsma JB, Glas AS, Rutjes AW, Scholten RJ, Bossuyt PM, Zwinderman AH. J Clin
Epidemiol 2005;58:982-90. REML as in [G] Gasparrini A, Armstrong B, Kenward MG. Stat Med
2012;31:3821-39. Corrections as in R's mada::reitsma; standard errors take Ψ as known, as there.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from .between_studies import MixedFit, climb_freely, covariance, limit, starting_factors
from .bivariate import FREE
from .inputs import FloatArray

CORRECTIONS = ("all", "single", "none")
ESTIMATORS = ("reml", "ml")


def corrected_logits(
    events: FloatArray, total: FloatArray, correction: str
) -> tuple[FloatArray, FloatArray]:
    """Logits and their variances (k, 2) of events and totals (k, 2), columns TP and TN.

    0.5 goes to `all` studies if any has a zero cell, to each `single` study with one, or to `none`;
    with `none` no cell may be zero.
    """
    misses = total - events
    zero = ((events == 0) | (misses == 0)).any(axis=1, keepdims=True)
    if correction == "all":
        zero = np.broadcast_to(zero.any(), zero.shape)
    add = np.where(zero & (correction != "none"), 0.5, 0.0)
    x, rest = events + add, misses + add
    return np.log(x / rest), 1 / x + 1 / rest


def fit_normal(
    logits: FloatArray,
    variances: FloatArray,
    *,
    estimator: str = "reml",
    spread: str = "correlated",
) -> MixedFit:
    """Fit μ and Ψ to logits and their variances (k, s), s = 2 sides, or 1 with spread `sens-only`.

    `spread` is a key of bivariate.FREE. The log likelihood is restricted for `reml` ([G]).
    """
    free = np.array(FREE[spread])
    score = partial(
        log_likelihood, logits=logits, variances=variances, restricted=estimator == "reml"
    )
    both_sides = [np.broadcast_to(each, (len(each), 2)) for each in (logits, variances)]
    peak = climb_freely(score, starting_factors(*both_sides), free)
    between = covariance(peak.point)
    sides = logits.shape[1]
    beta, beta_cov = _pooled(between[:sides, :sides], logits, variances)
    return MixedFit(
        beta=beta,
        beta_cov=beta_cov,
        between=between,
        loglik=peak.value,
        limit=limit(between, free),
        converged=peak.converged,
        parameters=sides + int(free.sum()),
        steps=peak.steps,
        gradient=float(np.abs(peak.gradient).max(initial=0.0)),
    )


def _pooled(
    between: FloatArray, logits: FloatArray, variances: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """μ (s,) by generalised least squares and its covariance (ΣW)⁻¹ (s, s), W = (Ψ + S)⁻¹."""
    weight = np.linalg.inv(between + variances[:, :, np.newaxis] * np.eye(len(between)))
    beta_cov = np.linalg.inv(weight.sum(axis=0))
    beta: FloatArray = beta_cov @ (weight @ logits[..., np.newaxis]).sum(axis=0)[:, 0]
    return beta, beta_cov


def log_likelihood(
    points: FloatArray, logits: FloatArray, variances: FloatArray, *, restricted: bool
) -> tuple[FloatArray, FloatArray]:
    """(Restricted) log likelihood (b,) with μ profiled out, and its gradient in t, (b, 3).

    −½[Σln|Σ_i| + Σr′W r + ln|ΣW|] and constants, r = y − μ(t), Σ_i = W⁻¹; its derivative in Ψ is
    ½[Σ(Wr)(Wr)′ − ΣW + ΣW(ΣW)⁻¹W] = G, in Λ it is 2GΛ.
    """
    k, sides = logits.shape
    factor = _factors(points)[:, :sides, :sides]
    spread = factor @ factor.transpose(0, 2, 1)
    total = spread[:, np.newaxis] + variances[:, :, np.newaxis] * np.eye(sides)
    weight = np.linalg.inv(total)
    information = weight.sum(axis=1)
    inverse = np.linalg.inv(information)
    mean = inverse @ (weight @ logits[..., np.newaxis]).sum(axis=1)
    residual = logits[..., np.newaxis] - mean[:, np.newaxis]
    pull = weight @ residual
    value = np.log(np.linalg.det(total)).sum(axis=1) + (pull * residual).sum(axis=(1, 2, 3))
    slope = (pull @ pull.swapaxes(-1, -2)).sum(axis=1) - information
    constant = sides * k * np.log(2 * np.pi)
    if restricted:
        value = value + np.log(np.linalg.det(information))
        slope = slope + (weight @ inverse[:, np.newaxis] @ weight).sum(axis=1)
        # ln|X′X| = sides·ln k is counted in, as R's mvmeta does: the likelihood of unit contrasts.
        constant -= sides * (np.log(2 * np.pi) + np.log(k))
    return -(value + constant) / 2, _of_factor(slope @ factor)


def _factors(points: FloatArray) -> FloatArray:
    """Λ (b, 2, 2) of t (b, 3)."""
    factor = np.zeros((len(points), 2, 2))
    factor[:, 0, 0], factor[:, 1, 0], factor[:, 1, 1] = points.T
    return factor


def _of_factor(slope: FloatArray) -> FloatArray:
    """The derivatives in t (b, 3) from those in Λ (b, s, s); none in what one side lacks."""
    full = np.zeros((len(slope), 2, 2))
    full[:, : slope.shape[1], : slope.shape[2]] = slope
    return np.stack([full[:, 0, 0], full[:, 1, 0], full[:, 1, 1]], axis=1)
