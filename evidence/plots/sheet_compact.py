"""A forest plot for a phone: each study's name and figures above its interval, no columns."""

from __future__ import annotations

from .axis import Strip, draw_axis, draw_guides, draw_sides, draw_span
from .canvas import Canvas
from .marks import bias, bias_key
from .sheet import Line, Sheet
from .text_width import elided, text_width, wrapped

WIDTH, EDGE, GAP = 360.0, 6.0, 22.0
SIZE, SMALL = 13.0, 11.5
TEXT_LINE, FACTS_LINE, STRIP = 16.0, 17.0, 18.0
MARK_STEP, MARK_SIZE = 16.0, 11.0
NAME_LINES = 3
BOLD_KINDS = ("heading", "subtotal", "total")


def compact(sheet: Sheet) -> str:
    """The SVG document."""
    canvas, strips = Canvas(), _strips(sheet)
    places = _places(sheet, _head(canvas, sheet, strips))
    bottom = places[-1]
    for line, y in zip(sheet.lines, places, strict=False):
        _line(canvas, sheet, strips, line, y)
    end = _below(canvas, sheet, strips, bottom)
    return canvas.document(
        WIDTH,
        end + EDGE,
        key=f"{sheet.key}-compact",
        title=sheet.title,
        description=sheet.description,
        kind="plot-compact",
    )


def _strips(sheet: Sheet) -> list[Strip]:
    count = len(sheet.panels)
    # the marks and arrows at the ends stay within the drawing
    width = (WIDTH - 2 * EDGE - 8 - GAP * (count - 1)) / count
    return [
        Strip(panel.scale, EDGE + 4 + i * (width + GAP), width)
        for i, panel in enumerate(sheet.panels)
    ]


def _head(canvas: Canvas, sheet: Sheet, strips: list[Strip]) -> float:
    for panel, strip in zip(sheet.panels, strips, strict=True):
        middle = strip.left + strip.width / 2
        canvas.text(middle, 18, panel.heading, anchor="middle", bold=True)
        canvas.text(middle, 34, panel.subheading, size=SMALL, anchor="middle", fill="quiet")
        draw_axis(canvas, strip, 60, above=True)
    return 60


def _places(sheet: Sheet, top: float) -> list[float]:
    """The top of each line, and last the bottom of all."""
    places, y = [], top + 6
    for line in sheet.lines:
        places.append(y)
        y += _height(sheet, line)
    return [*places, y + 4]


def _room(line: Line, sheet: Sheet) -> float:
    """What the name may take: all, less the figures that stand beside it."""
    beside = _beside(line, sheet)
    size = SIZE if len(sheet.panels) == 1 else SMALL
    taken = text_width(beside, size, bold=True) + 12 if beside else 0.0
    return WIDTH - 2 * EDGE - taken


def _beside(line: Line, sheet: Sheet) -> str:
    if len(sheet.panels) > 1:
        return line.brief
    return line.effects[0] if line.effects else ""


def _name(line: Line, sheet: Sheet) -> tuple[str, ...]:
    bold = line.kind in BOLD_KINDS
    return wrapped(line.label, SIZE, _room(line, sheet), lines=NAME_LINES, bold=bold)


def _facts(line: Line, sheet: Sheet) -> bool:
    return len(sheet.panels) == 1 and bool(line.brief or line.weight or line.marks)


def _height(sheet: Sheet, line: Line) -> float:
    height = 6 + TEXT_LINE * len(_name(line, sheet))
    height += FACTS_LINE if _facts(line, sheet) else 0
    height += TEXT_LINE if line.effects and len(sheet.panels) > 1 else 0
    height += STRIP + 3 if any(line.spans) else 0
    return height + (_note_height(line) if line.note else 0)


def _note_height(line: Line) -> float:
    return 4 + (TEXT_LINE - 1) * len(wrapped(line.note, SMALL, WIDTH - 2 * EDGE))


def _line(canvas: Canvas, sheet: Sheet, strips: list[Strip], line: Line, y: float) -> None:
    bold = line.kind in BOLD_KINDS
    y += 4
    for i, text in enumerate(_name(line, sheet)):
        y += TEXT_LINE
        canvas.text(EDGE, y - 3, text, bold=bold)
        if i == 0:
            _end(canvas, y - 3, line, sheet)
    if _facts(line, sheet):
        y += FACTS_LINE
        _small_print(canvas, line, y - 4)
    if line.effects and len(sheet.panels) > 1:
        y += TEXT_LINE
        for strip, text in zip(strips, line.effects, strict=True):
            middle = strip.left + strip.width / 2
            canvas.text(middle, y - 4, text, size=12, anchor="middle", bold=bold)
    if any(line.spans):
        y += 3
        for panel, strip, span in zip(sheet.panels, strips, line.spans, strict=False):
            # the guides stop between the intervals, so that they cross no text
            draw_guides(canvas, strip, panel, y - 1, y + STRIP - 2)
            draw_span(canvas, strip, line, span, y + STRIP / 2 - 2)
        y += STRIP
    if line.note:
        for part in wrapped(line.note, SMALL, WIDTH - 2 * EDGE):
            y += TEXT_LINE - 1
            canvas.text(EDGE, y, part, size=SMALL, fill="quiet")


def _end(canvas: Canvas, y: float, line: Line, sheet: Sheet) -> None:
    text, bold = _beside(line, sheet), line.kind in BOLD_KINDS
    if len(sheet.panels) > 1:
        canvas.text(WIDTH - EDGE, y, text, size=SMALL, anchor="end", fill="quiet")
    else:
        fill = "" if any(line.spans) else "quiet"
        canvas.text(WIDTH - EDGE, y, text, anchor="end", bold=bold, fill=fill)


def _small_print(canvas: Canvas, line: Line, y: float) -> None:
    """Counts on the left, marks and weight on the right."""
    taken = text_width(line.weight, SMALL) + MARK_STEP * len(line.marks) + 14
    brief = elided(line.brief, SMALL, WIDTH - 2 * EDGE - taken)
    canvas.text(EDGE, y, brief, size=SMALL, fill="quiet")
    canvas.text(WIDTH - EDGE, y, line.weight, size=SMALL, anchor="end", fill="quiet")
    right = WIDTH - EDGE - (48 if line.weight else 0) - MARK_STEP / 2
    first = right - MARK_STEP * (len(line.marks) - 1)
    for i, mark in enumerate(line.marks):
        bias(canvas, first + i * MARK_STEP, y - 4, mark, size=MARK_SIZE)


def _below(canvas: Canvas, sheet: Sheet, strips: list[Strip], bottom: float) -> float:
    taken = 0.0
    for panel, strip in zip(sheet.panels, strips, strict=True):
        draw_axis(canvas, strip, bottom)
        taken = max(taken, draw_sides(canvas, strip, panel, bottom + 36))
    y = bottom + 24 + taken
    for text, fill in [(t, "") for t in sheet.footer] + [(t, "quiet") for t in sheet.legend]:
        y += 4
        for part in wrapped(text, SMALL, WIDTH - 2 * EDGE, lines=4):
            y += TEXT_LINE - 1
            canvas.text(EDGE, y, part, size=SMALL, fill=fill)
    if sheet.signs:
        y = bias_key(canvas, EDGE, y + 22, WIDTH - 2 * EDGE, sheet.signs) + 2
    return y
