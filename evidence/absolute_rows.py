"""What a pooled effect means per 1000 people at each baseline risk, in figures and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from evidence.grade.absolute import MEASURES, Absolute, absolute_effect
from evidence.grade.number_needed import Needed, NumberNeeded, number_needed
from evidence.plots.wording import rounded
from evidence.profile import BodyChain

# A Peto odds ratio is an odds ratio.
AS_MEASURED = {measure: measure for measure in MEASURES} | {"PETO": "OR"}


@dataclass(frozen=True, slots=True)
class AbsoluteRow:
    """One baseline risk: where it comes from, what it becomes, and the number needed to treat."""

    baseline: dict[str, Any]
    effect: Absolute
    needed: NumberNeeded | None


def absolute_rows(body: BodyChain) -> Iterator[AbsoluteRow]:
    """A row for each baseline risk of the outcome.

    None where the effect is no ratio or difference of risks, or has no end (`absolute_at`).
    """
    pooled = body.pooled
    if pooled is None or pooled.natural is None or pooled.ci_natural is None:
        return
    measure = AS_MEASURED.get(pooled.recipe.measure)
    if measure is None:
        return
    for baseline in body.outcome.baseline_risks:
        effect = absolute_at(measure, pooled.natural, pooled.ci_natural, baseline["risk"])
        if effect is not None:
            yield AbsoluteRow(baseline, effect, number_needed(effect, body.outcome.favours))


def absolute_at(
    measure: str, value: float, limits: tuple[float, float], risk: float
) -> Absolute | None:
    """The absolute effect; None for figures that no risk can follow, computed or as printed.

    Such are a limit without end, a ratio below 0, a difference beyond 1, a limit past its estimate.
    """
    try:
        return absolute_effect(measure, value, limits, risk)
    except ValueError:
        return None


def difference_in_words(effect: Absolute) -> str:
    """`40 fewer per 1000 (70 fewer to 10 fewer)`."""
    return _("{estimate} per 1000 ({lower} to {upper})").format(
        estimate=_more_or_fewer(effect.difference),
        lower=_more_or_fewer(effect.lower),
        upper=_more_or_fewer(effect.upper),
    )


def needed_in_words(found: NumberNeeded) -> str:
    """`NNTB 25 (15 to 100)`; an interval across no difference says that it passes through infinity."""
    first, second = found.limits
    if found.through_infinity:
        ends = _("{benefit} to infinity to {harm}").format(
            benefit=_sorted_number(first), harm=_sorted_number(second)
        )
    else:
        ends = _("{smaller} to {larger}").format(smaller=_number(first), larger=_number(second))
    estimate = _sorted_number(found.estimate) if found.estimate else _("no difference")
    return f"{estimate} ({ends})"


def _more_or_fewer(per_thousand: float) -> str:
    # Half up, as the risks beside it.
    n = rounded(round(abs(per_thousand), 9), 0)
    if n == "0":
        return _("0 fewer") if per_thousand < 0 else _("0 more")
    return (_("{n} fewer") if per_thousand < 0 else _("{n} more")).format(n=n)


def _sorted_number(needed: Needed) -> str:
    sort = _("NNTB") if needed.sort == "benefit" else _("NNTH")
    return f"{sort} {_number(needed)}"


def _number(needed: Needed) -> str:
    return _("infinity") if needed.whole is None else str(needed.whole)
