"""Which model two-by-two tables can bear: the fullest first, and a reason for each step down.

The order: `bivariate` (both variances and the correlation), `uncorrelated` (both variances),
`univariate` (a variance on one side only), `fixed` (none), `single-study`, `not-estimable`. Without
the correlation the likelihood is a product of one factor a side, so each side is judged by itself.
Source: Takwoingi Y, Guo B, Riley RD, Deeks JJ. Stat Methods Med Res 2017;26:1896-911 (simpler
models where studies are few or data sparse).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from .accuracy import clopper_pearson
from .accuracy_summary import Estimate, from_logit
from .between_studies import MixedFit
from .inputs import FloatArray

# With fewer studies than this a correlation is fitted to noise.
FEWEST_FOR_CORRELATION = 4
SIDES = ("sens", "spec")
ORDER = ("bivariate", "uncorrelated", "univariate", "fixed", "single-study", "not-estimable")


class Engine(Protocol):
    """A likelihood with its data: fits both logits together, or one side by itself."""

    def refusal(self) -> str:
        """Why the data have no finite bivariate estimate, or an empty word."""

    def together(self) -> MixedFit:
        """The bivariate model."""

    def alone(self, side: int) -> MixedFit:
        """One side: `beta` (1,), variance in between[0, 0]."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One model with what became of it: `used`, or why it was left.

    `fewer-than-four-studies`, `not-converged`, a limit of between_studies.limit, or a side with its
    reason: `sens-all-or-none` (the logit is infinite), `spec-one-study` and so on; `used-at-limit`
    where the caller forbade falling back.
    """

    model: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Side:
    """Sensitivity or specificity fitted by itself.

    `estimate` is None where studies are all or nothing or there are none; `logit` and `se` also
    where the proportion is 0 or 1; `variance` where none was fitted. `reason` says why a side has
    no random effects: `no-studies`, `one-study`, `all-or-none`, `no-spread`, `endless-spread`,
    `not-converged`.
    """

    estimate: Estimate | None
    logit: float | None = None
    se: float | None = None
    variance: float | None = None
    loglik: float | None = None
    parameters: int = 0
    reason: str = ""


def why_not(fit: MixedFit) -> str:
    """Why a fit cannot be taken as it is, or an empty word."""
    if fit.limit != "endless-spread" and (not fit.converged or fit.beta_cov is None):
        return "not-converged"
    return fit.limit


def fit_side(
    side: int, events: FloatArray, total: FloatArray, engine: Engine, level: float
) -> Side:
    """One column of the counts (k, 2): random effects, or the plainest that the data bear."""
    x, n = float(events[:, side].sum()), float(total[:, side].sum())
    studies = int((total[:, side] > 0).sum())
    if studies == 0:
        return Side(None, reason="no-studies")
    if studies == 1:
        return _pooled_counts(x, n, level, "one-study")
    if engine.refusal() and x in (0.0, n):
        return _pooled_counts(x, n, level, "all-or-none")
    fit = engine.alone(side)
    reason = "no-spread" if why_not(fit).endswith("no-spread") else why_not(fit)
    if fit.beta_cov is None or reason in ("endless-spread", "not-converged"):
        return Side(None, reason=reason)
    logit, se = float(fit.beta[0]), float(np.sqrt(fit.beta_cov[0, 0]))
    estimate, variance = from_logit(logit, se, level), float(fit.between[0, 0])
    return Side(estimate, logit, se, variance, fit.loglik, fit.parameters, reason)


def _pooled_counts(x: float, n: float, level: float, reason: str) -> Side:
    """The proportion x/n with exact limits, and its logit with √(1/x + 1/(n − x)) where finite."""
    lower, upper = clopper_pearson(np.array([x]), np.array([n]), level=level)
    estimate = Estimate(x / n, float(lower[0]), float(upper[0]))
    if x in (0.0, n):
        return Side(estimate, reason=reason)
    se = float(np.sqrt(1 / x + 1 / (n - x)))
    return Side(estimate, float(np.log(x / (n - x))), se, reason=reason)


def model_of(sides: tuple[Side, Side]) -> str:
    """The name of a model made of two sides."""
    random = sum(not side.reason for side in sides)
    if all(side.estimate is None for side in sides):
        return "not-estimable"
    if random:
        return "uncorrelated" if random == 2 else "univariate"
    alone = all(side.reason in ("one-study", "no-studies") for side in sides)
    return "single-study" if alone else "fixed"


def steps_down(sides: tuple[Side, Side]) -> tuple[Attempt, ...]:
    """The models from `uncorrelated` to the one used, each with the side it failed for."""
    used = model_of(sides)
    failed = [
        f"{name}-{side.reason}" for name, side in zip(SIDES, sides, strict=True) if side.reason
    ]
    left = [Attempt(model, why) for model, why in zip(ORDER[1:3], failed, strict=False)]
    return *left, Attempt(used, "used" if used != "not-estimable" else failed[-1])
