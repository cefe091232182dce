"""The marks of points and outlines in a plane, and their samples in a key.

Two tests, and studies found and filled in, differ in shape as well as in colour.
"""

from __future__ import annotations

from collections.abc import Callable

from .canvas import Canvas, paint

DASHED = "5 3.5"
# Strength of the shades of a contour-enhanced funnel.
DARK, LIGHT = 0.85, 0.4
Point = tuple[float, float]


def ellipse(canvas: Canvas, x: float, y: float, half: Point, name: str) -> None:
    """A study of the first test, wide by people without and high by people with the condition."""
    canvas.element(
        "ellipse",
        cx=x,
        cy=y,
        rx=half[0],
        ry=half[1],
        **paint(name, name),
        fill_opacity=0.12,
        data_mark="study",
    )


def box(canvas: Canvas, x: float, y: float, half: Point, name: str) -> None:
    """A study of the second test."""
    canvas.rect(
        x - half[0],
        y - half[1],
        2 * half[0],
        2 * half[1],
        **paint(name, name),
        fill_opacity=0.12,
        data_mark="study",
    )


def disc(canvas: Canvas, x: float, y: float, name: str) -> None:
    """The summary point of the first test, set off by a ring of paper."""
    canvas.element(
        "circle", cx=x, cy=y, r=5.5, **paint(name, "paper"), stroke_width=1.5, data_mark="summary"
    )


def rhombus(canvas: Canvas, x: float, y: float, name: str) -> None:
    """The summary point of the second test."""
    points = [(x - 7, y), (x, y - 7), (x + 7, y), (x, y + 7)]
    canvas.polygon(points, **paint(name, "paper"), stroke_width=1.5, data_mark="summary")


def outline(canvas: Canvas, points: list[Point], name: str, *, dashed: bool) -> None:
    """A region: a whole line for where the point lies, a broken one for a new study."""
    canvas.polygon(
        points,
        **paint("none", name),
        stroke_width=1.2,
        stroke_dasharray=DASHED if dashed else None,
        data_mark="prediction" if dashed else "confidence",
    )


def curve(canvas: Canvas, points: list[Point], name: str) -> None:
    """A curve through points."""
    canvas.polyline(points, **paint("none", name), stroke_width=2, data_mark="curve")


def dot(canvas: Canvas, x: float, y: float, name: str) -> None:
    """A study in a funnel."""
    canvas.element("circle", cx=x, cy=y, r=3.6, **paint(name, "paper"), data_mark="study")


def bubble(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """A study in a meta-regression; several on one place can be told apart."""
    canvas.element(
        "circle",
        cx=x,
        cy=y,
        r=radius,
        **paint("study", "study"),
        fill_opacity=0.35,
        data_mark="study",
    )


def hollow(canvas: Canvas, x: float, y: float, name: str) -> None:
    """A study filled in by trim and fill."""
    canvas.rect(x - 3.4, y - 3.4, 6.8, 6.8, **paint("paper", name), data_mark="filled")


def shade(canvas: Canvas, points: list[Point], opacity: float) -> None:
    """A contour region: grey of this strength, nothing for 0 (then the paper shows again)."""
    canvas.polygon(points, **paint("paper"), data_mark="contour")
    if opacity:
        canvas.polygon(points, **paint("wash"), fill_opacity=opacity)


def _line(canvas: Canvas, x: float, y: float, name: str, **extra: str | float) -> None:
    canvas.line(x - 11, y, x + 11, y, stroke=name, **extra)


def _both(canvas: Canvas, x: float, y: float, name: str) -> None:
    disc(canvas, x - 7, y, name)
    rhombus(canvas, x + 7, y, name)


def _swatch(x: float, y: float) -> list[Point]:
    return [(x - 11, y - 6), (x + 11, y - 6), (x + 11, y + 6), (x - 11, y + 6)]


SAMPLES: dict[str, Callable[[Canvas, float, float, str], None]] = {
    "ellipse": lambda canvas, x, y, name: ellipse(canvas, x, y, (6, 5), name),
    "box": lambda canvas, x, y, name: box(canvas, x, y, (6, 5), name),
    "disc": disc,
    "rhombus": rhombus,
    "summaries": _both,
    "whole": lambda canvas, x, y, name: _line(canvas, x, y, name, stroke_width=1.2),
    "dashed": lambda canvas, x, y, name: _line(canvas, x, y, name, stroke_dasharray=DASHED),
    "thick": lambda canvas, x, y, name: _line(canvas, x, y, name, stroke_width=2),
    "dot": dot,
    "hollow": hollow,
    "bubble": lambda canvas, x, y, _: bubble(canvas, x, y, 5),
    "dark": lambda canvas, x, y, _: shade(canvas, _swatch(x, y), DARK),
    "light": lambda canvas, x, y, _: shade(canvas, _swatch(x, y), LIGHT),
}
