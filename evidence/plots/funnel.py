"""The funnel plot: effects against their standard errors, plain or with contours of significance.

Contours as in Peters JL, Sutton AJ, Jones DR, Abrams KR, Rushton L. J Clin Epidemiol 2008;61:991-6.
"""

from __future__ import annotations

from itertools import pairwise

from ..synthesis.analysis import Pooled
from ..synthesis.distributions import normal_quantile
from ..synthesis.trim_and_fill import TrimAndFill
from .axis import Strip
from .canvas import Canvas
from .figure import Figure, Table
from .labels import ENGLISH, Labels
from .plane import Entry, Plane, draw_frame, draw_key, key_height, left_margin
from .scales import Scale, scale_for
from .shapes import DARK, LIGHT, Point, dot, hollow, shade
from .statements import decimals_of, effect_of, measure_of
from .wording import figure, rounded, tick

# Two-sided P values at the edges of the shades, with the strength of each shade inside its edge.
CONTOURS = ((0.01, LIGHT), (0.05, DARK), (0.10, 0.0))


def funnel(
    pooled: Pooled,
    *,
    key: str = "funnel",
    title: str = "",
    contours: bool = False,
    filled: TrimAndFill | None = None,
    labels: Labels = ENGLISH,
) -> Figure:
    """Draw the estimable studies, the pooled effect and its funnel; with what trim and fill adds."""
    title = title or measure_of(pooled, labels)
    description = labels.describe_funnel.format(
        k=pooled.k,
        measure=measure_of(pooled, labels),
        effect=effect_of(pooled, labels, decimals_of(pooled)),
    )
    points = _points(pooled)
    added = _added(pooled, filled)

    def drawn(width: float, height: float, kind: str) -> str:
        aside = kind == "plot-wide"
        canvas, plane = Canvas(), _plane(pooled, points + added, width, height)
        _draw(canvas, plane, pooled, points, added, contours)
        draw_frame(canvas, plane, measure_of(pooled, labels), labels.standard_error, _depth)
        entries = _entries(pooled, contours, bool(added), labels)
        x, y = (width + 76, 34.0) if aside else (10.0, height + 84)
        room = 230.0 if aside else 340.0
        draw_key(canvas, entries, x, y, room)
        below = y + key_height(entries, room) + 8
        return canvas.document(
            x + room + 4 if aside else 360,
            max(height + 80, below) if aside else below,
            key=f"{key}-{kind[5:]}",
            title=title,
            description=description,
            kind=kind,
        )

    return Figure(
        title,
        description,
        drawn(480, 360, "plot-wide"),
        drawn(300, 270, "plot-compact"),
        _table(pooled, labels),
    )


def _points(pooled: Pooled) -> list[Point]:
    """Effect and standard error of the studies, on the analysis scale."""
    y, se = pooled.pooled_effects()
    return [(float(a), float(b)) for a, b in zip(y, se, strict=True)]


def _added(pooled: Pooled, filled: TrimAndFill | None) -> list[Point]:
    if filled is None:
        return []
    pairs = zip(filled.filled_estimate, filled.filled_se, strict=True)
    return [(float(a), float(b)) for a, b in pairs]


def _plane(pooled: Pooled, points: list[Point], width: float, height: float) -> Plane:
    deepest = max((se for _, se in points), default=1.0) * 1.06
    log = pooled.scale == "log"
    centre = pooled.estimate if pooled.estimate is not None else 0.0
    half = normal_quantile(pooled.recipe.level) * deepest
    across = scale_for(
        [_shown(pooled, y) for y, _ in points] + [_shown(pooled, centre)],
        [(_shown(pooled, centre - half), _shown(pooled, centre + half))],
        null=1.0 if log else 0.0,
        log=log,
    )
    # standard errors grow downwards: the axis runs from minus the largest up to 0
    up = Scale(-deepest, 0.0)
    left = left_margin(up, height, _depth)
    return Plane(Strip(across, left, width - (left - 44)), up, 32, height)


def _depth(value: float) -> str:
    """A standard error as its axis has it: downwards."""
    return tick(abs(value))


def _shown(pooled: Pooled, value: float) -> float:
    shown = pooled.to_natural(value)
    return value if shown is None else shown


def _draw(
    canvas: Canvas,
    plane: Plane,
    pooled: Pooled,
    points: list[Point],
    added: list[Point],
    contours: bool,
) -> None:
    if contours:
        for p, opacity in CONTOURS:
            shade(canvas, _cone(plane, pooled, 0.0, normal_quantile(1 - p)), opacity)
    null = plane.across.at(1.0 if pooled.scale == "log" else 0.0)
    canvas.line(null, plane.top, null, plane.bottom, stroke="edge", data_mark="null")
    _limits(canvas, plane, pooled)
    for y, se in points:
        dot(canvas, *plane.at(_shown(pooled, y), -se), "study")
    for y, se in added:
        hollow(canvas, *plane.at(_shown(pooled, y), -se), "ink")


def _limits(canvas: Canvas, plane: Plane, pooled: Pooled) -> None:
    """The pooled effect and the funnel about it."""
    if pooled.estimate is None:
        return
    x = plane.across.at(_shown(pooled, pooled.estimate))
    canvas.line(x, plane.top, x, plane.bottom, stroke="ink", data_mark="pooled")
    cone = _cone(plane, pooled, pooled.estimate, normal_quantile(pooled.recipe.level))
    for a, b in pairwise(cone):
        if a[1] != b[1] and a[0] != b[0]:
            canvas.line(*a, *b, stroke="ink", stroke_dasharray="4 3", data_mark="limit")


def _cone(plane: Plane, pooled: Pooled, about: float, z: float) -> list[Point]:
    """The outline of about ± z·SE within the plane: from the lower left over the top to the right."""
    deepest = -plane.up.low
    sides = [_side(plane, pooled, about, sign * z, deepest) for sign in (-1, 1)]
    peak = plane.at(_shown(pooled, about), 0.0)
    return [*reversed(sides[0]), peak, *sides[1]]


def _side(plane: Plane, pooled: Pooled, about: float, slope: float, deepest: float) -> list[Point]:
    """One side of a cone from its peak to the bottom; along the frame from where it meets it."""
    edge = plane.across.scale.high if slope > 0 else plane.across.scale.low
    x, y = plane.at(_shown(pooled, about + slope * deepest), -deepest)
    left, right = plane.across.ends
    if left <= x <= right:
        return [(x, y)]
    corner, middle = plane.across.at(edge), plane.across.at(_shown(pooled, about))
    if x == middle:
        # Both are so far outside that the axis has one place for them: no line runs between.
        return []
    share = (corner - middle) / (x - middle)
    return [(corner, plane.top + plane.height * share), (corner, plane.bottom)]


def _entries(pooled: Pooled, contours: bool, added: bool, labels: Labels) -> list[Entry]:
    percent = f"{100 * pooled.recipe.level:g}"
    entries = [
        Entry("dot", "study", labels.study),
        Entry("whole", "ink", labels.pooled.format(measure=measure_of(pooled, labels).lower())),
        Entry("dashed", "ink", labels.legend_limits.format(level=percent)),
    ]
    if added:
        entries.insert(1, Entry("hollow", "ink", labels.legend_filled))
    if contours:
        entries.append(Entry("dark", "", labels.between.format(low="0.05", high="0.10")))
        entries.append(Entry("light", "", labels.between.format(low="0.01", high="0.05")))
    return entries


def _table(pooled: Pooled, labels: Labels) -> Table:
    studies, decimals = pooled.studies, decimals_of(pooled)
    rows = tuple(
        (
            label,
            rounded(_shown(pooled, float(studies.estimate[i])), decimals)
            if studies.estimable[i]
            else labels.not_estimable,
            figure(float(studies.se[i])) if studies.estimable[i] else "",
        )
        for i, label in enumerate(studies.labels)
    )
    return Table((labels.study, measure_of(pooled, labels), labels.standard_error), rows)
