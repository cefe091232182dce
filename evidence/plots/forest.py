"""The forest plot of a pairwise meta-analysis, whole or by subgroups.

Its order is RevMan's: study, arms, weight, effect, plot, risk of bias; totals and tests below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..synthesis.analysis import Pooled
from ..synthesis.inputs import Column
from ..synthesis.subgroups import Subgroups
from .bias_columns import RiskOfBias, domain_names, letters, signs
from .drawing import finished
from .figure import Figure
from .forest_cells import Cells, cells_of
from .labels import ENGLISH, Labels
from .scales import Scale, scale_for
from .sheet import Line, Panel, Sheet, Span
from .statements import (
    decimals_of,
    description,
    effect_of,
    heterogeneity,
    level_of,
    measure_of,
    method_of,
    overall_test,
    subgroup_test,
)
from .wording import estimate, interval, rounded


@dataclass(frozen=True, slots=True)
class _Request:
    """Everything a plot is made of."""

    overall: Pooled
    cells: Cells
    bias: RiskOfBias | None
    labels: Labels
    decimals: int

    def study(self, i: int) -> Line:
        """The line of study number `i`."""
        studies, marks = self.overall.studies, self.bias.judgements[i] if self.bias else ()
        weights = studies.weight_pct
        share = float(weights[i])
        span = _study_span(self.overall, i)
        return Line(
            "study",
            studies.labels[i],
            cells=self.cells.rows[i],
            weight=f"{rounded(share, 1)} %" if span and self.overall.estimable else "",
            effects=(self._effect(span),),
            spans=(span,),
            size=share / (float(weights.max()) or 1.0) if self.overall.estimable else 1.0,
            marks=marks,
            brief=self.cells.briefs[i],
        )

    def _effect(self, span: Span | None) -> str:
        if span is None:
            return self.labels.not_estimable
        return estimate(span.estimate, span.lower, span.upper, self.decimals)

    def summary(
        self, kind: str, label: str, pooled: Pooled, members: list[int], share: float, note: str
    ) -> Line:
        """The line of a subtotal or of the total."""
        return Line(
            kind,
            label.format(level=level_of(pooled)),
            cells=self.cells.totals(members),
            weight=f"{rounded(share, 1)} %" if pooled.estimable else "",
            effects=(effect_of(pooled, self.labels, self.decimals),),
            spans=(pooled_span(pooled),),
            brief=self.cells.brief_totals(members),
            note=note,
        )


def forest(
    result: Pooled | Subgroups,
    *,
    key: str = "forest",
    title: str = "",
    columns: Mapping[str, Column] | None = None,
    subgroup: Sequence[str] | None = None,
    prediction: tuple[float, float] | None = None,
    risk_of_bias: RiskOfBias | None = None,
    favours: str = "",
    labels: Labels = ENGLISH,
) -> Figure:
    """Draw studies, subgroups, total and prediction interval (on the analysis scale).

    `columns` are those that were pooled (k each); without them counts come from the result. For a
    `Subgroups` result `subgroup` (k,) are the values it was made with. `favours` says what is good
    for the intervention, `lower` or `higher` values; without it the sides say less and more.
    """
    overall = result.overall if isinstance(result, Subgroups) else result
    cells = cells_of(overall, columns, labels)
    request = _Request(overall, cells, risk_of_bias, labels, decimals_of(overall))
    if isinstance(result, Subgroups):
        studies, groups = _grouped(request, result, list(subgroup or ()))
    else:
        studies, groups = [request.study(i) for i in range(overall.n_studies)], {}
    lines = studies + _overall(request, prediction)
    panel = _panel(request, lines, favours)
    test = subgroup_test(result.test, labels) if isinstance(result, Subgroups) else ""
    sheet = Sheet(
        key=key,
        title=title or measure_of(overall, labels),
        description=description(overall, groups, labels, request.decimals),
        first=labels.study_or_subgroup if groups else labels.study,
        groups=cells.groups,
        columns=cells.columns,
        weight=labels.weight if overall.estimable else "",
        panels=(panel,),
        lines=tuple(lines),
        footer=tuple(text for text in (*_statistics(request), test) if text),
        domains=letters(risk_of_bias),
        domains_heading=labels.risk_of_bias,
        signs=signs(risk_of_bias, labels),
        legend=(*domain_names(risk_of_bias, labels), *_arrow_legend(lines, panel.scale, labels)),
    )
    return finished(sheet, labels.judgements)


def pooled_span(pooled: Pooled) -> Span | None:
    """The pooled effect as people read it, None where nothing is pooled."""
    if pooled.natural is None or pooled.ci_natural is None:
        return None
    return Span(pooled.natural, *pooled.ci_natural)


def _study_span(pooled: Pooled, i: int) -> Span | None:
    studies = pooled.studies
    if not studies.estimable[i]:
        return None
    column = (studies.estimate[i], studies.ci_lower[i], studies.ci_upper[i])
    shown = (pooled.to_natural(float(value)) for value in column)
    value, lower, upper = (each if each is not None else 0.0 for each in shown)
    return Span(value, lower, upper)


# --- Lines ---------------------------------------------------------------------------------------


def _grouped(
    request: _Request, result: Subgroups, values: list[str]
) -> tuple[list[Line], dict[str, Pooled]]:
    lines: list[Line] = []
    for name, pooled, share in zip(result.names, result.pooled, result.weight_pct, strict=True):
        members = [i for i, value in enumerate(values) if value == name]
        lines.append(Line("heading", str(name)))
        lines += [request.study(i) for i in members]
        note = heterogeneity(pooled, request.labels)
        label = request.labels.subtotal_row
        lines.append(request.summary("subtotal", label, pooled, members, float(share), note))
    names = [str(name) for name in result.names]
    return lines, dict(zip(names, result.pooled, strict=True))


def _overall(request: _Request, prediction: tuple[float, float] | None) -> list[Line]:
    overall, labels = request.overall, request.labels
    everybody = list(range(overall.n_studies))
    total = request.summary("total", labels.total_row, overall, everybody, 100.0, "")
    span = pooled_span(overall)
    if prediction is None or span is None:
        return [total]
    lower, upper = (overall.to_natural(limit) or 0.0 for limit in prediction)
    return [
        total,
        Line(
            "prediction",
            labels.prediction_row.format(level=level_of(overall)),
            effects=(interval(lower, upper, request.decimals),),
            spans=(Span(span.estimate, lower, upper),),
        ),
    ]


# --- Axis ----------------------------------------------------------------------------------------


def _panel(request: _Request, lines: list[Line], favours: str) -> Panel:
    overall, labels = request.overall, request.labels
    log = overall.scale == "log"
    null = 1.0 if log else 0.0
    drawn = [span for line in lines for span in line.spans if span]
    left, right, paints = _sides(favours, labels)
    return Panel(
        heading=measure_of(overall, labels),
        subheading=method_of(overall, labels),
        scale=scale_for(
            [span.estimate for span in drawn],
            [(span.lower, span.upper) for span in drawn],
            null=null,
            log=log,
        ),
        null=null,
        pooled=overall.natural,
        left=left,
        right=right,
        paints=paints,
    )


def _sides(favours: str, labels: Labels) -> tuple[str, str, tuple[str, str]]:
    """Words and paints of the two sides; blue is the intervention's, orange the comparator's."""
    if favours == "lower":
        return labels.favours_intervention, labels.favours_comparator, ("one", "two")
    if favours == "higher":
        return labels.favours_comparator, labels.favours_intervention, ("two", "one")
    return labels.less_with_intervention, labels.more_with_intervention, ("quiet", "quiet")


# --- Below ---------------------------------------------------------------------------------------


def _statistics(request: _Request) -> tuple[str, ...]:
    overall, labels = request.overall, request.labels
    if not overall.estimable:
        return ()
    return heterogeneity(overall, labels), overall_test(overall, labels)


def _arrow_legend(lines: list[Line], scale: Scale, labels: Labels) -> tuple[str, ...]:
    spans = [span for line in lines for span in line.spans if span]
    cut = any(not scale.holds(each) for span in spans for each in (span.lower, span.upper))
    return (labels.cut_off,) if cut else ()
