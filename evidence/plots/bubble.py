"""The bubble plot of a meta-regression: each study's effect against the covariate, with the line through them.

Source: Thompson SG, Higgins JPT. Stat Med 2002;21:1559-73 (areas by weight, the line with its limits).
"""

from __future__ import annotations

import math

import numpy as np

from ..synthesis.analysis import Pooled
from ..synthesis.inputs import Column, FloatArray
from ..synthesis.meta_regression import MetaRegression
from .axis import Strip
from .canvas import Canvas
from .figure import Figure, Table
from .labels import ENGLISH, Labels
from .plane import Entry, Plane, draw_frame, draw_key, key_height, left_margin
from .scales import Scale, scale_for
from .shapes import DASHED, Point
from .shapes import bubble as mark
from .statements import decimals_of, measure_of
from .wording import rounded, tick

LARGEST, SMALLEST, CURVE_POINTS = 13.0, 2.0, 40


class WholeNumbers(Scale):
    """An axis of years: ticks at whole numbers only."""

    def ticks(self, width: float, *, size: float = 11.0) -> tuple[float, ...]:
        """Those of the same scale that are whole."""
        found = Scale(self.low, self.high).ticks(width, size=size)
        return tuple(value for value in found if value == int(value))


def bubble(
    pooled: Pooled,
    covariate: Column,
    fitted: MetaRegression,
    *,
    name: str,
    whole: bool = False,
    key: str = "bubble",
    title: str = "",
    labels: Labels = ENGLISH,
) -> Figure:
    """Draw the estimable studies at their `covariate` (n_studies,), called `name`; `whole` for years."""
    x = np.asarray(covariate, dtype=np.float64)[pooled.studies.estimable]
    line = _Line(pooled, x, fitted)
    title = title or f"{measure_of(pooled, labels)}, {name}"
    description = _description(pooled, line, name, labels)
    entries = _entries(fitted, labels)

    def drawn(width: float, height: float, kind: str) -> str:
        aside = kind == "plot-wide"
        canvas = Canvas()
        plane = _plane(line, x, width, height, whole)
        _draw(canvas, plane, line, x)
        draw_frame(canvas, plane, name, measure_of(pooled, labels))
        left, top = (width + 76, 34.0) if aside else (10.0, height + 84)
        room = 230.0 if aside else 340.0
        draw_key(canvas, entries, left, top, room)
        below = top + key_height(entries, room) + 8
        return canvas.document(
            left + room + 4 if aside else 360,
            max(height + 80, below) if aside else below,
            key=f"{key}-{kind[5:]}",
            title=title,
            description=description,
            kind=kind,
        )

    return Figure(
        title,
        description,
        drawn(480, 330, "plot-wide"),
        drawn(300, 250, "plot-compact"),
        _table(pooled, covariate, name, labels),
    )


class _Line:
    """The studies' effects and the regression between the ends of the covariate, as people read them."""

    def __init__(self, pooled: Pooled, x: FloatArray, fitted: MetaRegression) -> None:
        self.log = pooled.scale == "log"
        self.along = np.linspace(float(x.min()), float(x.max()), CURVE_POINTS)
        self.average, self.lower, self.upper = (
            _shown(pooled, values) for values in fitted.predicted(self.along)
        )
        self.effects = _shown(pooled, pooled.pooled_effects()[0])
        weights = pooled.studies.weight_pct[pooled.studies.estimable]
        self.shares = weights / (float(weights.max()) or 1.0)

    @property
    def null(self) -> float:
        """The effect of no difference."""
        return 1.0 if self.log else 0.0


def _shown(pooled: Pooled, values: FloatArray) -> list[float]:
    shown = (pooled.to_natural(float(value)) for value in values)
    return [math.inf if value is None else value for value in shown]


def _plane(line: _Line, x: FloatArray, width: float, height: float, whole: bool) -> Plane:
    limits = list(zip(line.lower, line.upper, strict=True))
    up = scale_for([*line.effects, *line.average], limits, null=line.null, log=line.log)
    pad = 0.05 * float(np.ptp(x))
    low, high = float(x.min()) - pad, float(x.max()) + pad
    across = WholeNumbers(low, high) if whole else Scale(low, high)
    left = left_margin(up, height)
    return Plane(Strip(across, left, width - (left - 44)), up, 32, height)


def _draw(canvas: Canvas, plane: Plane, line: _Line, x: FloatArray) -> None:
    null = _place(plane, float(line.along[0]), line.null)[1]
    canvas.line(
        *(plane.across.left, null), plane.across.ends[1], null, stroke="edge", data_mark="null"
    )
    for values in (line.lower, line.upper):
        points = [_place(plane, float(a), b) for a, b in zip(line.along, values, strict=True)]
        _curve(canvas, points, "limit", DASHED)
    points = [_place(plane, float(a), b) for a, b in zip(line.along, line.average, strict=True)]
    _curve(canvas, points, "line", None)
    for i in np.argsort(-line.shares, kind="stable"):
        radius = max(SMALLEST, LARGEST * math.sqrt(float(line.shares[i])))
        mark(canvas, *_place(plane, float(x[i]), line.effects[i]), radius)


def _curve(canvas: Canvas, points: list[Point], name: str, dashes: str | None) -> None:
    canvas.polyline(
        points,
        **{"class": "stroke-ink"},
        stroke="#111111",
        stroke_width=1.2,
        stroke_dasharray=dashes,
        data_mark=name,
    )


def _place(plane: Plane, x: float, y: float) -> Point:
    """The place of a point; at the edge for what lies beyond it."""
    held = min(max(y, plane.up.low), plane.up.high)
    return plane.at(x, held)


def _entries(fitted: MetaRegression, labels: Labels) -> list[Entry]:
    percent = f"{100 * fitted.level:g}"
    return [
        Entry("bubble", "study", labels.legend_weight),
        Entry("whole", "ink", labels.legend_line),
        Entry("dashed", "ink", labels.legend_band.format(level=percent)),
    ]


def _description(pooled: Pooled, line: _Line, name: str, labels: Labels) -> str:
    decimals = decimals_of(pooled)
    return labels.describe_bubble.format(
        measure=measure_of(pooled, labels),
        k=pooled.k,
        covariate=name[:1].lower() + name[1:],
        low=tick(float(line.along[0])),
        high=tick(float(line.along[-1])),
        first=rounded(line.average[0], decimals),
        last=rounded(line.average[-1], decimals),
    )


def _table(pooled: Pooled, covariate: Column, name: str, labels: Labels) -> Table:
    studies, decimals = pooled.studies, decimals_of(pooled)
    shown = _shown(pooled, studies.estimate)
    rows = tuple(
        (
            label,
            tick(float(covariate[i])),
            rounded(shown[i], decimals) if studies.estimable[i] else labels.not_estimable,
            f"{rounded(float(studies.weight_pct[i]), 1)} %" if studies.estimable[i] else "",
        )
        for i, label in enumerate(studies.labels)
    )
    return Table((labels.study, name, measure_of(pooled, labels), labels.weight), rows)
