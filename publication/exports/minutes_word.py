"""Minutes as a Word document: upright, in the letters of the evidence profile."""

import io
from typing import Any

from publication.exports.archive import unzipped, zipped
from publication.exports.cells import printable
from publication.exports.word import (
    NO_TIME,
    begins_from_the_right,
    borders,
    language_tag,
    lead_from_the_right,
    plain_title,
    repeat,
)
from publication.minutes.blocks import Block, Minutes

_SIZE, _SMALL = 10.5, 8.5


def minutes_word(minutes: Minutes) -> bytes:
    """The minutes; the same rounds give the same bytes."""
    from docx import Document  # slow import: only when somebody takes a file away

    document = Document()
    _prepare(document, minutes)
    plain_title(document.add_heading(level=1).add_run(printable(minutes.title)))
    document.add_paragraph(printable(minutes.subject))
    for block in minutes.blocks:
        _WRITERS[block.kind](document, block)
    lead_from_the_right(document)
    made = io.BytesIO()
    document.save(made)
    return zipped(unzipped(made.getvalue()))


def _prepare(document: Any, minutes: Minutes) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2.2))
    _foot(section, printable(minutes.footer))
    style = document.styles["Normal"]
    style.font.size, style.font.name = Pt(_SIZE), "Arial"
    style.paragraph_format.space_after = Pt(5)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "Yu Gothic")
    tag = language_tag(minutes.language)
    style.element.rPr.append(style.element.rPr.makeelement(qn("w:lang"), {qn("w:val"): tag}))
    said = document.core_properties
    said.title = printable(minutes.title)[:255]
    said.subject = printable(minutes.subject)[:255]
    said.author, said.comments, said.language = "Plenary", "", tag
    said.created = said.modified = NO_TIME


def _foot(section: Any, text: str) -> None:
    """The rounds at the left; which page of how many at the right."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    line = section.footer.paragraphs[0]
    width = section.page_width - section.left_margin - section.right_margin
    line.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    line.style.paragraph_format.tab_stops.clear_all()
    line.add_run(f"{text}\t")
    for field, between in (("PAGE", " / "), ("NUMPAGES", "")):
        counted = OxmlElement("w:fldSimple")
        counted.set(qn("w:instr"), field)
        line._p.append(counted)
        line.add_run(between)
    line.style.font.size = Pt(_SMALL)


def _heading(document: Any, block: Block) -> None:
    _headed(document, block, level=2, before=16)


def _subheading(document: Any, block: Block) -> None:
    _headed(document, block, level=3, before=10)


def _headed(document: Any, block: Block, *, level: int, before: int) -> None:
    from docx.shared import Pt

    heading = document.add_heading(level=level)
    plain_title(heading.add_run(printable(block.text)))
    heading.paragraph_format.space_before = Pt(before)
    heading.paragraph_format.space_after = Pt(3)


def _text(document: Any, block: Block) -> None:
    document.add_paragraph(printable(block.text))


def _statement(document: Any, block: Block) -> None:
    document.add_paragraph().add_run(printable(block.text)).bold = True


def _list(document: Any, block: Block) -> None:
    _over(document, block)
    for (line,) in block.rows:
        document.add_paragraph(printable(line), style="List Bullet")


def _facts(document: Any, block: Block) -> None:
    from docx.shared import Pt

    _over(document, block)
    for name, text in block.rows:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(2)
        line.add_run(f"{printable(name)}: ").bold = True
        # What is read from the other side stands in a paragraph of its own.
        line = document.add_paragraph() if begins_from_the_right(text) else line
        line.add_run(printable(text))


def _table(document: Any, block: Block) -> None:
    """Figures at the right, and all of a short table on one page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]))
    table.style = "Table Grid"
    borders(table)
    for number, (row, texts) in enumerate(zip(table.rows, block.rows, strict=True)):
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            line = cell.paragraphs[0]
            line.add_run(printable(text)).bold = number == 0
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if column else None
            line.paragraph_format.space_after = Pt(2)
            line.paragraph_format.keep_with_next = number + 1 < len(block.rows)
    repeat(table.rows[0])
    document.add_paragraph()


def _signatures(document: Any, block: Block) -> None:
    from docx.shared import Pt

    for (who,) in block.rows:
        line = document.add_paragraph(f"{'_' * 40}   {printable(who)}")
        line.paragraph_format.space_before = Pt(34)
        line.paragraph_format.keep_together = True


def _over(document: Any, block: Block) -> None:
    if block.text:
        title = document.add_paragraph()
        title.add_run(printable(block.text)).bold = True
        title.paragraph_format.keep_with_next = True


_WRITERS = {
    "heading": _heading,
    "subheading": _subheading,
    "statement": _statement,
    "text": _text,
    "facts": _facts,
    "table": _table,
    "list": _list,
    "signatures": _signatures,
}
