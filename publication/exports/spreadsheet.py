"""The evidence profile as a workbook: both tables as read, every figure unrounded, every study's result."""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from unicodedata import east_asian_width

from django.utils.translation import gettext as _

from evidence.figures import ALL_COLUMNS
from evidence.profile import OutcomeChain
from evidence.profiles.table import ProfileTable
from guideline.text import localized
from publication.exports.cells import printable
from publication.exports.flat import HEADINGS, flat_rows
from publication.exports.layout import Cell, Sheet, sheets_of
from publication.exports.word import CIRCLES

# Text stays text, whatever it begins with: nothing in the file is computed or opened.
_TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_SHADE, _LINE = "#F2F1EC", "#B8B6AE"
# All columns together, in Excel's unit; signs of nine points that fit into one such unit.
_WIDEST, _SIGNS_A_WIDTH = 165, 1.05
_LINE_HEIGHT = 12.0
# Columns of the two lists, in the same unit.
_NARROW, _WIDE = 7, 36


def xlsx(table: ProfileTable, outcomes: Sequence[OutcomeChain]) -> bytes:
    """The workbook of a profile; `outcomes` are those that it was built from."""
    from xlsxwriter import Workbook  # slow import: only when somebody takes a file away

    made = io.BytesIO()
    with Workbook(made, {"in_memory": True, **_TEXT_ONLY}) as book:
        title = printable(f"{_('Evidence profile')}: {table.title}")
        book.set_properties({"title": title[:255], "author": "Plenary", "created": _NO_TIME})
        styles = _styles(book)
        for sheet in sheets_of(table):
            _sheet(book, sheet, styles)
        _list(book, _("Figures"), HEADINGS, flat_rows(table), styles)
        _list(book, _("Results"), _RESULT_HEADINGS, _results(outcomes), styles)
    return made.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE, "font_size": 9}
    head = cell | {"bold": True, "bg_color": _SHADE}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "plain": book.add_format({"font_size": 9}),
        "cell": book.add_format(cell),
        "head": book.add_format(head),
        "group": book.add_format(head | {"align": "center"}),
    }


# --- The two tables ------------------------------------------------------------------------------


def _sheet(book: Any, sheet: Sheet, styles: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.title[:31])
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    whole = sum(column.width for column in sheet.columns)
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, _WIDEST * column.width / whole)
    above = [sheet.title, sheet.question, *(f"{f.name}: {f.text}" for f in sheet.facts)]
    for number, line in enumerate(above):
        page.write_string(number, 0, printable(line), styles["plain" if number else "title"])
    first = len(above) + 1
    _headings(page, sheet, first, styles)
    titles = [Cell((column.title,), heading=True) for column in sheet.columns]
    page.set_row(first + 1, _height(sheet, titles))
    for number, cells in enumerate(sheet.rows, start=first + 2):
        page.set_row(number, _height(sheet, cells))
        _row(page, number, cells, styles)
    page.repeat_rows(first, first + 1)
    page.freeze_panes(first + 2, 1)
    below = first + 2 + len(sheet.rows) + 1
    said = [*sheet.notes, *(f"{each.number}. {each.text}" for each in sheet.footnotes)]
    said.append(_("Evidence {hash}").format(hash=sheet.evidence_hash))
    for number, line in enumerate(said):
        page.write_string(below + number, 0, printable(line), styles["plain"])


def _headings(page: Any, sheet: Sheet, first: int, styles: dict[str, Any]) -> None:
    place = 0
    for group, span in sheet.groups:
        if group and span > 1:
            page.merge_range(first, place, first, place + span - 1, "", styles["group"])
            page.write_string(first, place, printable(group), styles["group"])
        for column in range(place, place + span):
            title = printable(sheet.columns[column].title)
            if group:
                page.write_string(first + 1, column, title, styles["head"])
            else:
                page.merge_range(first, column, first + 1, column, "", styles["head"])
                page.write_string(first, column, title, styles["head"])
        place += span


def _row(page: Any, number: int, cells: Sequence[Cell], styles: dict[str, Any]) -> None:
    place = 0
    for cell in cells:
        style = styles["head" if cell.heading else "cell"]
        if cell.span > 1:
            page.merge_range(number, place, number, place + cell.span - 1, "", style)
        page.write_string(number, place, _text(cell), style)
        place += cell.span


def _height(sheet: Sheet, cells: Sequence[Cell]) -> float:
    """Points that the fullest cell needs: programs do not measure cells that are merged."""
    whole, place, most = sum(column.width for column in sheet.columns), 0, 1
    for cell in cells:
        width = sum(column.width for column in sheet.columns[place : place + cell.span])
        signs = max(1, int(_WIDEST * width / whole * _SIGNS_A_WIDTH))
        lines = [-(-max(1, _width(line)) // signs) for line in _text(cell).split("\n")]
        most, place = max(most, sum(lines)), place + cell.span
    return most * _LINE_HEIGHT + 3


def _width(text: str) -> int:
    """How many narrow signs are as wide as the text: Chinese and Japanese signs count double."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _text(cell: Cell) -> str:
    text = "\n".join((CIRCLES[cell.level], *cell.lines)) if cell.level else cell.text
    numbers = ",".join(map(str, cell.footnotes))
    return printable(f"{text} [{numbers}]" if numbers else text)


# --- Lists ---------------------------------------------------------------------------------------

_RESULT_HEADINGS = (
    "outcome",
    "body",
    "study",
    "population",
    *ALL_COLUMNS,
    "risk_of_bias",
    "excluded_because",
)


def _results(outcomes: Sequence[OutcomeChain]) -> Iterator[list[Any]]:
    """Every result of every study, those set aside with the reason."""
    for chain in outcomes:
        for body in chain.bodies:
            for row in body.body.results.all():
                yield [
                    localized(chain.outcome.name) or chain.outcome.ref,
                    body.body.ref,
                    str(row.study),
                    localized(row.population),
                    *(getattr(row, name) for name in ALL_COLUMNS),
                    row.risk_of_bias or (row.study.risk_of_bias or {}).get("overall", ""),
                    row.excluded_because,
                ]


def _list(
    book: Any,
    title: str,
    headings: Sequence[str],
    rows: Iterator[list[Any]],
    styles: dict[str, Any],
) -> None:
    page = book.add_worksheet(title[:31])
    page.set_landscape()
    page.set_paper(9)  # A4
    page.freeze_panes(1, 1)
    page.repeat_rows(0)
    page.repeat_columns(0)
    found = list(rows)
    for column, heading in enumerate(headings):
        page.set_column(column, column, _fitting([heading, *(row[column] for row in found)]))
        page.write_string(0, column, heading, styles["head"])
    for number, row in enumerate(found, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(number, column, printable(value), styles["plain"])
            elif value is not None:
                page.write_number(number, column, value, styles["plain"])


def _fitting(values: Sequence[Any]) -> int:
    """A width that shows every value of a column, as far as it is not a whole sentence."""
    return max(
        _NARROW, min(_WIDE, max(_width(str(value)) for value in values if value is not None))
    )
