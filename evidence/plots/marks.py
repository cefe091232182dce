"""The shapes on an axis and in the risk-of-bias columns; none is told apart by colour alone."""

from __future__ import annotations

import math
from collections.abc import Callable

from .canvas import Canvas, paint
from .sheet import Span
from .text_width import text_width

# Side of the square of the largest weight; the smallest stays a visible point.
LARGEST, SMALLEST = 12.0, 3.0
BIAS_SIZE = 13.0
KEY_SIZE = 11.5
# Sign and shape of each judgement; the more concern, the more ink.
BIAS = {
    "low": ("+", "circle", "paper"),
    "some-concerns": ("?", "diamond", "wash"),
    "unclear": ("?", "diamond", "wash"),
    "moderate": ("~", "diamond", "wash"),
    "high": ("−", "square", "ink"),
    "serious": ("−", "square", "ink"),
    "critical": ("×", "square", "ink"),
    "no-information": ("", "ring", "paper"),
}
Place = Callable[[float], float]


def square(canvas: Canvas, x: float, y: float, size: float) -> None:
    """A study's square; `size` is its area of the largest, 0 to 1."""
    side = max(SMALLEST, LARGEST * math.sqrt(min(1.0, max(0.0, size))))
    canvas.rect(x - side / 2, y - side / 2, side, side, **paint("study"))


def whisker(canvas: Canvas, place: Place, span: Span, y: float, ends: tuple[float, float]) -> None:
    """A confidence interval between the axis' `ends`, with an arrow where it goes on beyond one."""
    low, high = ends
    x1, x2 = place(span.lower), place(span.upper)
    left, right = min(max(x1, low), high), max(min(x2, high), low)
    if right > left:
        canvas.line(left, y, right, y, stroke="ink")
    if x1 < low:
        arrow(canvas, low, y, -1)
    if x2 > high:
        arrow(canvas, high, y, 1)


def arrow(canvas: Canvas, x: float, y: float, direction: int) -> None:
    """The head of an arrow whose tip is at `x`."""
    back = x - 6 * direction
    canvas.polygon([(x, y), (back, y - 3.5), (back, y + 3.5)], **paint("ink"), data_mark="arrow")


def diamond(
    canvas: Canvas, place: Place, span: Span, y: float, ends: tuple[float, float], *, filled: bool
) -> None:
    """A pooled effect: the corners stand at its limits, its waist at the estimate."""
    low, high = ends
    left, right = max(place(span.lower), low), min(place(span.upper), high)
    middle, half = min(max(place(span.estimate), low), high), 6.5
    if right - left < 4:
        left, right = min(left, middle - 2), max(right, middle + 2)
    points = [(left, y), (middle, y - half), (right, y), (middle, y + half)]
    canvas.polygon(
        points,
        **paint("ink" if filled else "paper", "ink"),
        stroke_linejoin="round",
        data_mark="diamond",
    )


def bar(canvas: Canvas, place: Place, span: Span, y: float, ends: tuple[float, float]) -> None:
    """A prediction interval: a narrow open bar, with arrows where it goes on."""
    low, high = ends
    x1, x2 = place(span.lower), place(span.upper)
    left, right = max(x1, low + (7 if x1 < low else 0)), min(x2, high - (7 if x2 > high else 0))
    canvas.rect(
        left, y - 2.5, max(right - left, 1), 5, **paint("wash", "ink"), data_mark="prediction"
    )
    if x1 < low:
        arrow(canvas, low, y, -1)
    if x2 > high:
        arrow(canvas, high, y, 1)


def bias(canvas: Canvas, x: float, y: float, judgement: str, *, size: float = BIAS_SIZE) -> None:
    """A judgement of risk of bias centred on a point; a dot where nobody judged."""
    if judgement not in BIAS:
        canvas.element("circle", cx=x, cy=y, r=1, **paint("quiet"))
        return
    sign, shape, fill = BIAS[judgement]
    _outline(canvas, shape, x, y, size / 2, fill)
    canvas.text(
        x,
        y + 0.28 * size,
        sign,
        size=0.82 * size,
        anchor="middle",
        bold=True,
        fill="paper" if fill == "ink" else "ink",
    )


def _outline(canvas: Canvas, shape: str, x: float, y: float, half: float, fill: str) -> None:
    painted = paint(fill, "ink")
    if shape == "square":
        canvas.rect(x - half, y - half, 2 * half, 2 * half, **painted)
    elif shape == "diamond":
        wide = half + 1.5
        canvas.polygon([(x - wide, y), (x, y - wide), (x + wide, y), (x, y + wide)], **painted)
    else:
        canvas.element("circle", cx=x, cy=y, r=half if shape == "circle" else half / 2, **painted)


def bias_key(
    canvas: Canvas, x: float, y: float, room: float, signs: tuple[tuple[str, str], ...]
) -> float:
    """The signs with their words in one line or more from baseline `y`; returns the last baseline."""
    at = x
    for judgement, word in signs:
        width = 24 + text_width(word, KEY_SIZE) + 14
        if at > x and at + width > x + room:
            at, y = x, y + 19
        bias(canvas, at + 8, y - 4, judgement, size=11)
        canvas.text(at + 20, y, word, size=KEY_SIZE, fill="quiet")
        at += width
    return y
