"""A forest plot for paper and a desk: text in columns, figures right-aligned, the axis beside them."""

from __future__ import annotations

from dataclasses import dataclass

from .axis import Strip, draw_axis, draw_guides, draw_sides, draw_span
from .canvas import Canvas
from .marks import bias, bias_key
from .sheet import Line, Panel, Sheet
from .text_width import text_width, wrapped

SIZE, SMALL = 13.0, 11.5
EDGE, GAP, GROUP_GAP, PANEL_GAP = 4.0, 13.0, 22.0, 34.0
WIDTH = 960.0
LABEL_ROOM = 215.0
NARROWEST, WIDEST = 210.0, 430.0
MARK_STEP = 19.0
ROW, TIGHT_ROW, MANY = 22.0, 18.0, 60
TEXT_LINE = 15.0
# A name of a study in so many lines keeps its year.
NAME_LINES = 3
BOLD_KINDS = ("heading", "subtotal", "total")


@dataclass(frozen=True, slots=True)
class _Layout:
    """Places of everything: right edges of text, ends of groups, panels, centres of the marks."""

    cells: tuple[float, ...]
    groups: tuple[tuple[float, float], ...]
    weight: float
    effects: tuple[float, ...]
    text_end: float
    strips: tuple[Strip, ...]
    marks: tuple[float, ...]
    width: float


def wide(sheet: Sheet) -> str:
    """The SVG document."""
    canvas, layout = Canvas(), _layout(sheet)
    top = _head(canvas, sheet, layout)
    places, bottom = _places(sheet, top)
    for panel, strip in zip(sheet.panels, layout.strips, strict=True):
        draw_guides(canvas, strip, panel, top, bottom)
    for line, y in zip(sheet.lines, places, strict=True):
        _line(canvas, sheet, layout, line, y)
    end = max(_axes(canvas, sheet, layout, bottom), _footer(canvas, sheet, layout, bottom))
    end = _legend(canvas, sheet, layout, end)
    return canvas.document(
        layout.width,
        end + EDGE,
        key=f"{sheet.key}-wide",
        title=sheet.title,
        description=sheet.description,
        kind="plot-wide",
    )


# --- Where things stand --------------------------------------------------------------------------


def _layout(sheet: Sheet) -> _Layout:
    x = EDGE + _label_width(sheet)
    x, cells, groups = _cell_edges(sheet, x)
    weight = 0.0
    if sheet.weight:
        x += GAP + max(_widest(sheet, [line.weight for line in sheet.lines]), _w(sheet.weight))
        weight = x
    effects = []
    for i, panel in enumerate(sheet.panels):
        texts = [line.effects[i] for line in sheet.lines if line.effects]
        x += GROUP_GAP + max(_widest(sheet, texts), *_heads(panel))
        effects.append(x)
    text_end, x = x, x + GROUP_GAP
    bias_room = GROUP_GAP + MARK_STEP * len(sheet.domains) if sheet.domains else 0.0
    strips, x = _strips(sheet, x, bias_room)
    marks = tuple(x + GROUP_GAP + MARK_STEP * (i + 0.5) for i in range(len(sheet.domains)))
    return _Layout(
        cells, groups, weight, tuple(effects), text_end, strips, marks, x + bias_room + EDGE
    )


def _w(text: str) -> float:
    return text_width(text, SIZE)


def _heads(panel: Panel) -> tuple[float, float]:
    return _w(panel.heading), text_width(panel.subheading, SMALL)


def _widest(sheet: Sheet, texts: list[str]) -> float:
    return max((text_width(text, SIZE, bold=True) for text in texts), default=0.0)


def _label_width(sheet: Sheet) -> float:
    """As wide as the longest name that is not wrapped; headings may run over the columns."""
    widths = [
        text_width(line.label, SIZE, bold=line.kind in BOLD_KINDS)
        for line in sheet.lines
        if line.kind != "heading"
    ]
    return min(LABEL_ROOM, max([_w(sheet.first), *widths]))


def _cell_edges(
    sheet: Sheet, x: float
) -> tuple[float, tuple[float, ...], tuple[tuple[float, float], ...]]:
    """Where the cells end, the right edge of each, and the ends of each group of them."""
    edges: list[float] = []
    ends: list[tuple[float, float]] = []
    for group, span in sheet.groups:
        widths = [_cell_width(sheet, len(edges) + i) for i in range(span)]
        missing = max(0.0, _heading_width(group) - sum(widths) - GAP * (span - 1)) / span
        left = x + GROUP_GAP
        for i, width in enumerate(widths):
            x += (GAP if i else GROUP_GAP) + width + missing
            edges.append(x)
        ends.append((left, x))
    return x, tuple(edges), tuple(ends)


def _heading_width(group: str) -> float:
    """A long heading has two lines; a short one is not broken."""
    width = text_width(group, SMALL)
    return width if width < 90 else max(90.0, min(width * 0.6, 150.0))


def _cell_width(sheet: Sheet, column: int) -> float:
    texts = [line.cells[column] for line in sheet.lines if line.cells]
    return max(_widest(sheet, texts), _w(sheet.columns[column]))


def _strips(sheet: Sheet, x: float, bias_room: float) -> tuple[tuple[Strip, ...], float]:
    count = len(sheet.panels)
    # squares at the end of an axis reach a little beyond it
    room = (WIDTH - EDGE - bias_room - x - PANEL_GAP * (count - 1) - 4) / count
    width = max(NARROWEST if count == 1 else 150.0, min(WIDEST, room))
    strips = []
    for panel in sheet.panels:
        strips.append(Strip(panel.scale, x, width))
        x += width + PANEL_GAP
    return tuple(strips), x - PANEL_GAP + 4


# --- Headings ------------------------------------------------------------------------------------


def _head(canvas: Canvas, sheet: Sheet, layout: _Layout) -> float:
    """The headings; returns the place of the line under them."""
    titles = [_group_title(sheet, layout, i) for i in range(len(sheet.groups))]
    over = max((len(lines) for lines, _, _ in titles), default=0)
    base = EDGE + 12 + TEXT_LINE * max(1, over)
    for lines, left, right in titles:
        _group(canvas, lines, left, right, base)
    canvas.text(EDGE, base, sheet.first, size=SMALL, fill="quiet")
    for edge, name in zip(layout.cells, sheet.columns, strict=True):
        canvas.text(edge, base, name, size=SMALL, anchor="end", fill="quiet")
    canvas.text(layout.weight, base, sheet.weight, size=SMALL, anchor="end", fill="quiet")
    for panel, edge, strip in zip(sheet.panels, layout.effects, layout.strips, strict=True):
        _panel_head(canvas, panel, edge, "end", base)
        if not _alone(sheet):
            _panel_head(canvas, panel, strip.left + strip.width / 2, "middle", base)
    _bias_head(canvas, sheet, layout, base)
    canvas.line(EDGE, base + 8, layout.width - EDGE, base + 8, stroke="edge")
    return base + 8


def _alone(sheet: Sheet) -> bool:
    """One panel needs no second heading: the column of figures beside it has the same."""
    return len(sheet.panels) == 1


def _group_title(sheet: Sheet, layout: _Layout, index: int) -> tuple[tuple[str, ...], float, float]:
    (group, _), (left, right) = sheet.groups[index], layout.groups[index]
    return wrapped(group, SMALL, right - left + GAP) if group else (), left, right


def _group(canvas: Canvas, lines: tuple[str, ...], left: float, right: float, base: float) -> None:
    if not lines:
        return
    for i, text in enumerate(reversed(lines)):
        y = base - 19 - i * (TEXT_LINE - 1)
        canvas.text((left + right) / 2, y, text, size=SMALL, anchor="middle", fill="quiet")
    canvas.line(left, base - 13.5, right, base - 13.5, stroke="line")


def _panel_head(canvas: Canvas, panel: Panel, x: float, anchor: str, base: float) -> None:
    canvas.text(x, base - TEXT_LINE, panel.heading, size=SIZE, anchor=anchor)
    canvas.text(x, base, panel.subheading, size=SMALL, anchor=anchor, fill="quiet")


def _bias_head(canvas: Canvas, sheet: Sheet, layout: _Layout, base: float) -> None:
    if not layout.marks:
        return
    right = layout.marks[-1] + MARK_STEP / 2
    y = base - TEXT_LINE if any(sheet.domains) else base
    canvas.text(right, y, sheet.domains_heading, size=SMALL, anchor="end", fill="quiet")
    for x, domain in zip(layout.marks, sheet.domains, strict=True):
        canvas.text(x, base, domain, size=SMALL, anchor="middle", fill="quiet")


# --- Lines ---------------------------------------------------------------------------------------


def _label_lines(line: Line, room: float) -> tuple[str, ...]:
    return wrapped(line.label, SIZE, room, lines=NAME_LINES, bold=line.kind in BOLD_KINDS)


def _room(sheet: Sheet, line: Line) -> float:
    return 3 * LABEL_ROOM if line.kind == "heading" else max(LABEL_ROOM, _w(sheet.first))


def _places(sheet: Sheet, top: float) -> tuple[list[float], float]:
    """The middle of each line's first row of text, and where the last line ends."""
    row = TIGHT_ROW if len(sheet.lines) > MANY else ROW
    y, places = top + 4, []
    for before, line in zip((None, *sheet.lines), sheet.lines, strict=False):
        if before is not None and _sets_apart(before, line):
            y += 8
        places.append(y + row / 2)
        more = len(_label_lines(line, _room(sheet, line))) - 1
        y += row + more * TEXT_LINE + (TEXT_LINE + 3 if line.note else 0)
    return places, y + 6


def _sets_apart(before: Line, line: Line) -> bool:
    """A little air before a heading, and before what sums up."""
    if line.kind == "total":
        return True
    return line.kind == "heading" and before.kind != "heading"


def _line(canvas: Canvas, sheet: Sheet, layout: _Layout, line: Line, y: float) -> None:
    base, bold = y + 4.5, line.kind in BOLD_KINDS
    texts = _label_lines(line, _room(sheet, line))
    for i, text in enumerate(texts):
        canvas.text(EDGE, base + i * TEXT_LINE, text, bold=bold)
    _figures(canvas, layout, line, base, bold)
    for strip, span in zip(layout.strips, line.spans, strict=False):
        draw_span(canvas, strip, line, span, y)
    for x, mark in zip(layout.marks, line.marks, strict=False):
        bias(canvas, x, y, mark)
    if line.note:
        below = base + TEXT_LINE * len(texts) + 2
        canvas.text(EDGE, below, line.note, size=SMALL, fill="quiet")


def _figures(canvas: Canvas, layout: _Layout, line: Line, base: float, bold: bool) -> None:
    for edge, text in zip(layout.cells, line.cells, strict=False):
        canvas.text(edge, base, text, anchor="end", bold=bold)
    canvas.text(layout.weight, base, line.weight, anchor="end", bold=bold)
    for edge, span, text in zip(layout.effects, line.spans, line.effects, strict=False):
        canvas.text(edge, base, text, anchor="end", bold=bold, fill="" if span else "quiet")


# --- Below ---------------------------------------------------------------------------------------


def _axes(canvas: Canvas, sheet: Sheet, layout: _Layout, bottom: float) -> float:
    end = bottom
    for panel, strip in zip(sheet.panels, layout.strips, strict=True):
        draw_axis(canvas, strip, bottom)
        end = max(end, bottom + 38 + draw_sides(canvas, strip, panel, bottom + 38) - 8)
    return end


def _footer(canvas: Canvas, sheet: Sheet, layout: _Layout, bottom: float) -> float:
    """Statistics left of the axis; under the axis where they would not have room there."""
    y = bottom + 14
    for text in sheet.footer:
        for part in wrapped(text, SMALL, layout.text_end - EDGE):
            canvas.text(EDGE, y, part, size=SMALL)
            y += TEXT_LINE + 1
    return y - 8


def _legend(canvas: Canvas, sheet: Sheet, layout: _Layout, end: float) -> float:
    y = end + 8
    for text in sheet.legend:
        for part in wrapped(text, SMALL, layout.width - 2 * EDGE, lines=3):
            y += TEXT_LINE
            canvas.text(EDGE, y, part, size=SMALL, fill="quiet")
    if sheet.signs:
        y = bias_key(canvas, EDGE, y + TEXT_LINE + 3, layout.width - 2 * EDGE, sheet.signs) + 2
    return y
