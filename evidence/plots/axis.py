"""An axis with its ticks, the lines that run through a panel, and what its sides mean."""

from __future__ import annotations

from dataclasses import dataclass

from .canvas import Canvas
from .marks import bar, diamond, square, whisker
from .scales import TICK_SIZE, Scale
from .sheet import Line, Panel, Span
from .text_width import wrapped
from .wording import tick

SIDE_SIZE = 11.5
_LINE = 14.0
# A space at which no line ends.
_TIED = "\u00a0"


@dataclass(frozen=True, slots=True)
class Strip:
    """A scale laid out between two places of a drawing."""

    scale: Scale
    left: float
    width: float

    def at(self, value: float) -> float:
        """The place of a value; far outside for what a logarithm does not have."""
        if self.scale.log and value <= 0:
            return self.left - 1e6
        share = self.scale.share(min(value, 1e300))
        return self.left + self.width * max(-1e3, min(share, 1e3))

    @property
    def ends(self) -> tuple[float, float]:
        """Where the axis begins and ends."""
        return self.left, self.left + self.width


def draw_axis(canvas: Canvas, strip: Strip, y: float, *, above: bool = False) -> None:
    """The line at `y` with ticks and labels below it, or above."""
    canvas.line(*(strip.ends[0], y, strip.ends[1], y), stroke="edge")
    way = -1 if above else 1
    baseline, values = y - 8 if above else y + 16, strip.scale.ticks(strip.width)
    places = strip.scale.label_places(values, strip.width)
    for value, place in zip(values, places, strict=True):
        x, middle = strip.at(value), strip.left + place
        canvas.line(x, y, x, y + 4 * way, stroke="edge")
        canvas.text(middle, baseline, tick(value), size=TICK_SIZE, anchor="middle", fill="quiet")


def draw_guides(canvas: Canvas, strip: Strip, panel: Panel, top: float, bottom: float) -> None:
    """The line of no effect, and a dotted one at the pooled effect."""
    if panel.null is not None:
        x = strip.at(panel.null)
        canvas.line(x, top, x, bottom, stroke="edge", data_mark="null")
    if panel.pooled is not None and panel.scale.holds(panel.pooled):
        x = strip.at(panel.pooled)
        canvas.line(x, top, x, bottom, stroke="edge", stroke_dasharray="1.5 3", data_mark="pooled")


def draw_sides(canvas: Canvas, strip: Strip, panel: Panel, y: float) -> float:
    """What the sides of the line of no effect mean; returns the height it took."""
    room = strip.width / 2 - 8
    left = _side(f"←{_TIED}{panel.left}", room) if panel.left else ()
    right = _side(f"{panel.right}{_TIED}→", room) if panel.right else ()
    for i, text in enumerate(left):
        canvas.text(strip.ends[0], y + i * _LINE, text, size=SIDE_SIZE, fill=panel.paints[0])
    for i, text in enumerate(right):
        canvas.text(
            strip.ends[1], y + i * _LINE, text, size=SIDE_SIZE, anchor="end", fill=panel.paints[1]
        )
    return max(len(left), len(right)) * _LINE


def _side(text: str, room: float) -> list[str]:
    """Lines of which none is an arrow alone."""
    return [line.replace(_TIED, " ") for line in wrapped(text, SIDE_SIZE, room, lines=3)]


def draw_span(canvas: Canvas, strip: Strip, line: Line, span: Span | None, y: float) -> None:
    """What a line has on this axis: a square with its interval, a diamond, or a bar."""
    if span is None:
        return
    if line.kind == "prediction":
        bar(canvas, strip.at, span, y, strip.ends)
    elif line.kind in ("total", "subtotal"):
        diamond(canvas, strip.at, span, y, strip.ends, filled=line.kind == "total")
    else:
        if strip.scale.holds(span.estimate):
            square(canvas, strip.at(span.estimate), y, line.size)
        whisker(canvas, strip.at, span, y, strip.ends)
