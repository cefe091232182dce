"""One study's figures, and what every kind of body shares: effects, sums, thresholds."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from evidence.grade.proposals.body_figures import RATIOS, Effect, StudyFigures, Thresholds
from evidence.models import StudyResult
from evidence.profile import BodyChain
from evidence.proposing.sponsors import is_industry
from evidence.risk_of_bias import APPLICABILITY, QUADAS_DOMAINS


def effect_or_none(measure: str, estimate: float, lower: float, upper: float) -> Effect | None:
    """The effect, or None where its figures contradict each other or are not defined."""
    if not isfinite(estimate):
        return None
    try:
        return Effect(measure, float(estimate), float(lower), float(upper))
    except ValueError:
        return None


def study_figures(row: StudyResult, label: str, **more: Any) -> StudyFigures:
    """A row with its ratings: of this result, else of its study."""
    judged = row.study.risk_of_bias or {}
    applicability = judged.get("applicability") or {}
    by_domain = any(name in judged for name in QUADAS_DOMAINS)
    return StudyFigures(
        label,
        bias=row.risk_of_bias or judged.get("overall") or "",
        bias_domains=tuple(judged.get(name, "") for name in QUADAS_DOMAINS) if by_domain else (),
        applicability=tuple((n, applicability[n]) for n in APPLICABILITY if applicability.get(n)),
        industry=is_industry(row.study.sponsor),
        **more,
    )


def sum_of(rows: Sequence[Mapping[str, Any]], *columns: str) -> int | None:
    """The sum over these columns; None where one of them is not known."""
    values = [row.get(column) for row in rows for column in columns]
    known = [value for value in values if value is not None]
    return sum(known) if values and len(known) == len(values) else None


def thresholds_of(body: BodyChain, effect: Effect | None) -> Thresholds:
    """The committee's size that matters, on both sides of no effect.

    Target 'no effect' has that as its only threshold. Events count per 1000, all else in the unit of
    the effect; a standardised difference has no unit to hold a size against.
    """
    said = body.outcome.thresholds
    if effect is None or not said:
        return Thresholds()
    target = said.get("target") or next(
        (s for s in ("small", "moderate", "large") if s in said), ""
    )
    if target == "null-effect":
        return Thresholds("relative", below=effect.null)
    size = said.get(target)
    if size is None or effect.measure == "SMD":
        return Thresholds()
    per_1000 = effect.measure == "RD" or effect.measure in RATIOS
    return Thresholds("absolute" if per_1000 else "relative", below=-size, above=size)
