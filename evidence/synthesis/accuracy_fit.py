"""The result of a meta-analysis of diagnostic accuracy, with what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .accuracy_fallback import Attempt
from .accuracy_summary import Estimate, Ratios
from .between_studies import MixedFit, correlation
from .consequences import Consequences, consequences
from .inputs import FloatArray
from .regions import Region, region
from .sroc import Hsroc


@dataclass(frozen=True, slots=True)
class AccuracyRecipe:
    """The options in their canonical spelling; None where the likelihood has no use for one."""

    likelihood: str
    integration: str | None
    points: int | None
    correction: str | None
    estimator: str | None
    level: float
    fall_back: bool


@dataclass(frozen=True, slots=True)
class AccuracyFit:
    """The pooled accuracy of a test over `k` studies, and how it was come by.

    `model` is a word of accuracy_fallback.ORDER; `attempts` says why no fuller one was used.
    `left_out` are studies that took no part. `mean` (2,) and `mean_cov` (2, 2) are logit sens and
    logit spec with their errors, `between` (2, 2) is Ψ; None where a side has no finite logit, Ψ
    also where a side has no variance fitted. `bivariate` keeps the bivariate fit even where it was
    left for a plainer one. `observed_fpr` is the range of the studies' false positive rates.
    """

    recipe: AccuracyRecipe
    model: str
    attempts: tuple[Attempt, ...]
    k: int
    labels: tuple[str, ...]
    left_out: tuple[str, ...]
    sens: Estimate | None
    spec: Estimate | None
    mean: FloatArray | None
    mean_cov: FloatArray | None
    between: FloatArray | None
    loglik: float | None
    parameters: int
    ratios: Ratios | None
    hsroc: Hsroc | None
    observed_fpr: tuple[float, float] | None
    bivariate: MixedFit | None

    @property
    def corr_logits(self) -> float | None:
        """Correlation of logit sens and logit spec between studies; None without two variances."""
        return correlation(self.between) if self.between is not None else None

    @property
    def auc(self) -> float | None:
        """The whole area under the summary curve."""
        return self.hsroc.area if self.hsroc else None

    def at_prevalences(self, prevalences: Sequence[float]) -> tuple[Consequences, ...]:
        """Results per 1000 at each prevalence; nothing where a side has no estimate."""
        if self.sens is None or self.spec is None:
            return ()
        return consequences(self.sens, self.spec, self.ratios, prevalences)

    def confidence_region(
        self, *, level: float = 0.95, radius: str = "f", points: int = 120
    ) -> Region | None:
        """Where the summary point lies; None where a logit is infinite or studies are too few."""
        if self.mean is None or self.mean_cov is None:
            return None
        return region(self.mean, self.mean_cov, k=self.k, level=level, radius=radius, points=points)

    def prediction_region(
        self, *, level: float = 0.95, radius: str = "f", points: int = 120
    ) -> Region | None:
        """Where a new study's true point lies; None also where no Ψ was fitted."""
        if self.mean is None or self.mean_cov is None or self.between is None:
            return None
        total = self.mean_cov + self.between
        return region(self.mean, total, k=self.k, level=level, radius=radius, points=points)
