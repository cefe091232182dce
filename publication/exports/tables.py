"""A plain table as a file: text in its cells stays text, whatever it begins with."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from publication.exports.cells import csv_bytes, printable

Table = Sequence[Sequence[object]]
# Text stays text: nothing in the file is computed or opened.
_TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_NARROWEST, _WIDEST = 8, 40

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
                    style = cell if number else head
                    if isinstance(value, (int, float)):
                        page.write_number(number, column, value, style)
                    elif value not in (None, ""):
                        page.write_string(number, column, printable(str(value)), style)
            for column in range(max(map(len, rows), default=0)):
                page.set_column(column, column, _width(rows, column))
    return made.getvalue()


def _width(rows: Table, column: int) -> int:
    longest = max((len(str(row[column])) for row in rows if column < len(row)), default=0)
    return max(_NARROWEST, min(_WIDEST, longest + 2))
