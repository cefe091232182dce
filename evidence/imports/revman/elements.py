"""Bytes of XML as plain elements, with their lines; without document types, entities or the network.

The one module that knows the parser. What could make a small file large or reach outside is refused:
document type declarations (and with them every entity), deep nesting, large files.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]  # has no types of its own

from .problems import Place, Problem, Refused

LARGEST = 100 * 1024 * 1024
DEEPEST = 64
# More than the largest reviews have; many small elements cost more time and memory than text.
MOST_ELEMENTS = 500_000
# Branches of a review that are read; text, figures and tables are dropped as they pass.
WANTED = frozenset({"COVER_SHEET", "STUDIES_AND_REFERENCES", "ANALYSES_AND_DATA"})
_SAFELY = {
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


@dataclass(slots=True)
class Element:
    """An element of the file; `line` counts from 1, `text` is its own and all below it."""

    name: str
    line: int
    attributes: Mapping[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, *names: str) -> Iterator[Element]:
        """Its children of these names, in the file's order."""
        return (child for child in self.children if child.name in names)

    def one(self, name: str) -> Element | None:
        """Its first child of this name."""
        return next(self.all(name), None)

    def words(self, name: str) -> str:
        """The text of its first child of this name, blanks put together."""
        child = self.one(name)
        return "" if child is None else " ".join(child.text.split())

    def below(self) -> Iterator[Element]:
        """Every element below it, in the file's order."""
        for child in self.children:
            yield child
            yield from child.below()


def read_xml(content: bytes, *, root: str) -> Element:
    """The root of that name with the branches WANTED below it; raises Refused."""
    if len(content) > LARGEST:
        raise Refused(Problem("too-large", value=f"{len(content)} bytes"))
    if not content.strip():
        raise Refused(Problem("empty-file"))
    events = etree.iterparse(io.BytesIO(content), events=("start", "end"), **_SAFELY)
    try:
        return _walked(events, root)
    except etree.XMLSyntaxError as error:
        raise Refused(_broken(events, error)) from error
    except (ValueError, LookupError) as error:
        raise Refused(Problem("broken-xml", Place(line=1), str(error))) from error


def _broken(events: etree.iterparse, error: etree.XMLSyntaxError) -> Problem:
    """Where the first thing went wrong; the error itself may tell of the last, or of other files."""
    found = [(entry.line, entry.message) for entry in events.error_log if entry.line]
    line, message = found[0] if found else (error.lineno or 1, error.msg)
    code = "too-deep" if "depth" in str(message) else "broken-xml"
    return Problem(code, Place(line=line), str(message))


def _walked(events: etree.iterparse, root: str) -> Element:
    above: list[Element] = []
    found: Element | None = None
    count = 0
    for event, node in events:
        if event == "start":
            count += 1
            found = found or _root(node, root)
            _refuse_size(node, len(above), count)
            above.append(_element(node) if above else found)
            continue
        element = above.pop()
        if above:
            element.text = _text(node, element)
        # A second level that nobody reads takes its whole branch along.
        if above and (len(above) > 1 or element.name in WANTED):
            above[-1].children.append(element)
        node.clear(keep_tail=True)
    if found is None:
        raise Refused(Problem("empty-file"))
    return found


def _root(node: etree._Element, wanted: str) -> Element:
    about = node.getroottree().docinfo
    if about.doctype or about.internalDTD is not None:
        raise Refused(Problem("document-type", Place(line=1), about.doctype or "DOCTYPE"))
    if node.tag != wanted:
        place = Place(line=node.sourceline or 1, element=str(node.tag)[:100])
        raise Refused(Problem("wrong-root", place, str(node.tag)))
    return _element(node)


def _element(node: etree._Element) -> Element:
    attributes = {str(name): str(value) for name, value in node.attrib.items()}
    return Element(str(node.tag), node.sourceline or 0, attributes)


def _text(node: etree._Element, element: Element) -> str:
    """The text of a finished element; those below it have theirs already."""
    if not element.children:
        return node.text or ""
    parts = [node.text or ""]
    # An entity that nobody declared stands among the children; the parser refuses it afterwards.
    children = (child for child in node if isinstance(child.tag, str))
    for child, below in zip(children, element.children, strict=False):
        parts += [below.text, child.tail or ""]
    return "".join(parts)


def _refuse_size(node: etree._Element, depth: int, count: int) -> None:
    if depth < DEEPEST and count <= MOST_ELEMENTS:
        return
    place = Place(line=node.sourceline or 0, element=str(node.tag)[:100])
    if depth >= DEEPEST:
        raise Refused(Problem("too-deep", place))
    raise Refused(Problem("too-large", place, f"{MOST_ELEMENTS} elements"))
