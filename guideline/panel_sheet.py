"""A list of people as a spreadsheet: read from XLSX or CSV within limits, and the sheet to fill in.

Nothing of a file is believed: how large it says it is, what it holds, and what its cells say. Every
problem is named by row and column, all at once.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from guideline.codes import ROLES
from guideline.spreadsheet import Limits, Unreadable, rows_of, text_of
from guideline.words import words

LARGEST_FILE = 1_000_000
MOST_ROWS = 1000
LARGEST_UNPACKED = 20_000_000
LIMITS = Limits(unpacked=LARGEST_UNPACKED, rows=MOST_ROWS)
LONGEST = {"name": 200, "email": 150, "affiliation": 300, "role": 40, "perspective": 200}
COLUMNS = tuple(LONGEST)
# What else people call the columns; compared without case, blanks and hyphens.
ALIASES = {
    "name": ("name", "fullname", "氏名", "名前"),
    "email": ("email", "mail", "emailaddress", "mailaddress", "メール", "メールアドレス"),
    "affiliation": ("affiliation", "institution", "hospital", "所属"),
    "role": ("role", "役割"),
    "perspective": ("perspective", "profession", "specialty", "職種", "立場"),
}
SUGGESTED = (
    "surgeon",
    "physician",
    "radiologist",
    "pathologist",
    "nurse",
    "pharmacist",
    "patient",
    "family member of a patient",
    "statistician",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: the row as the spreadsheet numbers it (0: the whole file)."""

    row: int
    column: str
    sentence: str

    @property
    def place(self) -> str:
        """`Row 3, email`; empty for the whole file."""
        if not self.row:
            return ""
        where = _("Row {row}").format(row=self.row)
        return f"{where}, {self.column}" if self.column else where

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list; `row` is its number in the spreadsheet."""

    row: int
    name: str = ""
    email: str = ""
    affiliation: str = ""
    role: str = "member"
    perspective: str = ""

    def as_data(self) -> dict[str, object]:
        """Plain values, as the page keeps them between looking and taking over."""
        return asdict(self)

    def __str__(self) -> str:
        return self.name or self.email


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file says: its entries, and everything that is wrong with them."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_sheet(content: bytes) -> Sheet:
    """The list of people in a file, told by its content: XLSX, or CSV in UTF-8."""
    try:
        return _sheet(rows_of(content, LIMITS))
    except Unreadable as refusal:
        return Sheet(problems=(Problem(0, "", str(refusal)),))


def entries_from(data: object) -> tuple[Entry, ...]:
    """Entries as a page sent them back; Unreadable for what no page of ours sends."""
    try:
        return tuple(_entry_from(each) for each in data)  # type: ignore[attr-defined] # or TypeError
    except (TypeError, KeyError, ValueError) as error:
        raise Unreadable(_("The list did not come back whole; choose the file again.")) from error


def problems_in(entries: Sequence[Entry]) -> list[Problem]:
    """Everything that is wrong with the entries themselves, in the order of rows and columns."""
    problems, seen = [], {}
    for entry in entries:
        problems += _problems_of(entry)
        key = entry.email.lower() or entry.name.casefold()
        if key and key in seen:
            column = "email" if entry.email else "name"
            sentence = _("The same person stands in row {row} already.").format(row=seen[key])
            problems.append(Problem(entry.row, column, sentence))
        seen.setdefault(key, entry.row)
    if not entries:
        problems.append(Problem(0, "", _("The list holds nobody.")))
    return problems


# --- Reading -------------------------------------------------------------------------------------


def _sheet(rows: Sequence[Sequence[str]]) -> Sheet:
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    if not filled:
        raise Unreadable(_("The file is empty."))
    (_number, heading), *lines = filled
    places = _places(heading)
    if len(lines) > MOST_ROWS:
        raise Unreadable(_("The list has more than {n} people.").format(n=MOST_ROWS))
    entries = tuple(_entry(number, row, places) for number, row in lines)
    return Sheet(entries, tuple(problems_in(entries)))


def _places(heading: Sequence[str]) -> Mapping[str, int]:
    """Column -> its place in the rows."""
    known = {alias: column for column, aliases in ALIASES.items() for alias in aliases}
    places: dict[str, int] = {}
    for place, title in enumerate(heading):
        column = known.get(re.sub(r"[\s_-]+", "", title).casefold())
        if column in places:
            raise Unreadable(_("The column “{title}” stands there twice.").format(title=title))
        if column:
            places[column] = place
    if "name" not in places and "email" not in places:
        raise Unreadable(
            _("The first row names no column “name” or “email”; it has to name the columns.")
        )
    return places


def _entry(number: int, row: Sequence[str], places: Mapping[str, int]) -> Entry:
    said = {column: row[place] if place < len(row) else "" for column, place in places.items()}
    said["role"] = _role(said.get("role", ""))
    return Entry(number, **said)


def _role(said: str) -> str:
    """The role's code by its code or its word; what is neither stays as it is, to be named."""
    if not said:
        return "member"
    known = {words(role).casefold(): role for role in ROLES} | {role: role for role in ROLES}
    return known.get(said.casefold(), said)


def _entry_from(data: Mapping[str, object]) -> Entry:
    said = {column: data[column] for column in COLUMNS}
    if not all(isinstance(value, str) for value in said.values()):
        raise ValueError("a cell that is no text")
    return Entry(int(str(data["row"])), **{key: text_of(value) for key, value in said.items()})


def _problems_of(entry: Entry) -> Iterable[Problem]:
    if not entry.name and not entry.email:
        yield Problem(entry.row, "", _("Neither a name nor an address."))
    for column, longest in LONGEST.items():
        if len(getattr(entry, column)) > longest:
            sentence = _("Longer than {n} characters.").format(n=longest)
            yield Problem(entry.row, column, sentence)
    if entry.email and not _is_address(entry.email):
        yield Problem(entry.row, "email", _("“{text}” is no address.").format(text=entry.email))
    if entry.role not in ROLES:
        sentence = _("There is no role “{role}”; there are {roles}.")
        roles = ", ".join(ROLES)
        yield Problem(entry.row, "role", sentence.format(role=entry.role, roles=roles))


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


# --- The sheet to fill in ------------------------------------------------------------------------

MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def template_file(ending: str) -> bytes:
    """An empty list with its columns named; in the workbook, roles are picked from a list."""
    if ending == "csv":
        return (",".join(COLUMNS) + "\r\n").encode("utf-8-sig")
    from xlsxwriter import Workbook  # slow import: only when somebody takes the sheet

    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet("panel")
        head = book.add_format({"bold": True})
        for place, column in enumerate(COLUMNS):
            page.write_string(0, place, column, head)
            page.set_column(place, place, 28)
        page.freeze_panes(1, 0)
        role = COLUMNS.index("role")
        rule = {"validate": "list", "source": list(ROLES)}
        page.data_validation(1, role, MOST_ROWS, role, rule)
    return made.getvalue()
