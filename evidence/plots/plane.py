"""A square of two axes for the figures that are no lists: where things stand, frame and ticks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .axis import Strip, draw_axis
from .canvas import Canvas
from .scales import TICK_SIZE, Scale
from .shapes import SAMPLES
from .text_width import text_width, wrapped
from .wording import tick

NAME_SIZE = 12.0


@dataclass(frozen=True, slots=True)
class Plane:
    """Two scales over a rectangle; the vertical one has its `low` end at the bottom."""

    across: Strip
    up: Scale
    top: float
    height: float

    @property
    def bottom(self) -> float:
        """Where the lower edge is."""
        return self.top + self.height

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The place of a point."""
        return self.across.at(x), self.bottom - self.height * self.up.share(y)


def left_margin(up: Scale, height: float, label: Callable[[float], str] = tick) -> float:
    """Room for the labels of the vertical axis."""
    widest = max((text_width(label(v), TICK_SIZE) for v in up.ticks(height)), default=0.0)
    return max(44.0, widest + 14)


def draw_frame(
    canvas: Canvas,
    plane: Plane,
    across: str,
    up: str,
    label: Callable[[float], str] = tick,
) -> None:
    """The two axes with ticks and names; the vertical name stands upright above its axis.

    `label` writes the vertical ticks.
    """
    left, right = plane.across.ends
    canvas.rect(
        left,
        plane.top,
        right - left,
        plane.height,
        fill="none",
        stroke="#dddbd4",
        **{"class": "stroke-line"},
    )
    draw_axis(canvas, plane.across, plane.bottom)
    canvas.line(left, plane.top, left, plane.bottom, stroke="edge")
    for value in plane.up.ticks(plane.height):
        y = plane.at(plane.across.scale.low, value)[1]
        canvas.line(left - 4, y, left, y, stroke="edge")
        canvas.text(left - 7, y + 4, label(value), size=TICK_SIZE, anchor="end", fill="quiet")
    middle = (left + right) / 2
    canvas.text(middle, plane.bottom + 35, across, size=NAME_SIZE, anchor="middle")
    canvas.text(max(4.0, left - 34), plane.top - 10, up, size=NAME_SIZE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a key: what is drawn as its sample, and its words."""

    sample: str
    paint: str
    text: str


def key_height(entries: list[Entry], room: float) -> float:
    """How high a key of this width will be."""
    return sum(6 + 15.0 * len(_words(entry, room)) for entry in entries)


def _words(entry: Entry, room: float) -> tuple[str, ...]:
    return wrapped(entry.text, 11.5, room - 30, lines=4)


def draw_key(canvas: Canvas, entries: list[Entry], x: float, y: float, room: float) -> None:
    """Samples with their words, one below the other, from the top `y`."""
    for entry in entries:
        lines = _words(entry, room)
        _sample(canvas, entry, x, y + 9)
        for i, text in enumerate(lines):
            canvas.text(x + 30, y + 13 + i * 15, text, size=11.5)
        y += 6 + 15.0 * len(lines)


def _sample(canvas: Canvas, entry: Entry, x: float, y: float) -> None:
    SAMPLES[entry.sample](canvas, x + 11, y, entry.paint)
