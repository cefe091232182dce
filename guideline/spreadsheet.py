"""Rows of a spreadsheet that somebody brings: XLSX, or CSV in UTF-8, read within limits.

Nothing of a file is believed: how large it says it is, what it holds, and what its cells say.
"""

import csv
import io
import re
import warnings
import zipfile
import zlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_MEMBERS = 200
LARGEST_RATIO = 200
_ZIP = b"PK\x03\x04"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_CONTROL_BUT_LINES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]+")
# What a spreadsheet program would compute; full-width signs count for it as well.
FORMULA_SIGNS = tuple("=+-@＝＋－＠")


class Unreadable(ValueError):
    """The file cannot be read at all; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may hold; `lines` keeps the ends of lines inside a cell, else a cell is one line."""

    unpacked: int
    rows: int
    columns: int = 30
    lines: bool = False


def rows_of(content: bytes, limits: Limits) -> list[list[str]]:
    """The rows of the first sheet, at most two more than there may be; Unreadable says why not."""
    if content.startswith(_ZIP):
        return _xlsx_rows(content, limits)
    return _csv_rows(content, limits)


def _xlsx_rows(content: bytes, limits: Limits) -> list[list[str]]:
    from openpyxl import load_workbook  # slow import: only when somebody brings a spreadsheet

    _check_package(content, limits)
    try:
        with warnings.catch_warnings():
            # Of validations and styles that it leaves out; nothing of them is asked for here.
            warnings.simplefilter("ignore")
            book = load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            found = []
            for row in book.worksheets[0].iter_rows(
                max_row=limits.rows + 2, max_col=limits.columns, values_only=True
            ):
                found.append([text_of(cell, lines=limits.lines) for cell in row])
            book.close()
    except Exception as error:
        # A damaged file breaks the reader wherever it likes: KeyError, ParseError, BadZipFile, ...
        raise Unreadable(
            _("The spreadsheet is damaged, or of a kind that is not known.")
        ) from error
    return found


def _check_package(content: bytes, limits: Limits) -> None:
    """Refuse what would unpack to something huge, by what it says and by what it holds."""
    too_large = Unreadable(_("The spreadsheet unpacks to more than such a list can be."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            declared = sum(member.file_size for member in members)
            if len(members) > MOST_MEMBERS or declared > limits.unpacked:
                raise too_large
            if declared > LARGEST_RATIO * len(content):
                raise too_large
            left = limits.unpacked
            for member in members:
                with package.open(member) as opened:
                    held = opened.read(left + 1)
                left -= len(held)
                if left < 0:
                    raise too_large
                if member.filename.lower().endswith((".xml", ".rels")):
                    _check_no_entities(held)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        # RuntimeError: encrypted, or packed in a way that is not known (NotImplementedError).
        raise Unreadable(_("The spreadsheet is damaged, or protected by a password.")) from error


def _check_no_entities(xml: bytes) -> None:
    """No spreadsheet program writes a DTD; one is there to make the reader fetch or grow."""
    plain = xml.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Unreadable(_("The spreadsheet holds what no spreadsheet program writes."))


def _csv_rows(content: bytes, limits: Limits) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("The file is neither XLSX nor CSV in UTF-8; save it as one of the two.")
        ) from error
    if "\0" in text:
        raise Unreadable(_("The file is neither XLSX nor CSV in UTF-8; save it as one of the two."))
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        found = [
            row[: limits.columns] for _line, row in zip(range(limits.rows + 2), rows, strict=False)
        ]
    except csv.Error as error:
        raise Unreadable(_("The CSV cannot be read: {why}.").format(why=error)) from error
    return [[text_of(cell, lines=limits.lines) for cell in row] for row in found]


def text_of(cell: object, *, lines: bool = False) -> str:
    """A cell as text, in one line or in several; what our files put before a formula is taken away."""
    if cell is None:
        return ""
    text = str(cell)
    if text[:1] == "'" and text[1:2] in FORMULA_SIGNS:
        text = text[1:]
    if lines:
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        return _CONTROL_BUT_LINES.sub(" ", plain).strip()
    return " ".join(_CONTROL.sub(" ", text).split())
