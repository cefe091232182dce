"""A plain table as a file: text in its cells stays text, whatever it begins with."""

import io
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from typing import IO, Any

from publication.exports.cells import csv_bytes, printable

Table = Sequence[Sequence[object]]
# Text stays text: nothing in the file is computed or opened.
_TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_NARROWEST, _WIDEST = 8, 40
# Rows that the widths of a long sheet are taken from; points of a line, lines of the highest row.
_LOOKED_AT, _LINE, _MOST_LINES = 50, 15, 27
# Characters; a cell with more is refused by Excel.
_LONGEST_CELL = 32_767

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table_file(
    rows: Table, ending: str, *, title: str, sheets: Sequence[tuple[str, Table]] = ()
) -> bytes:
    """The table as the bytes of a file of this kind; a workbook may have further sheets."""
    if ending == "csv":
        return csv_bytes(rows)
    return _xlsx([(title, rows), *sheets])


def workbook_on_disk(rows: Iterable[Sequence[object]], *, title: str) -> IO[bytes]:
    """A workbook of one long sheet, written row by row to a file that is gone when it is closed.

    The widths of the columns come from the first rows, for no row is seen twice.
    """
    from xlsxwriter import Workbook  # slow import: only when somebody takes a file away

    made = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - closed when it has been sent
    with Workbook(made, {"constant_memory": True, **_TEXT_ONLY}) as book:
        book.set_properties({"author": "Plenary", "created": _NO_TIME})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        page = book.add_worksheet(printable(title)[:31])
        page.set_landscape()
        page.set_paper(9)  # A4
        page.freeze_panes(1, 1)
        rest = iter(rows)
        first = list(islice(rest, _LOOKED_AT))
        widths = [_width(first, column) for column in range(max(map(len, first), default=0))]
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        for number, row in enumerate(chain(first, rest)):
            page.set_row(number, _LINE * min(_MOST_LINES, _lines(row, widths)))
            for column, value in enumerate(row):
                _cell(page, number, column, value, cell if number else head)
            # The row before is in the file by now; for pictures, of which there are none, its height is kept.
            for kept in (page.row_info, page.row_sizes):
                kept.pop(number - 1, None)
    made.seek(0)
    return made


def _cell(page: Any, number: int, column: int, value: object, style: Any) -> None:
    if isinstance(value, (int, float)):
        page.write_number(number, column, value, style)
    elif value not in (None, ""):
        page.write_string(number, column, _fitting(printable(str(value))), style)


def _fitting(text: str) -> str:
    """What a cell of a workbook can hold; a longer text is cut and says so."""
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 4]} […]"


def _xlsx(sheets: Sequence[tuple[str, Table]]) -> bytes:
    from xlsxwriter import Workbook  # slow import: only when somebody takes a file away

    made = io.BytesIO()
    with Workbook(made, {"in_memory": True, **_TEXT_ONLY}) as book:
        book.set_properties({"author": "Plenary", "created": _NO_TIME})
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for title, rows in sheets:
            page = book.add_worksheet(printable(title)[:31])
            page.set_landscape()
            page.set_paper(9)  # A4
            page.fit_to_pages(1, 0)
            page.freeze_panes(1, 1)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    _cell(page, number, column, value, cell if number else head)
            for column in range(max(map(len, rows), default=0)):
                page.set_column(column, column, _width(rows, column))
    return made.getvalue()


def _lines(row: Sequence[object], widths: Sequence[int]) -> int:
    """How many lines a row needs; not every program looks for itself."""
    return max(
        (
            sum(-(-len(line) // width) or 1 for line in str(value).split("\n"))
            for value, width in zip(row, widths, strict=False)
        ),
        default=1,
    )


def _width(rows: Table, column: int) -> int:
    longest = max((len(str(row[column])) for row in rows if column < len(row)), default=0)
    return max(_NARROWEST, min(_WIDEST, longest + 2))
