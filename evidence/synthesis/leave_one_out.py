"""The pooled effect without each study in turn, computed for all of them as one batch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .analysis import Pooled
from .distributions import normal_p, normal_quantile, student_p, student_quantile
from .effect_sizes import Cells
from .inputs import FloatArray
from .pooling import MANTEL_HAENSZEL
from .recipe import Recipe
from .tau2 import ITERATIVE

# Rows times columns of the largest working array: two megabytes, however many studies there are.
BLOCK = 2**18


@dataclass(frozen=True, slots=True)
class LeaveOneOut:
    """Results without the study of the same row, each (n_studies,); NaN where not defined.

    Without a study that was not estimable the result is that of all studies.
    """

    labels: tuple[str, ...]
    estimate: FloatArray
    se: FloatArray
    ci_lower: FloatArray
    ci_upper: FloatArray
    p: FloatArray
    tau2: FloatArray
    q: FloatArray
    i2: FloatArray


def leave_one_out(pooled: Pooled) -> LeaveOneOut:
    """Pool again without each study, by the same recipe.

    Mantel-Haenszel sums lose one term; the rest are weighted sums over blocks of rows, so memory
    stays small; only REML, PM and ML iterate study by study. Fewer than two estimable: all NaN.
    """
    n = pooled.n_studies
    figures = np.full((8, n), np.nan)
    if pooled.k > 1:
        figures[:] = _of_all(pooled)
        figures[:, pooled.studies.estimable] = _without_each(pooled)
    return LeaveOneOut(pooled.studies.labels, *figures)


def _of_all(pooled: Pooled) -> FloatArray:
    values = (
        pooled.estimate,
        pooled.se,
        pooled.ci_lower,
        pooled.ci_upper,
        pooled.p,
        pooled.tau2,
        pooled.q,
        pooled.i2,
    )
    return np.array([[np.nan if value is None else value] for value in values])


def _without_each(pooled: Pooled) -> FloatArray:
    chosen, (y, se) = pooled.recipe, pooled.pooled_effects()
    v, k = se * se, len(se)
    none = np.zeros(k)
    about, error = _fixed_effect(pooled, y, v)
    centre = about
    if chosen.method == "mh" and chosen.model == "random" and chosen.profile != "revman5":
        centre = _average(y, v, none)[0]
    q = _q(y, v, none, centre)
    tau2 = _tau2(chosen, y, se, q)
    if chosen.model == "random":
        about, error = _average(y, v, np.nan_to_num(tau2))
    lower, upper, p, error = _limits(chosen, y, v, np.nan_to_num(tau2), about, error)
    i2 = np.full(k, np.nan)
    if k > 2:
        i2 = 100 * np.maximum(0, np.divide(q - (k - 2), q, out=np.zeros(k), where=q > 0))
    return np.array([about, error, lower, upper, p, tau2, q, i2])


def _blocks(k: int) -> Iterator[slice]:
    rows = max(1, BLOCK // k)
    return (slice(start, min(start + rows, k)) for start in range(0, k, rows))


def _weights(v: FloatArray, tau2: FloatArray, rows: slice) -> FloatArray:
    """Inverse-variance weights (rows, k) in which each row's own study has none."""
    weights: FloatArray = 1.0 / (v + tau2[rows, np.newaxis])
    here = np.arange(rows.start, rows.stop)
    weights[here - rows.start, here] = 0.0
    return weights


def _average(y: FloatArray, v: FloatArray, tau2: FloatArray) -> tuple[FloatArray, FloatArray]:
    estimate, error = np.empty(len(y)), np.empty(len(y))
    for rows in _blocks(len(y)):
        weights = _weights(v, tau2, rows)
        total = weights.sum(axis=1)
        estimate[rows], error[rows] = weights @ y / total, 1 / np.sqrt(total)
    return estimate, error


def _q(y: FloatArray, v: FloatArray, tau2: FloatArray, about: FloatArray) -> FloatArray:
    q = np.empty(len(y))
    for rows in _blocks(len(y)):
        squares = (y - about[rows, np.newaxis]) ** 2
        q[rows] = (_weights(v, tau2, rows) * squares).sum(axis=1)
    return q if len(y) > 2 else np.zeros(len(y))


def _fixed_effect(pooled: Pooled, y: FloatArray, v: FloatArray) -> tuple[FloatArray, FloatArray]:
    if pooled.recipe.method != "mh" or pooled.tables is None:
        return _average(y, v, np.zeros(len(y)))
    return _mantel_haenszel(pooled.recipe.measure, pooled.tables.only(pooled.studies.estimable))


def _mantel_haenszel(measure: str, tables: Cells) -> tuple[FloatArray, FloatArray]:
    estimator = MANTEL_HAENSZEL[measure]
    estimate, error = estimator.from_sums(_sums_of_the_others(estimator.terms(tables)))
    # Without an error nothing is pooled, as `pool` says with its reason zero-variance.
    undefined = error == 0
    return np.where(undefined, np.nan, estimate), np.where(undefined, np.nan, error)


def _sums_of_the_others(terms: FloatArray) -> FloatArray:
    """Sums (t, k) of what stands before and after each study: no cancellation, as by subtraction."""
    before, after = np.zeros_like(terms), np.zeros_like(terms)
    before[:, 1:] = np.cumsum(terms, axis=1)[:, :-1]
    after[:, :-1] = np.cumsum(terms[:, ::-1], axis=1)[:, ::-1][:, 1:]
    return before + after


def _tau2(chosen: Recipe, y: FloatArray, se: FloatArray, q: FloatArray) -> FloatArray:
    k = len(se)
    if chosen.tau2 is None or k < 3:
        return np.full(k, np.nan)
    if chosen.tau2 != "dl":
        estimator = ITERATIVE[chosen.tau2]
        return np.array([estimator(np.delete(y, i), np.delete(se, i)) for i in range(k)])
    w = 1.0 / (se * se)
    total, squares = _sums_of_the_others(np.array([w, w * w]))
    result: FloatArray = np.maximum(0.0, (q - (k - 2)) / (total - squares / total))
    return result


def _limits(
    chosen: Recipe,
    y: FloatArray,
    v: FloatArray,
    tau2: FloatArray,
    about: FloatArray,
    error: FloatArray,
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    df = len(y) - 2
    if chosen.ci == "wald" or df < 1:
        half = normal_quantile(chosen.level) * error
        p = [normal_p(each) for each in np.divide(about, error)]
        return about - half, about + half, np.array(p), error
    scale = _q(y, v, tau2, about) / df
    if chosen.ci == "hksj_adhoc":
        scale = np.maximum(1.0, scale)
    error = error * np.sqrt(scale)
    half = student_quantile(chosen.level, df) * error
    statistic = np.divide(about, error, out=np.full(len(y), np.nan), where=error > 0)
    return about - half, about + half, np.array([student_p(t, df) for t in statistic]), error
