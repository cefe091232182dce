"""A whole pairwise meta-analysis in one call: studies, weights, pooled effect, heterogeneity."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .distributions import normal_quantile
from .effect_sizes import LOG_MEASURES, Cells
from .heterogeneity import Heterogeneity, cochran_q
from .inputs import BoolArray, Column, FloatArray, InvalidInput
from .intervals import Interval, hartung_knapp, wald
from .measures import Outcome, Totals, outcome
from .pooling import MANTEL_HAENSZEL, Average, inverse_variance, weight_pct
from .recipe import Recipe, recipe
from .tau2 import ITERATIVE, dersimonian_laird


@dataclass(frozen=True, slots=True)
class Studies:
    """The rows of a forest plot, each (k,), on the scale of `Pooled.scale`; NaN where not estimable."""

    labels: tuple[str, ...]
    estimate: FloatArray
    se: FloatArray
    ci_lower: FloatArray
    ci_upper: FloatArray
    estimable: BoolArray
    weight_pct: FloatArray


@dataclass(frozen=True, slots=True)
class Pooled:
    """Result of `pool`: `k` studies pooled of `n_studies` given; None wherever a figure is not defined.

    `reason` says why nothing is pooled (`no-studies`, `none-estimable`, `zero-variance`, or `too-large`
    where a figure passes the largest float), else is empty.
    `ci_method` is the interval used: `wald` also where Hartung-Knapp was asked for one study.
    I² is from Q, in percent; `tau2` is None in a fixed-effect model and for one study.
    """

    recipe: Recipe
    scale: str
    estimable: bool
    reason: str
    k: int
    n_studies: int
    totals: Totals
    studies: Studies
    ci_method: str
    tables: Cells | None = None
    estimate: float | None = None
    se: float | None = None
    ci_lower: float | None = None
    ci_upper: float | None = None
    statistic: float | None = None
    df: int | None = None
    p: float | None = None
    tau2: float | None = None
    q: float | None = None
    q_df: int | None = None
    q_p: float | None = None
    i2: float | None = None
    h: float | None = None

    @property
    def ci(self) -> tuple[float, float] | None:
        """Confidence limits on the analysis scale."""
        if self.ci_lower is None or self.ci_upper is None:
            return None
        return self.ci_lower, self.ci_upper

    @property
    def natural(self) -> float | None:
        """The pooled effect as people read it: a ratio, or the difference itself."""
        return self.to_natural(self.estimate)

    @property
    def ci_natural(self) -> tuple[float, float] | None:
        """Confidence limits as people read them."""
        return None if self.ci is None else (self._shown(self.ci[0]), self._shown(self.ci[1]))

    def to_natural(self, value: float | None) -> float | None:
        """A figure of the analysis scale as people read it."""
        return None if value is None else self._shown(value)

    def _shown(self, value: float) -> float:
        if self.scale == "natural":
            return value
        # A limit past e^709 has no float: the interval is open, and `inf` says so.
        return math.exp(value) if value < 709 else math.inf

    def pooled_effects(self) -> tuple[FloatArray, FloatArray]:
        """Estimates and standard errors of the studies that were pooled, each (`k`,)."""
        counted = self.studies.estimable
        return self.studies.estimate[counted], self.studies.se[counted]

    def studies_natural(self, values: FloatArray) -> FloatArray:
        """A column of `studies` as people read it, (k,)."""
        return np.exp(values) if self.scale == "log" else values


def pool(
    columns: Mapping[str, Column],
    *,
    measure: str,
    method: str,
    model: str,
    tau2: str = "dl",
    ci: str = "wald",
    profile: str = "revman5",
    level: float = 0.95,
    labels: Sequence[str] | None = None,
) -> Pooled:
    """Pool the studies of one outcome; columns and their scales are those of `measures.outcome`.

    `measure` RR, OR, RD, PETO, MD, SMD, HR or GIV; `method` iv, mh or peto; `model` fixed or random;
    `tau2` dl, reml, pm or ml; `ci` wald, hksj or hksj_adhoc. Profile `revman5` takes DerSimonian and
    Laird's Q about the Mantel-Haenszel estimate where that is the method; `general` always about the
    inverse-variance one; `metafor` also computes SMD as metafor does. Raises InvalidInput.
    """
    chosen = recipe(
        measure=measure, method=method, model=model, tau2=tau2, ci=ci, profile=profile, level=level
    )
    smd = "metafor" if chosen.profile == "metafor" else "revman"
    data = outcome(columns, chosen.measure, smd=smd, level=level, labels=labels)
    return pool_outcome(data, chosen)


def pool_outcome(data: Outcome, chosen: Recipe) -> Pooled:
    """Pool effects already computed and checked; InvalidInput for Mantel-Haenszel without counts."""
    if chosen.method == "mh" and data.tables is None:
        raise InvalidInput("missing-column", "Mantel-Haenszel needs events and totals")
    estimable = data.effects.estimable
    k = int(np.count_nonzero(estimable))
    if not k:
        return _nothing(data, chosen, "none-estimable" if len(estimable) else "no-studies")
    effects, complete = data.effects, k == len(estimable)
    y = effects.estimate if complete else effects.estimate[estimable]
    se = effects.se if complete else effects.se[estimable]
    fixed = _fixed_effect(data, chosen, y, se)
    if fixed.se == 0 or not math.isfinite(fixed.se):
        return _nothing(data, chosen, "too-large" if fixed.se else "zero-variance")
    spread = cochran_q(y, se, _centre_of_q(fixed, chosen, y, se))
    between = _between_study_variance(chosen, spread, y, se)
    average = fixed if chosen.model == "fixed" else inverse_variance(y, se, between or 0.0)
    interval, ci_method = _interval(average, chosen, y, se, between)
    if not math.isfinite(interval.ci_upper - interval.ci_lower):
        return _nothing(data, chosen, "too-large")
    studies = _studies(data, chosen.level, average.weights)
    return _pooled(data, chosen, studies, average, interval, ci_method, spread, between)


def _fixed_effect(data: Outcome, chosen: Recipe, y: FloatArray, se: FloatArray) -> Average:
    if chosen.method == "mh" and data.tables is not None:
        tables = data.tables
        if len(y) < len(data.labels):
            tables = tables.only(data.effects.estimable)
        return MANTEL_HAENSZEL[chosen.measure].average(tables)
    return inverse_variance(y, se)


def _centre_of_q(fixed: Average, chosen: Recipe, y: FloatArray, se: FloatArray) -> float:
    """The estimate Q is taken about: the plain random-effects model leaves Mantel-Haenszel aside."""
    if chosen.method == "mh" and chosen.model == "random" and chosen.profile != "revman5":
        return inverse_variance(y, se).estimate
    return fixed.estimate


def _between_study_variance(
    chosen: Recipe, spread: Heterogeneity, y: FloatArray, se: FloatArray
) -> float | None:
    if chosen.tau2 is None or len(y) < 2:
        return None
    if chosen.tau2 == "dl":
        return dersimonian_laird(spread.q, se)
    return ITERATIVE[chosen.tau2](y, se)


def _interval(
    average: Average, chosen: Recipe, y: FloatArray, se: FloatArray, between: float | None
) -> tuple[Interval, str]:
    if chosen.ci == "wald" or between is None:
        return wald(average.estimate, average.se, chosen.level), "wald"
    ad_hoc = chosen.ci == "hksj_adhoc"
    adjusted = hartung_knapp(y, se, between, average.estimate, level=chosen.level, ad_hoc=ad_hoc)
    return adjusted, chosen.ci


def _studies(data: Outcome, level: float, weights: FloatArray | None) -> Studies:
    effects = data.effects
    half = normal_quantile(level) * effects.se
    if weights is not None and len(weights) == len(half):
        share = weight_pct(weights)
    else:
        share = np.zeros(len(half))
        if weights is not None:
            share[effects.estimable] = weight_pct(weights)
    lower, upper = effects.estimate - half, effects.estimate + half
    return Studies(
        data.labels, effects.estimate, effects.se, lower, upper, effects.estimable, share
    )


def scale_of(measure: str) -> str:
    """`log` for ratios, `natural` for differences and generic estimates."""
    return "log" if measure in LOG_MEASURES else "natural"


def _nothing(data: Outcome, chosen: Recipe, reason: str) -> Pooled:
    return Pooled(
        recipe=chosen,
        scale=scale_of(chosen.measure),
        estimable=False,
        reason=reason,
        k=0,
        n_studies=len(data.labels),
        totals=data.totals,
        studies=_studies(data, chosen.level, None),
        ci_method=chosen.ci,
    )


def _pooled(
    data: Outcome,
    chosen: Recipe,
    studies: Studies,
    average: Average,
    interval: Interval,
    ci_method: str,
    spread: Heterogeneity,
    between: float | None,
) -> Pooled:
    return Pooled(
        recipe=chosen,
        scale=scale_of(chosen.measure),
        estimable=True,
        reason="",
        k=spread.df + 1,
        n_studies=len(data.labels),
        totals=data.totals,
        studies=studies,
        ci_method=ci_method,
        tables=data.tables,
        estimate=average.estimate,
        se=interval.se,
        ci_lower=interval.ci_lower,
        ci_upper=interval.ci_upper,
        statistic=interval.statistic,
        df=interval.df,
        p=interval.p,
        tau2=between,
        q=spread.q,
        q_df=spread.df,
        q_p=spread.p,
        i2=spread.i2,
        h=spread.h,
    )
