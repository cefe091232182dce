"""Proportions pooled with their exact binomial likelihood and normal logits between studies.

Sources: [H] Hamza TH, van Houwelingen HC, Stijnen T. J Clin Epidemiol 2008;61:41-51 (the model).
[L] Louis TA. J R Stat Soc B 1982;44:226-33 (derivatives of an integrated likelihood).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .distributions import log_gamma
from .inputs import Column, FloatArray
from .intervals import Interval, wald
from .proportions import checked_proportions
from .tau2 import DidNotConverge

# Each integral is a trapezium sum over the stretch where its integrand is above e^-40 of its top: exact
# to rounding for any spread, where 25 adaptive Gauss-Hermite points lose digits beyond sigma = 3 or so.
POINTS = 201
FALL = 40.0
MAX_STEPS = 200
# The likelihood rises no further when a step promises less than this.
TOLERANCE = 1e-13
# Curvature along the ridge, as a share of that across it, below which there is no top.
FLAT = 1e-12


@dataclass(frozen=True, slots=True)
class BinomialNormal:
    """Pooled logit with its Wald interval, and τ² between logits, by maximum likelihood.

    `reason` says why there is none (`no-studies`, `no-events`, `all-events`, or `did-not-converge`
    where studies are so far apart that the likelihood rises for ever with τ²), else is empty.
    At τ² = 0 the error is that of one common proportion. Proportions are between 0 and 1.
    """

    k: int
    reason: str
    logit: Interval | None = None
    estimate: float | None = None
    tau2: float | None = None
    log_likelihood: float | None = None
    prop: float | None = None
    prop_lower: float | None = None
    prop_upper: float | None = None


@dataclass(frozen=True, slots=True)
class _Likelihood:
    value: float
    gradient: FloatArray
    hessian: FloatArray


def binomial_normal(
    events: Column,
    total: Column,
    *,
    level: float = 0.95,
    labels: Sequence[str] | None = None,
) -> BinomialNormal:
    """Fit x ~ Binomial(n, logistic(μ + σu)), u standard normal, to events/total (k,) ([H]).

    Raises InvalidInput as `pool_proportions` does.
    """
    x, n, names = checked_proportions(events, total, labels)
    if not len(names):
        return BinomialNormal(0, "no-studies")
    if x.sum() in (0, n.sum()):
        return BinomialNormal(len(x), "no-events" if x.sum() == 0 else "all-events")
    try:
        mu, sigma, at = _climb(x, n)
        error = _error(at, sigma)
    except DidNotConverge:
        return BinomialNormal(len(x), "did-not-converge")
    constant = (log_gamma(n + 1) - log_gamma(x + 1) - log_gamma(n - x + 1)).sum()
    interval = wald(mu, error, level)
    lower, middle, upper = _logistic(np.array([interval.ci_lower, mu, interval.ci_upper]))
    return BinomialNormal(
        k=len(x),
        reason="",
        logit=interval,
        estimate=mu,
        tau2=sigma * sigma,
        log_likelihood=at.value + float(constant),
        prop=float(middle),
        prop_lower=float(lower),
        prop_upper=float(upper),
    )


def _logistic(eta: FloatArray) -> FloatArray:
    value: FloatArray = (1 + np.tanh(eta / 2)) / 2
    return value


def _error(at: _Likelihood, sigma: float) -> float:
    """SE of μ from the curvature: of both parameters, or of μ alone where σ is 0.

    A likelihood that goes on rising with σ ends on a ridge, flat along it: that is no maximum.
    """
    if sigma == 0:
        return float(1 / np.sqrt(-at.hessian[0, 0]))
    flattest, steepest = np.linalg.eigvalsh(-at.hessian)
    if flattest <= FLAT * steepest:
        raise DidNotConverge("binomial-normal")
    return float(np.sqrt(np.linalg.inv(-at.hessian)[0, 0]))


def _climb(x: FloatArray, n: FloatArray) -> tuple[float, float, _Likelihood]:
    """The highest point over (μ, σ ≥ 0): from common proportion and spread of logits, and at σ = 0."""
    rough = np.log((x + 0.5) / (n - x + 0.5))
    common = float(np.log(x.sum() / (n - x).sum()))
    start = np.array([float(rough.mean()), max(0.3, float(rough.std()))])
    where, at = _newton(x, n, start)
    flat = _likelihood(x, n, common, 0.0)
    if flat.value >= at.value - 1e-10 or abs(where[1]) < 1e-5:
        return common, 0.0, flat
    return float(where[0]), abs(float(where[1])), at


def _newton(x: FloatArray, n: FloatArray, where: FloatArray) -> tuple[FloatArray, _Likelihood]:
    """Newton's steps, shortened by a ridge on the curvature until the likelihood rises."""
    at, ridge = _likelihood(x, n, *where), 0.0
    for _ in range(MAX_STEPS):
        lowest = float(np.linalg.eigvalsh(-at.hessian)[0])
        damping = max(ridge, 1.0 - lowest if lowest <= 0 else 0.0)
        step = np.linalg.solve(-at.hessian + damping * np.eye(2), at.gradient)
        if step @ at.gradient <= TOLERANCE:
            return where, at
        following = _likelihood(x, n, *(where + step))
        if following.value < at.value - TOLERANCE * abs(at.value):
            ridge = max(1.0, 4 * damping)
            continue
        where, at, ridge = where + step, following, ridge / 16 if ridge > 1e-3 else 0.0
    raise DidNotConverge("binomial-normal model")


def _log_integrand(
    u: FloatArray, x: FloatArray, n: FloatArray, mu: float, sigma: float
) -> FloatArray:
    eta = mu + sigma * u
    value: FloatArray = x * eta - n * np.logaddexp(0, eta) - u * u / 2
    return value


def _modes(x: FloatArray, n: FloatArray, mu: float, sigma: float) -> FloatArray:
    """Where each study's integrand is highest in u, (k,)."""
    u = np.zeros(len(x))
    for _ in range(MAX_STEPS):
        p = _logistic(mu + sigma * u)
        curvature = 1 + sigma * sigma * n * p * (1 - p)
        # A bounded step: far from the mode the curvature says too little.
        step = np.clip((sigma * (x - n * p) - u) / curvature, -1.0, 1.0)
        u = u + step
        if np.abs(step).max() < 1e-6:
            break
    return u


def _reach(
    mode: FloatArray, side: float, x: FloatArray, n: FloatArray, mu: float, sigma: float
) -> FloatArray:
    """How far from its mode, to one side, each integrand falls by e^-40, (k,).

    The normal density alone sees to it within √80, so halving that stretch finds the place.
    """
    top = _log_integrand(mode, x, n, mu, sigma)
    near, far = np.zeros(len(x)), np.full(len(x), np.sqrt(2 * FALL))
    for _ in range(12):
        middle = (near + far) / 2
        fallen = top - _log_integrand(mode + side * middle, x, n, mu, sigma) > FALL
        near, far = np.where(fallen, near, middle), np.where(fallen, middle, far)
    return far


def _points(x: FloatArray, n: FloatArray, mu: float, sigma: float) -> tuple[FloatArray, FloatArray]:
    """Points u (k, POINTS) of each study's integral, and the distance between them (k, 1)."""
    mode = _modes(x, n, mu, sigma)
    left = mode - _reach(mode, -1.0, x, n, mu, sigma)
    right = mode + _reach(mode, 1.0, x, n, mu, sigma)
    u: FloatArray = np.linspace(left, right, POINTS, axis=1)
    return u, ((right - left) / (POINTS - 1))[:, np.newaxis]


def _likelihood(x: FloatArray, n: FloatArray, mu: float, sigma: float) -> _Likelihood:
    """Log likelihood without its constant, with derivatives in (μ, σ) by Louis's identity ([L])."""
    u, distance = _points(x, n, mu, sigma)
    eta = mu + sigma * u
    column, size = x[:, np.newaxis], n[:, np.newaxis]
    log_terms = _log_integrand(u, column, size, mu, sigma) + np.log(distance / np.sqrt(2 * np.pi))
    top = log_terms.max(axis=1, keepdims=True)
    terms = np.exp(log_terms - top)
    total = terms.sum(axis=1, keepdims=True)
    share = terms / total
    p = _logistic(eta)
    scores = np.array([column - size * p, (column - size * p) * u])
    means = (share * scores).sum(axis=2)
    second = np.einsum("ki,aki,bki->ab", share, scores, scores) - means @ means.T
    bend = share * size * p * (1 - p)
    mixed = (bend * u).sum()
    curvature = np.array([[bend.sum(), mixed], [mixed, (bend * u * u).sum()]])
    value = float((top + np.log(total)).sum())
    return _Likelihood(value, means.sum(axis=1), second - curvature)
