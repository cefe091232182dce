"""Sensitivity and specificity of each study side by side, as RevMan draws test accuracy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..synthesis.accuracy import AccuracyRows
from ..synthesis.accuracy_fit import AccuracyFit
from ..synthesis.accuracy_summary import Estimate
from ..synthesis.inputs import Column
from .bias_columns import RiskOfBias, domain_names, letters, signs
from .drawing import finished
from .figure import Figure
from .labels import ENGLISH, Labels
from .scales import Scale
from .sheet import Line, Panel, Sheet, Span
from .wording import count, estimate, rounded

COUNTS = ("tp", "fp", "fn", "tn")
# Limits of a proportion: the axis is the same for every test.
WHOLE = Scale(0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One test: its name, the counts (k each) with their rows, and what they come to if pooled."""

    name: str
    counts: Mapping[str, Column]
    rows: AccuracyRows
    fit: AccuracyFit | None = None

    @property
    def summary(self) -> tuple[Estimate | None, Estimate | None]:
        """Pooled sensitivity and specificity; one study alone is no summary."""
        if self.fit is None or self.fit.k < 2:
            return None, None
        return self.fit.sens, self.fit.spec


def paired_forest(
    tests: Sequence[Accuracy],
    *,
    key: str = "accuracy",
    title: str = "",
    level: float = 0.95,
    risk_of_bias: RiskOfBias | None = None,
    labels: Labels = ENGLISH,
) -> Figure:
    """Draw the studies of each test under its name; one test alone needs no heading.

    `risk_of_bias` has a row for each study, the tests one after the other.
    """
    percent = f"{100 * level:g}"
    sheet = Sheet(
        key=key,
        title=title or f"{labels.sensitivity}, {labels.specificity}",
        description=_description(tests, labels),
        first=labels.study,
        groups=(("", 4),),
        columns=(labels.tp, labels.fp, labels.fn, labels.tn),
        weight="",
        panels=tuple(
            Panel(name, labels.ci.format(level=percent), WHOLE)
            for name in (labels.sensitivity, labels.specificity)
        ),
        lines=tuple(_lines(tests, percent, risk_of_bias, labels)),
        footer=summary_methods(tests, labels),
        domains=letters(risk_of_bias),
        domains_heading=labels.risk_of_bias,
        signs=signs(risk_of_bias, labels),
        legend=domain_names(risk_of_bias, labels),
    )
    return finished(sheet, labels.judgements)


def summary_methods(tests: Sequence[Accuracy], labels: Labels) -> tuple[str, ...]:
    """By which model each summary was made; said once where it is the same."""
    said: dict[str, list[str]] = {}
    for test in tests:
        if test.fit is None or not any(test.summary):
            continue
        text = labels.summary_by.format(
            model=labels.accuracy_models.get(test.fit.model, test.fit.model),
            likelihood=labels.likelihoods[test.fit.recipe.likelihood],
        )
        said.setdefault(text, []).append(test.name)
    if len(said) == 1:
        return tuple(said)
    return tuple(f"{', '.join(names)}: {text}" for text, names in said.items())


def _lines(
    tests: Sequence[Accuracy], percent: str, risk: RiskOfBias | None, labels: Labels
) -> list[Line]:
    lines: list[Line] = []
    marks = iter(risk.judgements if risk else ())
    for test in tests:
        if len(tests) > 1:
            lines.append(Line("heading", test.name))
        lines += [_study(test, i, next(marks, ()), labels) for i in range(len(test.rows.labels))]
        if any(test.summary):
            lines.append(_summary(test, percent, labels))
    return lines


def _study(test: Accuracy, i: int, marks: tuple[str, ...], labels: Labels) -> Line:
    rows = test.rows
    spans = (
        _span(rows.sens[i], rows.sens_lower[i], rows.sens_upper[i]),
        _span(rows.spec[i], rows.spec_lower[i], rows.spec_upper[i]),
    )
    cells = tuple(count(float(test.counts[name][i])) for name in COUNTS)
    names = (labels.tp, labels.fp, labels.fn, labels.tn)
    return Line(
        "study",
        rows.labels[i],
        cells=cells,
        effects=tuple(_text(span, labels) for span in spans),
        spans=spans,
        size=0.4,
        marks=marks,
        brief=" · ".join(f"{name} {cell}" for name, cell in zip(names, cells, strict=True)),
    )


def _span(value: float, lower: float, upper: float) -> Span | None:
    return None if np.isnan(value) else Span(float(value), float(lower), float(upper))


def _text(span: Span | None, labels: Labels) -> str:
    return labels.not_estimable if span is None else estimate(span.estimate, span.lower, span.upper)


def _summary(test: Accuracy, percent: str, labels: Labels) -> Line:
    spans = tuple(
        None if side is None else Span(side.value, side.lower, side.upper) for side in test.summary
    )
    return Line(
        "total",
        labels.summary_row.format(level=percent),
        effects=tuple(_text(span, labels) for span in spans),
        spans=spans,
    )


def _description(tests: Sequence[Accuracy], labels: Labels) -> str:
    return " ".join(_described(test, labels, several=len(tests) > 1) for test in tests)


def _described(test: Accuracy, labels: Labels, *, several: bool) -> str:
    rows = test.rows
    ranges = {
        f"{name}_{end}": _extreme(values, end)
        for name, values in (("sens", rows.sens), ("spec", rows.spec))
        for end in ("low", "high")
    }
    text = labels.describe_accuracy.format(studies=len(rows.labels), **ranges)
    return f"{test.name}: {text}" if several else text


def _extreme(values: Column, end: str) -> str:
    known = [float(value) for value in values if not np.isnan(value)]
    if not known:
        return "–"
    return rounded(min(known) if end == "low" else max(known))
