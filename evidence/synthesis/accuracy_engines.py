"""The two likelihoods of diagnostic accuracy with their data, ready for the models in turn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .accuracy_fallback import SIDES
from .between_studies import MixedFit
from .bivariate import fit_bivariate, fit_one_side
from .inputs import FloatArray
from .reitsma import fit_normal


@dataclass(frozen=True, slots=True)
class Binomial:
    """Exact: events and totals (k, 2), columns TP and TN, and quadrature points a side."""

    events: FloatArray
    total: FloatArray
    points: int

    def refusal(self) -> str:
        """A side on which everybody or nobody had the event: its logit is infinite."""
        sums, totals = self.events.sum(axis=0), self.total.sum(axis=0)
        sides = zip(SIDES, (sums == 0) | (sums == totals), strict=True)
        return next((f"{side}-all-or-none" for side, bad in sides if bad), "")

    def together(self) -> MixedFit:
        """The bivariate model with the binomial likelihood."""
        return fit_bivariate(self.events, self.total, points=self.points)

    def alone(self, side: int) -> MixedFit:
        """One side with the binomial likelihood."""
        used = self.total[:, side] > 0
        return fit_one_side(self.events[used, side], self.total[used, side], points=self.points)


@dataclass(frozen=True, slots=True)
class Normal:
    """Approximate: corrected logits and their variances (k, 2), and `reml` or `ml`."""

    logits: FloatArray
    variances: FloatArray
    estimator: str

    def refusal(self) -> str:
        """Corrected logits are finite: never."""
        return ""

    def together(self) -> MixedFit:
        """The bivariate model of the logits."""
        return fit_normal(self.logits, self.variances, estimator=self.estimator)

    def alone(self, side: int) -> MixedFit:
        """One side's logits."""
        column = np.array([side])
        return fit_normal(
            self.logits[:, column],
            self.variances[:, column],
            estimator=self.estimator,
            spread="sens-only",
        )
