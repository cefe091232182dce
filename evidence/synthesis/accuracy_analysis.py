"""A meta-analysis of diagnostic accuracy from two-by-two tables, in one call.

The model is the fullest that the data bear (accuracy_fallback), and the result names it with the
reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .accuracy_engines import Binomial, Normal
from .accuracy_fallback import (
    FEWEST_FOR_CORRELATION,
    Attempt,
    Engine,
    Side,
    fit_side,
    model_of,
    steps_down,
    why_not,
)
from .accuracy_fit import AccuracyFit, AccuracyRecipe
from .accuracy_summary import from_logit, ratios
from .between_studies import MixedFit
from .inputs import (
    BoolArray,
    Column,
    FloatArray,
    InvalidInput,
    columns_of,
    one_of,
    refuse,
    refuse_negative,
)
from .quadrature import rule
from .reitsma import CORRECTIONS, ESTIMATORS, corrected_logits
from .sroc import hsroc
from .tau2 import DidNotConverge

# No review has as many participants; beyond, exact likelihoods lose their digits.
MOST = 1e9
LIKELIHOODS = ("binomial", "normal")
INTEGRATIONS = ("agq", "laplace")
POINTS = 15
# What no caller can take as it is: a climb without a top has no estimates to show.
NO_TOP = ("not-converged", "endless-spread")


@dataclass(frozen=True, slots=True)
class _Start:
    """What is known before a model is chosen."""

    recipe: AccuracyRecipe
    labels: tuple[str, ...]
    left_out: tuple[str, ...]
    observed_fpr: tuple[float, float] | None
    bivariate: MixedFit | None


def fit(
    tp: Column,
    fp: Column,
    fn: Column,
    tn: Column,
    *,
    likelihood: str = "binomial",
    integration: str = "agq",
    points: int = POINTS,
    correction: str = "all",
    estimator: str = "reml",
    level: float = 0.95,
    fall_back: bool = True,
    labels: Sequence[str] | None = None,
) -> AccuracyFit:
    """Pool four columns of counts (k,) by the bivariate model, or what the data bear of it.

    `likelihood` binomial (exact; `integration` agq with `points` a side, or laplace) or normal
    (`correction` all, single or none for zero cells; `estimator` reml or ml). Without `fall_back` a
    bivariate fit at a limit or of two or three studies stands, as R leaves it. Studies with nobody
    tested take no part, nor in the normal model those without diseased or without healthy. Raises
    InvalidInput naming study and column.
    """
    recipe = _recipe(
        likelihood, integration, points, correction, estimator, level=level, fall_back=fall_back
    )
    columns = {"tp": tp, "fp": fp, "fn": fn, "tn": tn}
    events, total, names, left_out = _counts(columns, labels, recipe)
    engine = _engine(events, total, recipe)
    together, why = _together(engine, total, FEWEST_FOR_CORRELATION if fall_back else 2)
    start = _Start(recipe, names, left_out, _fpr_range(events, total), together)
    if together is not None and (not why or (not fall_back and why not in NO_TOP)):
        return _joint(start, together, "used-at-limit" if why else "used")
    sides = (
        fit_side(0, events, total, engine, level),
        fit_side(1, events, total, engine, level),
    )
    return _apart(start, sides, why)


def _recipe(
    likelihood: str,
    integration: str,
    points: int,
    correction: str,
    estimator: str,
    *,
    level: float,
    fall_back: bool,
) -> AccuracyRecipe:
    """The options checked; those that belong to the other likelihood become None."""
    likelihood = one_of(likelihood, LIKELIHOODS, "likelihood")
    integration = one_of(integration, INTEGRATIONS, "integration")
    correction = one_of(correction, CORRECTIONS, "correction")
    estimator = one_of(estimator, ESTIMATORS, "estimator")
    if not 0 < level < 1:
        raise InvalidInput("level-outside-0-1", f"level {level} is not between 0 and 1")
    if likelihood == "normal":
        return AccuracyRecipe(likelihood, None, None, correction, estimator, level, fall_back)
    points = 1 if integration == "laplace" else points
    rule(points)
    return AccuracyRecipe(likelihood, integration, points, None, None, level, fall_back)


def _counts(
    columns: dict[str, Column], labels: Sequence[str] | None, recipe: AccuracyRecipe
) -> tuple[FloatArray, FloatArray, tuple[str, ...], tuple[str, ...]]:
    """Events and totals (k, 2) of the studies that take part, and all names in two lots."""
    (tp, fp, fn, tn), names = columns_of(columns, tuple(columns), labels)
    for name, counts in zip(columns, (tp, fp, fn, tn), strict=True):
        refuse_negative(counts, name, names)
        refuse(counts > MOST, "too-large", "is more than anybody counts", name, counts, names)
        refuse(counts % 1 != 0, "not-whole", "is no whole number", name, counts, names)
    events, total = np.stack([tp, tn], axis=1), np.stack([tp + fn, tn + fp], axis=1)
    sides = (total > 0).sum(axis=1)
    used: BoolArray = sides >= (1 if recipe.likelihood == "binomial" else 2)
    if recipe.correction == "none":
        for name, counts in zip(columns, (tp, fp, fn, tn), strict=True):
            bad = used & (counts == 0)
            refuse(bad, "zero-cell", "is zero and not corrected", name, counts, names)
    taken = tuple(name for name, use in zip(names, used, strict=True) if use)
    left_out = tuple(name for name, use in zip(names, used, strict=True) if not use)
    return events[used], total[used], taken, left_out


def _engine(events: FloatArray, total: FloatArray, recipe: AccuracyRecipe) -> Engine:
    """The likelihood of the recipe with these counts (k, 2)."""
    if recipe.points is not None:
        return Binomial(events, total, recipe.points)
    logits = corrected_logits(events, total, recipe.correction or "none")
    return Normal(*logits, recipe.estimator or "reml")


def _fpr_range(events: FloatArray, total: FloatArray) -> tuple[float, float] | None:
    """Lowest and highest FP/(FP + TN) of the studies with healthy people."""
    healthy = total[:, 1] > 0
    if not healthy.any():
        return None
    rates = 1 - events[healthy, 1] / total[healthy, 1]
    return float(rates.min()), float(rates.max())


def _together(engine: Engine, total: FloatArray, fewest: int) -> tuple[MixedFit | None, str]:
    """The bivariate fit where the data allow one, and why it cannot be used, or an empty word."""
    if int((total > 0).all(axis=1).sum()) < fewest:
        return None, "fewer-than-four-studies"
    if engine.refusal():
        return None, engine.refusal()
    fitted = engine.together()
    return fitted, why_not(fitted)


def _joint(start: _Start, fitted: MixedFit, outcome: str) -> AccuracyFit:
    """The result of the bivariate model."""
    level = start.recipe.level
    cov = fitted.beta_cov
    if cov is None:
        raise DidNotConverge("bivariate model")
    errors = np.sqrt(np.diag(cov))
    return AccuracyFit(
        recipe=start.recipe,
        model="bivariate",
        attempts=(Attempt("bivariate", outcome),),
        k=len(start.labels),
        labels=start.labels,
        left_out=start.left_out,
        sens=from_logit(float(fitted.beta[0]), float(errors[0]), level),
        spec=from_logit(float(fitted.beta[1]), float(errors[1]), level),
        mean=fitted.beta,
        mean_cov=cov,
        between=fitted.between,
        loglik=fitted.loglik,
        parameters=fitted.parameters,
        ratios=ratios(fitted.beta, cov, level),
        hsroc=hsroc(fitted.beta, fitted.between),
        observed_fpr=start.observed_fpr,
        bivariate=fitted,
    )


def _apart(start: _Start, sides: tuple[Side, Side], why: str) -> AccuracyFit:
    """The result of two sides fitted by themselves; the bivariate model was left for `why`."""
    mean, cov = _diagonal(sides)
    variances = [side.variance for side in sides if side.variance is not None]
    between = np.diag(variances) if len(variances) == 2 else None
    logliks = [side.loglik for side in sides if side.loglik is not None]
    return AccuracyFit(
        recipe=start.recipe,
        model=model_of(sides),
        attempts=(Attempt("bivariate", why), *steps_down(sides)),
        k=len(start.labels),
        labels=start.labels,
        left_out=start.left_out,
        sens=sides[0].estimate,
        spec=sides[1].estimate,
        mean=mean,
        mean_cov=cov,
        between=between,
        loglik=sum(logliks) if len(logliks) == 2 else None,
        parameters=sum(side.parameters for side in sides),
        ratios=None if mean is None or cov is None else ratios(mean, cov, start.recipe.level),
        hsroc=None if mean is None or between is None else hsroc(mean, between),
        observed_fpr=start.observed_fpr,
        bivariate=start.bivariate,
    )


def _diagonal(sides: tuple[Side, Side]) -> tuple[FloatArray | None, FloatArray | None]:
    """Logits (2,) and their covariance (2, 2) of independent sides; None where one is infinite."""
    logits = [side.logit for side in sides if side.logit is not None]
    variances = [side.se**2 for side in sides if side.se is not None]
    if len(logits) < 2 or len(variances) < 2:
        return None, None
    return np.array(logits), np.diag(variances)
