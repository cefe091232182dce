"""The evidence profile as a Word document: landscape, headings that repeat, one table a sheet."""

import io
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from evidence.profiles.table import ProfileTable
from publication.exports.archive import unzipped, zipped
from publication.exports.cells import printable
from publication.exports.layout import Cell, Sheet, sheets_of

# Filled and open circles of one block of Unicode have one size in every font; ⊕ and ◯ have not.
CIRCLES = {"high": "●●●●", "moderate": "●●●○", "low": "●●○○", "very-low": "●○○○"}
_SIZE, _SMALL, _TITLE = 7.5, 7.5, 13.0
_SHADE, _LINE = "F2F1EC", "B8B6AE"
# A Word file keeps when it was made; a time that never changes gives the same file for the same evidence.
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def word(table: ProfileTable) -> bytes:
    """The profile and the summary of findings, each beginning on a page of its own."""
    from docx import Document  # slow import: only when somebody takes a file away

    document = Document()
    _prepare(document, table)
    sheets = sheets_of(table)
    for number, sheet in enumerate(sheets):
        if number:
            document.add_page_break()
        _sheet(document, sheet)
    lead_from_the_right(document)
    made = io.BytesIO()
    document.save(made)
    # Written again without the times that its files were given.
    return zipped(unzipped(made.getvalue()))


def _prepare(document: Any, table: ProfileTable) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(1.5))
    style = document.styles["Normal"]
    style.font.size = Pt(_SIZE)
    style.font.name = "Arial"
    style.paragraph_format.space_after = Pt(0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "Yu Gothic")
    language = style.element.rPr.makeelement(
        qn("w:lang"), {qn("w:val"): language_tag(table.language)}
    )
    style.element.rPr.append(language)
    said = document.core_properties
    said.title = printable(f"{_('Evidence profile')}: {table.title}")[:255]
    said.subject = printable(table.guideline)[:255]
    said.author, said.comments, said.language = "Plenary", "", language_tag(table.language)
    said.created = said.modified = NO_TIME


def language_tag(language: str) -> str:
    """The language as Word knows it."""
    return {"en": "en-GB", "ja": "ja-JP"}.get(language, to_locale(language).replace("_", "-"))


# --- One sheet -----------------------------------------------------------------------------------


def _sheet(document: Any, sheet: Sheet) -> None:
    from docx.shared import Pt

    heading = document.add_heading(level=1)
    plain_title(heading.add_run(sheet.title))
    heading.paragraph_format.space_before = Pt(0)
    question = document.add_paragraph()
    question.add_run(printable(sheet.question)).bold = True
    question.paragraph_format.space_after = Pt(3)
    for fact in sheet.facts:
        line = document.add_paragraph()
        line.add_run(f"{fact.name}: ").bold = True
        line.add_run(printable(fact.text))
    document.add_paragraph(printable(sheet.guideline)).paragraph_format.space_after = Pt(6)
    _table(document, sheet)
    for note in sheet.notes:
        _small(document, printable(note))
    for footnote in sheet.footnotes:
        line = _small(document, "")
        line.add_run(str(footnote.number)).font.superscript = True
        line.add_run(f" {printable(footnote.text)}").font.size = Pt(_SMALL)
    _small(document, _("Evidence {hash}").format(hash=sheet.evidence_hash))


def plain_title(run: Any) -> None:
    """A title in the letters of the text: black, in its font."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    run.font.size, run.font.name = Pt(_TITLE), "Arial"
    run.font.color.rgb = RGBColor(0, 0, 0)
    run._element.rPr.get_or_add_rFonts().set(qn("w:eastAsia"), "Yu Gothic")


def _small(document: Any, text: str) -> Any:
    from docx.shared import Pt

    line = document.add_paragraph()
    if text:
        line.add_run(text).font.size = Pt(_SMALL)
    line.paragraph_format.space_before = Pt(2)
    return line


def _table(document: Any, sheet: Sheet) -> None:
    columns = len(sheet.columns)
    table = document.add_table(rows=2 + len(sheet.rows), cols=columns)
    table.style = "Table Grid"
    table.autofit = False
    borders(table)
    _margins(table)
    # python-docx walks the whole table for each of its rows and columns: ask once.
    rows = [(row, row.cells) for row in table.rows]
    _widths(table, sheet, rows)
    _headings(sheet, *rows[:2])
    for (row, places), cells in zip(rows[2:], sheet.rows, strict=True):
        _keep_together(row)
        place = 0
        for cell in cells:
            got = places[place]
            if cell.span > 1:
                got = got.merge(places[place + cell.span - 1])
            _fill(got, cell)
            # The heading of an outcome: never the last row of a page.
            got.paragraphs[0].paragraph_format.keep_with_next = len(cells) == 1
            # A row with nothing but a heading stays with the row that it heads.
            got.paragraphs[0].paragraph_format.keep_with_next = cell.span == len(places)
            place += cell.span


def _headings(sheet: Sheet, upper: tuple[Any, Any], lower: tuple[Any, Any]) -> None:
    """Two rows that repeat on every page; a column without a group is as high as both."""
    place = 0
    for group, span in sheet.groups:
        if group:
            got = upper[1][place].merge(upper[1][place + span - 1])
            _fill(got, Cell((group,), heading=True), centred=True)
        for column in range(place, place + span):
            got = lower[1][column]
            if not group:
                got = upper[1][column].merge(got)
            _fill(got, Cell((sheet.columns[column].title,), heading=True))
        place += span
    for row, _cells in (upper, lower):
        repeat(row)


def _fill(got: Any, cell: Cell, *, centred: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = got.paragraphs[0]
    for extra in got.paragraphs[1:]:
        extra._element.getparent().remove(extra._element)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    lines: Sequence[str] = cell.lines
    if cell.level:
        lines = (CIRCLES[cell.level], *lines)
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        run = paragraph.add_run(printable(line))
        run.bold = cell.heading
        run.font.size = Pt(_SIZE)
    if cell.footnotes:
        run = paragraph.add_run(",".join(map(str, cell.footnotes)))
        run.font.superscript = True
        run.font.size = Pt(_SIZE)
    if cell.heading:
        _shade(got)


# --- What python-docx has no words for ------------------------------------------------------------


# What stands after a paragraph's direction in its properties (ISO/IEC 29500-1, 17.3.1.26).
_AFTER_DIRECTION = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
    *("w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
    *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr"),
    "w:pPrChange",
)


def lead_from_the_right(document: Any) -> None:
    """Set each paragraph that begins with Arabic or Hebrew from right to left, those of tables too."""
    from docx.oxml.ns import qn

    for line in document.element.body.iter(qn("w:p")):
        if begins_from_the_right("".join(each.text or "" for each in line.iter(qn("w:t")))):
            about = line.get_or_add_pPr()
            about.insert_element_before(about.makeelement(qn("w:bidi")), *_AFTER_DIRECTION)


def begins_from_the_right(text: str) -> bool:
    """Whether the first letter with a direction is read from right to left, as browsers decide (UAX 9, P2)."""
    directions = map(unicodedata.bidirectional, text)
    return next((each for each in directions if each in ("L", "R", "AL")), "L") != "L"


def repeat(row: Any) -> None:
    """The row is a heading that every page repeats."""
    _add(row._tr.get_or_add_trPr(), "w:tblHeader", {"w:val": "true"})
    _keep_together(row)


def _keep_together(row: Any) -> None:
    """The row does not break across pages."""
    _add(row._tr.get_or_add_trPr(), "w:cantSplit", {"w:val": "true"})


def _shade(cell: Any) -> None:
    _add(
        cell._tc.get_or_add_tcPr(),
        "w:shd",
        {"w:val": "clear", "w:color": "auto", "w:fill": _SHADE},
    )


def borders(table: Any) -> None:
    """Thin grey lines around every cell."""
    from docx.oxml.ns import qn

    borders = _add(table._tbl.tblPr, "w:tblBorders", {})
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = {"val": "single", "sz": "4", "space": "0", "color": _LINE}
        names = {qn(f"w:{key}"): value for key, value in line.items()}
        borders.append(borders.makeelement(qn(f"w:{side}"), names))


def _margins(table: Any) -> None:
    """Cells with little room at their sides, so that words need no break."""
    margins = _add(table._tbl.tblPr, "w:tblCellMar", {})
    for side, twentieths in (("top", "20"), ("left", "50"), ("bottom", "20"), ("right", "40")):
        _add(margins, f"w:{side}", {"w:w": twentieths, "w:type": "dxa"})


def _widths(table: Any, sheet: Sheet, rows: Sequence[tuple[Any, Any]]) -> None:
    from docx.shared import Cm

    whole = sum(column.width for column in sheet.columns)
    widths = [Cm(26.7 * column.width / whole) for column in sheet.columns]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for _row, cells in rows:
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width


def _add(parent: Any, name: str, attributes: dict[str, str]) -> Any:
    from docx.oxml.ns import qn

    for former in parent.findall(qn(name)):
        parent.remove(former)
    made = parent.makeelement(qn(name), {qn(key): value for key, value in attributes.items()})
    parent.append(made)
    return made
