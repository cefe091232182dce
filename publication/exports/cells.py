"""Text in the cells of a spreadsheet: nothing in it may be run, and nothing may break the file. Pure."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

# A cell that begins so is a formula to Excel and LibreOffice (OWASP, CSV injection).
FORMULA_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\N{FULLWIDTH EQUALS SIGN}",
    "＋",
    "－",
    "＠",
)
KEPT_CONTROLS = ("\n", "\t")
# The last two code points of the first plane are no characters, and none of XML (XML 1.0, 2.2).
NO_CHARACTERS = ("\ufffe", "\uffff")


def printable(text: str) -> str:
    """The text without control characters and the like, which no spreadsheet or XML file may hold."""
    return "".join(sign for sign in text if _is_printable(sign))


def _is_printable(sign: str) -> bool:
    if sign in KEPT_CONTROLS:
        return True
    return sign not in NO_CHARACTERS and unicodedata.category(sign) not in ("Cc", "Cs")


def safe(value: object) -> object:
    """The value as a cell of a CSV file: text that would be a formula has an apostrophe before it.

    Numbers stay numbers, the negative ones too.
    """
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str):
        return value
    text = printable(value)
    # Leading spaces and quotes do not keep a spreadsheet from reading a formula.
    return f"'{text}" if text.lstrip(" \"'").startswith(FORMULA_STARTS) else text


def restored(text: str) -> str:
    """What a cell of a CSV file said before `safe` put an apostrophe before it."""
    plain = text[1:] if text.startswith("'") else text
    return plain if safe(plain) == text else text


class _Line:
    """What `csv.writer` writes to: it keeps nothing and gives each line back."""

    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The same bytes as `csv_bytes`, line by line: a table of any length takes no memory."""
    writer = csv.writer(_Line())
    yield "\ufeff".encode()
    for row in rows:
        yield str(writer.writerow([safe(cell) for cell in row])).encode()


def csv_bytes(rows: Iterable[Sequence[object]], *, mark: bool = True) -> bytes:
    """Rows as CSV (RFC 4180) in UTF-8; with the byte-order mark that Excel needs to see it is UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig" if mark else "utf-8")
