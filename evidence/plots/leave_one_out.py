"""How much hangs on each study: the pooled effect without it, above the effect of all."""

from __future__ import annotations

import math

from ..synthesis.analysis import Pooled
from ..synthesis.leave_one_out import LeaveOneOut
from .drawing import finished
from .figure import Figure
from .forest import pooled_span
from .labels import ENGLISH, Labels
from .scales import scale_for
from .sheet import Line, Panel, Sheet, Span
from .statements import decimals_of, effect_of, measure_of, method_of
from .wording import estimate, rounded


def leave_one_out_plot(
    pooled: Pooled,
    without: LeaveOneOut,
    *,
    key: str = "leave-one-out",
    title: str = "",
    labels: Labels = ENGLISH,
) -> Figure:
    """Draw a line for each study left out, with I² (percent) beside it."""
    decimals = decimals_of(pooled)
    lines = [_line(pooled, without, i, decimals, labels) for i in range(len(without.labels))]
    lines.append(_all(pooled, decimals, labels))
    sheet = Sheet(
        key=key,
        title=title or measure_of(pooled, labels),
        description=_description(pooled, lines, decimals, labels),
        first=labels.study,
        groups=(("", 1),),
        columns=("I²",),
        weight="",
        panels=(_panel(pooled, lines, labels),),
        lines=tuple(lines),
    )
    return finished(sheet, {})


def _line(pooled: Pooled, without: LeaveOneOut, i: int, decimals: int, labels: Labels) -> Line:
    span = _span(pooled, without, i)
    i2 = _percent(float(without.i2[i]))
    return Line(
        "study",
        labels.without.format(study=without.labels[i]),
        cells=(i2,),
        effects=(_text(span, decimals, labels),),
        spans=(span,),
        size=0.4,
        brief=f"I² {i2}",
    )


def _span(pooled: Pooled, without: LeaveOneOut, i: int) -> Span | None:
    if math.isnan(without.estimate[i]):
        return None
    column = (without.estimate[i], without.ci_lower[i], without.ci_upper[i])
    return Span(*(pooled.to_natural(float(value)) or 0.0 for value in column))


def _percent(value: float | None) -> str:
    return "–" if value is None or math.isnan(value) else f"{rounded(value, 0)} %"


def _text(span: Span | None, decimals: int, labels: Labels) -> str:
    if span is None:
        return labels.not_estimable
    return estimate(span.estimate, span.lower, span.upper, decimals)


def _all(pooled: Pooled, decimals: int, labels: Labels) -> Line:
    return Line(
        "total",
        labels.all_studies,
        cells=(_percent(pooled.i2),),
        effects=(effect_of(pooled, labels, decimals),),
        spans=(pooled_span(pooled),),
    )


def _panel(pooled: Pooled, lines: list[Line], labels: Labels) -> Panel:
    log = pooled.scale == "log"
    drawn = [span for line in lines for span in line.spans if span]
    null = 1.0 if log else 0.0
    limits = [(span.lower, span.upper) for span in drawn]
    return Panel(
        heading=measure_of(pooled, labels),
        subheading=method_of(pooled, labels),
        scale=scale_for([span.estimate for span in drawn], limits, null=null, log=log),
        null=null,
        pooled=pooled.natural,
    )


def _description(pooled: Pooled, lines: list[Line], decimals: int, labels: Labels) -> str:
    values = [span.estimate for line in lines[:-1] for span in line.spans if span]
    if not values:
        return labels.describe_nothing.format(studies=pooled.n_studies)
    return labels.describe_leave_one_out.format(
        measure=measure_of(pooled, labels),
        studies=len(values),
        low=rounded(min(values), decimals),
        high=rounded(max(values), decimals),
        effect=effect_of(pooled, labels, decimals),
    )
