"""The bivariate model of diagnostic accuracy with the exact binomial likelihood.

TP_i ~ Bin(diseased_i, π_Ai), TN_i ~ Bin(healthy_i, π_Bi), (logit π_Ai, logit π_Bi) ~ N(μ, Ψ).
Sources: [CC] Chu H, Cole SR. J Clin Epidemiol 2006;59:1331-2. [H] Hamza TH, van Houwelingen HC,
Stijnen T. J Clin Epidemiol 2008;61:41-51. Standard errors from the curvature of the
likelihood in all parameters, as glmer reports them: [BM] Bates D, Mächler M, Bolker B, Walker S.
J Stat Softw 2015;67(1):1-48.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from .ascent import Peak, inverse_information
from .between_studies import MixedFit, climb_freely, covariance, limit, starting_factors
from .bivariate_likelihood import log_likelihood
from .inputs import BoolArray, FloatArray
from .integrand import Tables, tables
from .quadrature import rule

# Which of t₁, t₂, t₃ are free: variances and correlation, no correlation, one variance, none.
FREE = {
    "correlated": (True, True, True),
    "uncorrelated": (True, False, True),
    "sens-only": (True, False, False),
    "spec-only": (False, False, True),
    "none": (False, False, False),
}


def fit_bivariate(
    events: FloatArray, total: FloatArray, *, points: int, spread: str = "correlated"
) -> MixedFit:
    """Fit μ = (logit sens, logit spec) and Ψ to events and totals (k, 2), columns TP and TN.

    `points` a side of the adaptive quadrature (1: Laplace); `spread` a key of FREE. Either side
    needs an event and a non-event somewhere, or its logit is infinite.
    """
    k = len(events)
    design = np.broadcast_to(np.eye(2), (k, 1, 2, 2))
    return fit_regression(
        events[:, np.newaxis], total[:, np.newaxis], design, points=points, spread=spread
    )


def fit_one_side(events: FloatArray, total: FloatArray, *, points: int) -> MixedFit:
    """Fit one logit with its variance between studies to events and totals (k,): half of the model.

    Without a correlation the likelihood is the product of two of these. The variance is between[0,
    0].
    """
    nothing = np.zeros_like(events)
    design = np.zeros((len(events), 1, 2, 1))
    design[:, :, 0] = 1.0
    return fit_regression(
        np.stack([events, nothing], axis=-1)[:, np.newaxis],
        np.stack([total, nothing], axis=-1)[:, np.newaxis],
        design,
        points=points,
        spread="sens-only",
    )


def fit_regression(
    events: FloatArray,
    total: FloatArray,
    design: FloatArray,
    *,
    points: int,
    spread: str = "correlated",
) -> MixedFit:
    """Fit logits X·β + study effects to events and totals (g, m, 2) with design X (g, m, 2, p).

    The m rows of a group share one pair of study effects with covariance Ψ; unused rows have total
    0.
    """
    data = tables(events, total, design)
    free = np.array([True] * design.shape[-1] + list(FREE[spread]))
    starts = _starts(data)
    # the Laplace top is cheap to reach and near the one wanted, unless it lies at a limit.
    peak = climb_freely(partial(log_likelihood, data=data, by=rule(1)), starts, free)
    if points > 1:
        inside = peak.converged and not limit(covariance(peak.point[-3:]), free[-3:])
        score = partial(log_likelihood, data=data, by=rule(points))
        peak = climb_freely(score, starts, free, peak if inside else None)
    return _fit(peak, free)


def _fit(peak: Peak, free: BoolArray) -> MixedFit:
    between = covariance(peak.point[-3:])
    p = len(free) - 3
    information = inverse_information(peak.hessian)
    return MixedFit(
        beta=peak.point[:p],
        beta_cov=None if information is None else information[:p, :p],
        between=between,
        loglik=peak.value,
        limit=limit(between, free[-3:]),
        converged=peak.converged and information is not None,
        parameters=int(free.sum()),
        steps=peak.steps,
        gradient=float(np.abs(peak.gradient).max()),
    )


def _starts(data: Tables) -> list[FloatArray]:
    """β by weighted least squares of corrected logits, t by moments of what β leaves over."""
    share = (data.events + 0.5) / (data.total + 1)
    logits, present = data.logits, data.total > 0
    p = data.design.shape[-1]
    used = present.ravel()
    design, wanted = data.design.reshape(-1, p)[used], logits.ravel()[used]
    beta = np.linalg.lstsq(design, wanted, rcond=None)[0]
    rest = np.where(present, logits - data.design @ beta, 0.0)
    variance = 1 / ((data.total + 1) * share * (1 - share))
    rows = np.maximum(present.sum(axis=1), 1)
    factors = starting_factors(
        rest.sum(axis=1) / rows, (np.where(present, variance, 0.0)).sum(axis=1) / rows**2
    )
    return [np.concatenate([beta, factor]) for factor in factors]
