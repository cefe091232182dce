"""Reads an SVG as a person would: its texts with their boxes, its marks, what it must never hold."""

import xml.etree.ElementTree as ET
from dataclasses import dataclass

from evidence.plots.text_width import text_width

SVG = "{http://www.w3.org/2000/svg}"
# A line of text is this much of its font size above and below its baseline.
ABOVE, BELOW = 0.74, 0.2


@dataclass(frozen=True)
class Box:
    """A line of text with the room it takes."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right - 0.5
            and other.left < self.right - 0.5
            and self.top < other.bottom - 0.5
            and other.top < self.bottom - 0.5
        )


def root(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def size(svg: str) -> tuple[float, float]:
    element = root(svg)
    return float(element.get("width")), float(element.get("height"))


def boxes(svg: str) -> list[Box]:
    return [_box(element) for element in root(svg).iter(f"{SVG}text")]


def _box(element: ET.Element) -> Box:
    font, text = float(element.get("font-size", 13)), element.text
    width = text_width(text, font, bold=element.get("font-weight") is not None)
    x, y = float(element.get("x")), float(element.get("y"))
    left = x - {"end": width, "middle": width / 2}.get(element.get("text-anchor"), 0)
    return Box(text, left, left + width, y - ABOVE * font, y + BELOW * font)


def texts(svg: str) -> list[str]:
    return [box.text for box in boxes(svg)]


def overlaps(svg: str) -> list[tuple[str, str]]:
    """Pairs of texts that stand on each other."""
    found = sorted(boxes(svg), key=lambda box: box.top)
    return [
        (a.text, b.text) for i, a in enumerate(found) for b in found[i + 1 : i + 60] if a.meets(b)
    ]


def outside(svg: str) -> list[str]:
    """Texts that reach beyond the drawing."""
    width, height = size(svg)
    return [
        box.text
        for box in boxes(svg)
        if box.left < -0.5 or box.right > width + 0.5 or box.top < -0.5 or box.bottom > height + 0.5
    ]


def marks(svg: str, kind: str) -> list[ET.Element]:
    """The elements of one kind of mark."""
    return [each for each in root(svg).iter() if each.get("data-mark") == kind]


def squares(svg: str) -> list[ET.Element]:
    """The squares of studies."""
    return [each for each in root(svg).iter(f"{SVG}rect") if each.get("class") == "fill-study"]


def middle(square: ET.Element) -> float:
    return float(square.get("x")) + float(square.get("width")) / 2


def faults(figure) -> list[str]:
    """What no figure may have: style, script, missing texts, text on text or beyond the edge."""
    return [fault for svg in (figure.wide, figure.compact) for fault in _faults(svg)]


def _faults(svg: str) -> list[str]:
    element = root(svg)
    found = [f"style on {e.tag}" for e in element.iter() if e.get("style") is not None]
    found += [f"{e.tag}" for e in element.iter() if e.tag in (f"{SVG}style", f"{SVG}script")]
    title, description = element.find(f"{SVG}title"), element.find(f"{SVG}desc")
    if element.get("role") != "img" or not title.text or not description.text:
        found.append("no role, title or description")
    if element.get("aria-labelledby") != f"{title.get('id')} {description.get('id')}":
        found.append("labelled by something else")
    found += [f"overlap: {a} / {b}" for a, b in overlaps(svg)]
    found += [f"outside: {text}" for text in outside(svg)]
    found += [number for number in ("nan", "inf") if f'"{number}"' in svg]
    return found
