"""The results of a body of evidence as the rows of a table, each with the effect computed from it."""

import math
from dataclasses import dataclass

from evidence.models import StudyResult
from evidence.profile import BodyChain


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its confidence limits, as people read them; None where not defined."""

    value: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One result with what is computed from it alone, and its weight (%) where it was pooled.

    A result that somebody excluded has neither.
    """

    result: StudyResult
    effect: Estimate | None = None
    weight: float | None = None
    sensitivity: Estimate | None = None
    specificity: Estimate | None = None


def result_rows(body: BodyChain) -> list[ResultRow]:
    """Every result in order: those that count with their figures, the excluded ones without."""
    figured = {row.result.pk: row for row in _counted(body)}
    return [figured.get(result.pk, ResultRow(result)) for result in body.body.results.all()]


def _counted(body: BodyChain) -> list[ResultRow]:
    if body.accuracy is not None:
        return _accuracy(body)
    if body.pooled is not None:
        return _pooled(body)
    return [ResultRow(result) for result in body.results]


def _accuracy(body: BodyChain) -> list[ResultRow]:
    table = body.accuracy
    return [
        ResultRow(
            result,
            sensitivity=_estimate(table.sens[i], table.sens_lower[i], table.sens_upper[i]),
            specificity=_estimate(table.spec[i], table.spec_lower[i], table.spec_upper[i]),
        )
        for i, result in enumerate(body.results)
    ]


def _pooled(body: BodyChain) -> list[ResultRow]:
    pooled, studies = body.pooled, body.pooled.studies
    columns = [
        pooled.studies_natural(values)
        for values in (studies.estimate, studies.ci_lower, studies.ci_upper)
    ]
    return [
        ResultRow(
            result,
            effect=_estimate(*(column[i] for column in columns)),
            weight=_figure(studies.weight_pct[i]),
        )
        for i, result in enumerate(body.results)
    ]


def _estimate(value: float, lower: float, upper: float) -> Estimate:
    return Estimate(_figure(value), _figure(lower), _figure(upper))


def _figure(value: float) -> float | None:
    """A plain number; None for one that is not defined (NaN) or has no end."""
    return float(value) if math.isfinite(value) else None
