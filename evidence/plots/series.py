"""One pooled effect after another: without each study in turn, or as the studies came in."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..synthesis.analysis import Pooled
from ..synthesis.cumulative import Cumulative
from ..synthesis.inputs import FloatArray
from ..synthesis.leave_one_out import LeaveOneOut
from .drawing import finished
from .figure import Figure
from .forest import pooled_span
from .labels import ENGLISH, Labels
from .scales import scale_for
from .sheet import Line, Panel, Sheet, Span
from .statements import decimals_of, effect_of, measure_of, method_of
from .wording import estimate, rounded


@dataclass(frozen=True, slots=True)
class _Series:
    """A result for each study (k,), with the name of its line."""

    names: tuple[str, ...]
    estimate: FloatArray
    ci_lower: FloatArray
    ci_upper: FloatArray
    i2: FloatArray


def leave_one_out_plot(
    pooled: Pooled,
    without: LeaveOneOut,
    *,
    key: str = "leave-one-out",
    title: str = "",
    labels: Labels = ENGLISH,
) -> Figure:
    """Draw a line for each study left out, with I² (percent) beside it, above the effect of all."""
    names = tuple(labels.without.format(study=study) for study in without.labels)
    series = _Series(names, without.estimate, without.ci_lower, without.ci_upper, without.i2)
    return _plot(pooled, series, labels.describe_leave_one_out, key, title, labels)


def cumulative_plot(
    pooled: Pooled,
    added: Cumulative,
    *,
    key: str = "cumulative",
    title: str = "",
    labels: Labels = ENGLISH,
) -> Figure:
    """Draw a line for each study added to those before it, above the effect of all."""
    names = tuple(labels.added.format(study=study) for study in added.labels)
    series = _Series(names, added.estimate, added.ci_lower, added.ci_upper, added.i2)
    return _plot(pooled, series, labels.describe_cumulative, key, title, labels)


def _plot(
    pooled: Pooled, series: _Series, sentence: str, key: str, title: str, labels: Labels
) -> Figure:
    decimals = decimals_of(pooled)
    lines = [_line(pooled, series, i, decimals, labels) for i in range(len(series.names))]
    lines.append(_all(pooled, decimals, labels))
    sheet = Sheet(
        key=key,
        title=title or measure_of(pooled, labels),
        description=_description(pooled, lines, sentence, decimals, labels),
        first=labels.study,
        groups=(("", 1),),
        columns=("I²",),
        weight="",
        panels=(_panel(pooled, lines, labels),),
        lines=tuple(lines),
    )
    return finished(sheet, labels.judgements)


def _line(pooled: Pooled, series: _Series, i: int, decimals: int, labels: Labels) -> Line:
    span = _span(pooled, series, i)
    i2 = _percent(float(series.i2[i]))
    return Line(
        "study",
        series.names[i],
        cells=(i2,),
        effects=(_text(span, decimals, labels),),
        spans=(span,),
        size=0.4,
        brief=f"I² {i2}",
    )


def _span(pooled: Pooled, series: _Series, i: int) -> Span | None:
    if math.isnan(series.estimate[i]):
        return None
    column = (series.estimate[i], series.ci_lower[i], series.ci_upper[i])
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


def _description(
    pooled: Pooled, lines: list[Line], sentence: str, decimals: int, labels: Labels
) -> str:
    values = [span.estimate for line in lines[:-1] for span in line.spans if span]
    if not values:
        return labels.describe_nothing.format(studies=pooled.n_studies)
    return sentence.format(
        measure=measure_of(pooled, labels),
        studies=len(values),
        low=rounded(min(values), decimals),
        high=rounded(max(values), decimals),
        effect=effect_of(pooled, labels, decimals),
    )
