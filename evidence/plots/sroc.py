"""Studies, summary points, regions and curves of one or two tests in ROC space.

The axes are RevMan's: sensitivity upwards, specificity from 1 on the left to 0 on the right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..synthesis.accuracy_fit import AccuracyFit
from ..synthesis.inputs import FloatArray, InvalidInput
from ..synthesis.regions import Region
from .axis import Strip
from .canvas import Canvas
from .figure import Figure, Table
from .labels import ENGLISH, Labels
from .paired_forest import Accuracy, summary_methods
from .plane import Entry, Plane, draw_frame, draw_key, key_height
from .scales import Scale
from .shapes import Point, box, curve, disc, ellipse, outline, rhombus
from .wording import estimate, rounded

# Half the width of the largest study's mark.
LARGEST, SMALLEST = 13.0, 1.8
FULL, SMALL = 430.0, 300.0
OUTLINE_POINTS, CURVE_POINTS = 72, 48
PAINTS = ("one", "two")
STUDIES: tuple[Callable[[Canvas, float, float, Point, str], None], ...] = (ellipse, box)
SUMMARIES = (disc, rhombus)


@dataclass(frozen=True, slots=True)
class Backwards(Scale):
    """Proportions from 1 on the left to 0 on the right."""

    def ticks(self, width: float, *, size: float = 11.0) -> tuple[float, ...]:
        """Those of the same scale forwards."""
        return Scale(self.low, self.high).ticks(width, size=size)

    def share(self, value: float) -> float:
        """0 at a proportion of 1."""
        return 1 - value


def sroc(
    tests: Sequence[Accuracy],
    *,
    key: str = "sroc",
    title: str = "",
    level: float = 0.95,
    labels: Labels = ENGLISH,
) -> Figure:
    """Draw one test, or two to compare; regions and curve where a test's fit has them."""
    if not 1 <= len(tests) <= 2:
        raise InvalidInput("unknown-option", f"{len(tests)} tests in one figure")
    title = title or f"{labels.sensitivity}, {labels.specificity}"
    description = labels.describe_sroc.format(summaries=_summaries(tests, labels)).strip()

    def drawn(size: float, kind: str) -> str:
        entries = _entries(tests, level, labels)
        aside = kind == "plot-wide"
        canvas = Canvas()
        plane = Plane(Strip(Backwards(0.0, 1.0), 44, size), Scale(0.0, 1.0), 32, size)
        draw_frame(canvas, plane, labels.specificity, labels.sensitivity)
        _draw(canvas, plane, tests, level)
        x, y = (size + 76, 34.0) if aside else (10.0, size + 84)
        room = 290.0 if aside else 340.0
        draw_key(canvas, entries, x, y, room)
        below = key_height(entries, room) + y + 8
        height = max(size + 80, below) if aside else below
        return canvas.document(
            x + room + 4 if aside else 360,
            height,
            key=f"{key}-{kind[5:]}",
            title=title,
            description=description,
            kind=kind,
        )

    return Figure(
        title,
        description,
        drawn(FULL, "plot-wide"),
        drawn(SMALL, "plot-compact"),
        _table(tests, labels),
    )


def _draw(canvas: Canvas, plane: Plane, tests: Sequence[Accuracy], level: float) -> None:
    most = max(float(total.max()) for test in tests for total in _totals(test))
    for i, test in enumerate(tests):
        _studies(canvas, plane, test, i, most)
    for i, test in enumerate(tests):
        if test.fit is not None:
            _fitted(canvas, plane, test.fit, i, level)


def _totals(test: Accuracy) -> tuple[FloatArray, FloatArray]:
    """People without and with the condition, (k,) each."""
    tp, fp, fn, tn = (
        np.asarray(test.counts[name], dtype=float) for name in ("tp", "fp", "fn", "tn")
    )
    return tn + fp, tp + fn


def _studies(canvas: Canvas, plane: Plane, test: Accuracy, i: int, most: float) -> None:
    healthy, diseased = _totals(test)
    largest = LARGEST * math.sqrt(plane.height / FULL)

    def size(people: float) -> float:
        return max(SMALLEST, largest * math.sqrt(people / most))

    for row in range(len(test.rows.labels)):
        sens, spec = float(test.rows.sens[row]), float(test.rows.spec[row])
        if math.isnan(sens) or math.isnan(spec):
            continue
        half = (size(float(healthy[row])), size(float(diseased[row])))
        STUDIES[i](canvas, *plane.at(spec, sens), half, PAINTS[i])


def _fitted(canvas: Canvas, plane: Plane, fit: AccuracyFit, i: int, level: float) -> None:
    name = PAINTS[i]
    new = fit.prediction_region(level=level, points=OUTLINE_POINTS)
    where = fit.confidence_region(level=level, points=OUTLINE_POINTS)
    if new is not None:
        outline(canvas, _places(plane, new), name, dashed=True)
    if where is not None:
        outline(canvas, _places(plane, where), name, dashed=False)
    if fit.hsroc is not None and fit.observed_fpr is not None:
        curve(canvas, _curve(plane, fit), name)
    if fit.sens is not None and fit.spec is not None and fit.k > 1:
        SUMMARIES[i](canvas, *plane.at(fit.spec.value, fit.sens.value), name)


def _places(plane: Plane, region: Region) -> list[Point]:
    pairs = zip(region.spec[:-1], region.sens[:-1], strict=True)
    return [plane.at(float(spec), float(sens)) for spec, sens in pairs]


def _curve(plane: Plane, fit: AccuracyFit) -> list[Point]:
    """The curve where studies were seen, and no further."""
    if fit.hsroc is None or fit.observed_fpr is None:
        return []
    low, high = (min(max(rate, 0.005), 0.995) for rate in fit.observed_fpr)
    # even steps of the logit: the curve bends most where the rates are lowest
    logits = np.linspace(math.log(low / (1 - low)), math.log(high / (1 - high)), CURVE_POINTS)
    rates = 1 / (1 + np.exp(-logits))
    values = fit.hsroc.sensitivity_at(rates)
    return [plane.at(1 - float(x), float(y)) for x, y in zip(rates, values, strict=True)]


# --- Words ---------------------------------------------------------------------------------------


def _entries(tests: Sequence[Accuracy], level: float, labels: Labels) -> list[Entry]:
    """The key: the tests by name, then what each kind of line means, as far as it occurs."""
    percent = f"{100 * level:g}"
    marks = ("ellipse", "box")
    entries = [Entry(marks[i], PAINTS[i], test.name) for i, test in enumerate(tests)]
    entries.append(Entry("ellipse", "ink", labels.legend_study))
    fits = [test.fit for test in tests if test.fit is not None]
    if any(fit.k > 1 and fit.sens and fit.spec for fit in fits):
        entries.append(
            Entry("disc" if len(tests) == 1 else "summaries", "ink", labels.legend_summary)
        )
    if any(fit.confidence_region() for fit in fits):
        entries.append(Entry("whole", "ink", labels.legend_confidence.format(level=percent)))
    if any(fit.prediction_region() for fit in fits):
        entries.append(Entry("dashed", "ink", labels.legend_prediction.format(level=percent)))
    if any(fit.hsroc for fit in fits):
        entries.append(Entry("thick", "ink", labels.legend_curve))
    return entries


def _summaries(tests: Sequence[Accuracy], labels: Labels) -> str:
    sentences = [
        labels.describe_summary.format(test=test.name, sens=sens, spec=spec)
        for test in tests
        for sens, spec in [_summary(test)]
        if sens
    ]
    return " ".join((*sentences, *(f"{text}." for text in summary_methods(tests, labels))))


def _summary(test: Accuracy) -> tuple[str, str]:
    sens, spec = test.summary
    if sens is None or spec is None:
        return "", ""
    return (
        estimate(sens.value, sens.lower, sens.upper),
        estimate(spec.value, spec.lower, spec.upper),
    )


def _table(tests: Sequence[Accuracy], labels: Labels) -> Table:
    rows = []
    for test in tests:
        for row, name in enumerate(test.rows.labels):
            sens, spec = float(test.rows.sens[row]), float(test.rows.spec[row])
            rows.append((f"{test.name}: {name}", rounded(sens), rounded(spec)))
        if any(_summary(test)):
            rows.append((f"{test.name}: {labels.legend_summary}", *_summary(test)))
    return Table((labels.study, labels.sensitivity, labels.specificity), tuple(rows))
