"""A small writer of SVG: shapes and text with classes, presentation attributes, nothing else.

Colours are given twice, as a class that a page's stylesheet may paint (light, dark, print) and as the
attribute that holds where there is no stylesheet. There are no style attributes, which a strict
Content-Security-Policy forbids, and nothing depends on time or chance: same figure, same bytes.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

FONTS = (
    "Helvetica Neue, Helvetica, Arial, Liberation Sans, Hiragino Sans, Yu Gothic, Noto Sans CJK JP,"
    " Source Sans Pro, sans-serif"
)
# Each paint as it looks without a stylesheet: black on white, blue and orange for two sides.
PAINTS = {
    "ink": "#111111",
    "quiet": "#555555",
    "study": "#5d6570",
    "edge": "#83817a",
    "line": "#dddbd4",
    "wash": "#c9c7c0",
    "paper": "#ffffff",
    "one": "#1d5799",
    "two": "#9a4a00",
}
# What XML 1.0 cannot hold at all, not even as a reference.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Attribute = str | float | int | None


def safe(text: str) -> str:
    """Text for between two tags."""
    return escape(_UNWRITABLE.sub("\ufffd", text))


def coordinate(value: float) -> str:
    """A length with at most two decimals and no trailing zeros."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def paint(fill: str = "", stroke: str = "") -> dict[str, Attribute]:
    """Class and attributes of a fill and a stroke, both keys of PAINTS or `none`."""
    classes = [f"{kind}-{name}" for kind, name in (("fill", fill), ("stroke", stroke)) if name]
    attributes: dict[str, Attribute] = {"class": " ".join(classes)}
    if fill:
        attributes["fill"] = PAINTS.get(fill, fill)
    if stroke:
        attributes["stroke"] = PAINTS.get(stroke, stroke)
    return attributes


class Canvas:
    """Collects elements in drawing order and writes them as one SVG document."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def element(self, name: str, content: str = "", /, **attributes: Attribute) -> None:
        """One element; an attribute's underscores become hyphens, None leaves it out."""
        written = _attributes(attributes)
        self._parts.append(
            f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, stroke: str, **attributes: Attribute
    ) -> None:
        """A straight line."""
        self.element("line", x1=x1, y1=y1, x2=x2, y2=y2, **paint(stroke=stroke), **attributes)

    def rect(
        self, x: float, y: float, width: float, height: float, **attributes: Attribute
    ) -> None:
        """A rectangle by its upper left corner."""
        self.element("rect", x=x, y=y, width=width, height=height, **attributes)

    def polygon(self, points: list[tuple[float, float]], **attributes: Attribute) -> None:
        """A closed outline."""
        self.element("polygon", points=_points(points), **attributes)

    def polyline(self, points: list[tuple[float, float]], **attributes: Attribute) -> None:
        """An open line through points."""
        self.element("polyline", points=_points(points), **{"fill": "none"} | attributes)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float | None = None,
        anchor: str = "",
        bold: bool = False,
        fill: str = "",
    ) -> None:
        """One line of text on the baseline `y`; anchor `middle` or `end` moves it left of `x`."""
        if not text:
            return
        self.element(
            "text",
            safe(text),
            x=x,
            y=y,
            font_size=size,
            text_anchor=anchor or None,
            font_weight="600" if bold else None,
            **(paint(fill) if fill else {}),
        )

    def document(
        self, width: float, height: float, *, key: str, title: str, description: str, kind: str
    ) -> str:
        """The whole drawing; `key` makes its ids unique on a page, `kind` is its class."""
        across, down = coordinate(width), coordinate(height)
        names = f"{key}-title {key}-desc"
        root = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class={quoteattr(f"plot {kind}")} role="img"'
            f" aria-labelledby={quoteattr(names)}"
            f' viewBox="0 0 {across} {down}" width="{across}" height="{down}"'
            f' font-family="{FONTS}" font-size="13">'
        )
        heads = (
            f"<title id={quoteattr(f'{key}-title')}>{safe(title)}</title>"
            f"<desc id={quoteattr(f'{key}-desc')}>{safe(description)}</desc>"
        )
        body = "\n".join(self._parts)
        written = _attributes(paint("ink"))
        return f"{root}\n{heads}\n<g{written}>\n{body}\n</g>\n</svg>\n"


def _attributes(attributes: dict[str, Attribute]) -> str:
    return "".join(
        f" {name.replace('_', '-')}={quoteattr(_value(value))}"
        for name, value in attributes.items()
        if value is not None
    )


def _value(value: str | float | int) -> str:
    return _UNWRITABLE.sub("\ufffd", value) if isinstance(value, str) else coordinate(value)


def _points(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{coordinate(x)},{coordinate(y)}" for x, y in points)
