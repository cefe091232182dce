"""A table of comments that a society collected itself: read from XLSX or CSV, every problem by row.

Rows are judged as a form would be, all at once; nothing is stored here.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from guideline.numbers import whole_number
from guideline.spreadsheet import Limits, Unreadable, rows_of
from guideline.text import localized
from hearing.codes import COMMENTER_KINDS
from hearing.drafts import Draft, parts_of
from hearing.models.comment import COMMENT_LENGTH, QUOTE_LENGTH
from hearing.paragraphs import paragraphs_of
from hearing.reading import Line, as_read

LARGEST_FILE = 10_000_000
MOST_ROWS = 1000
# Characters that a cell of XLSX holds.
LONGEST_CELL = 32_767
# So that the rows that were looked at fit into the page that takes them over.
MOST_CHARACTERS = 1_000_000
LIMITS = Limits(unpacked=60_000_000, rows=MOST_ROWS, columns=20, lines=True)
LONGEST = {
    "paragraph": 10,
    "part": 200,
    "passage": QUOTE_LENGTH,
    "comment": COMMENT_LENGTH,
    "kind": 40,
    "name": 200,
    "may be named": 10,
}
COLUMNS = tuple(LONGEST)
# What else people call the columns; compared without case, blanks and hyphens.
ALIASES = {
    "paragraph": ("paragraph", "paragraphno", "段落", "段落番号"),
    "part": ("part", "section", "recommendation", "箇所", "項目"),
    "passage": ("passage", "quote", "text", "該当文", "引用"),
    "comment": ("comment", "comments", "コメント", "意見"),
    "kind": ("kind", "type", "種別"),
    "name": ("name", "organisation", "organization", "氏名", "団体名"),
    "may be named": ("maybenamed", "consent", "氏名公開", "公開"),
}
YES = ("yes", "y", "1", "true", "はい", "○", "可")
NO = ("", "no", "n", "0", "false", "いいえ", "×", "不可")
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SALT = "hearing.comment-sheet"
WHILE_LOOKED_AT = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and in which row as the spreadsheet numbers it (0: the whole file)."""

    row: int
    column: str
    sentence: str

    def __str__(self) -> str:
        if not self.row:
            return self.sentence
        where = _("Row {row}").format(row=self.row)
        return (
            f"{where}, {self.column}: {self.sentence}"
            if self.column
            else f"{where}: {self.sentence}"
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One comment of the table as it will be kept; `row` is its number in the spreadsheet."""

    row: int
    part: str
    body: str
    paragraph: int | None = None
    quote: str = ""
    kind: str = "anonymous"
    name: str = ""
    consent: bool = False


@dataclass(frozen=True, slots=True)
class CommentSheet:
    """What a file says: its entries, and everything that is wrong with them."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_comments(content: bytes, draft: Draft, slug: str) -> CommentSheet:
    """The comments in a file, told by its content: XLSX, or CSV in UTF-8."""
    try:
        rows = rows_of(content, LIMITS)
        return _sheet(rows, draft, slug)
    except Unreadable as refusal:
        return CommentSheet(problems=(Problem(0, "", str(refusal)),))


def sealed(entries: Sequence[Entry], hearing: int) -> str:
    """The entries as the page keeps them between looking and taking over; nobody can change them."""
    data = {"hearing": hearing, "rows": [asdict(each) for each in entries]}
    return signing.dumps(data, salt=SALT, compress=True)


def unsealed(said: str, hearing: int) -> tuple[Entry, ...]:
    """The entries that were looked at; Unreadable for anything that is not ours, or too old."""
    try:
        data = signing.loads(said, salt=SALT, max_age=WHILE_LOOKED_AT)
        if data["hearing"] != hearing:
            raise KeyError("of another hearing")
        return tuple(Entry(**row) for row in data["rows"])
    except (signing.BadSignature, KeyError, TypeError) as error:
        raise Unreadable(_("The table did not come back whole; choose the file again.")) from error


# --- Rows ----------------------------------------------------------------------------------------


def _sheet(rows: Sequence[Sequence[str]], draft: Draft, slug: str) -> CommentSheet:
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    if not filled:
        raise Unreadable(_("The file is empty."))
    (_number, heading), *lines = filled
    places = _places(heading)
    if not lines:
        raise Unreadable(_("The table holds no comment."))
    if len(lines) > MOST_ROWS:
        raise Unreadable(_("The table has more than {n} comments; split it.").format(n=MOST_ROWS))
    if sum(len(cell) for _row, line in lines for cell in line) > MOST_CHARACTERS:
        sentence = _("The table holds more than {n} characters; split it.")
        raise Unreadable(sentence.format(n=f"{MOST_CHARACTERS:,}"))
    known = _Known(draft, slug)
    read = [_entry(number, row, places, known) for number, row in lines]
    problems = tuple(problem for _entry_read, found in read for problem in found)
    return CommentSheet(tuple(entry for entry, _found in read), problems)


def _places(heading: Sequence[str]) -> Mapping[str, int]:
    known = {alias: column for column, aliases in ALIASES.items() for alias in aliases}
    places: dict[str, int] = {}
    for place, title in enumerate(heading):
        column = known.get(re.sub(r"[\s_-]+", "", title).casefold())
        if column in places:
            raise Unreadable(_("The column “{title}” stands there twice.").format(title=title))
        if column:
            places[column] = place
    if "comment" not in places:
        raise Unreadable(_("The first row names no column “comment”; it has to name the columns."))
    return places


class _Known:
    """The places of the draft that a row may name."""

    def __init__(self, draft: Draft, slug: str) -> None:
        self.parts = set(parts_of(draft))
        self.paragraphs = {each.number: each.part for each in paragraphs_of(draft)}
        self.slug = slug

    def part(self, said: str) -> str | None:
        """A part by its name; a recommendation may stand with the guideline's slug before it."""
        for name in (said, said.removeprefix(f"{self.slug}:"), f"section:{said}"):
            if name in self.parts:
                return name
        return None


def _entry(
    number: int, row: Sequence[str], places: Mapping[str, int], known: _Known
) -> tuple[Entry, list[Problem]]:
    said = {column: row[place] if place < len(row) else "" for column, place in places.items()}
    problems = [Problem(number, column, text) for column, text in _wrong(said, known)]
    paragraph = _whole_number(said.get("paragraph", ""))
    part = known.paragraphs.get(paragraph or 0) or known.part(said.get("part", "")) or "document"
    kind = _kind(said)
    entry = Entry(
        row=number,
        part=part,
        body=said["comment"],
        paragraph=paragraph if paragraph in known.paragraphs else None,
        quote=said.get("passage", ""),
        kind=kind,
        name="" if kind == "anonymous" else said.get("name", ""),
        consent=kind != "anonymous" and said.get("may be named", "").casefold() in YES,
    )
    return entry, problems


def _kind(said: Mapping[str, str]) -> str:
    """What is said; who is named without a kind is an individual."""
    kind = said.get("kind", "").casefold()
    return kind or ("individual" if said.get("name") else "anonymous")


def _wrong(said: Mapping[str, str], known: _Known) -> Iterator[tuple[str, str]]:
    if not said["comment"].strip():
        yield "comment", _("The comment is empty.")
    for column, longest in LONGEST.items():
        if len(said.get(column, "")) > longest:
            yield column, _("Longer than {n} characters.").format(n=longest)
    yield from _wrong_place(said, known)
    if _kind(said) not in COMMENTER_KINDS:
        kinds = ", ".join(COMMENTER_KINDS)
        yield (
            "kind",
            _("There is no kind “{kind}”; there are {kinds}.").format(
                kind=said["kind"], kinds=kinds
            ),
        )
    if _kind(said) == "anonymous" and said.get("name", "").strip():
        yield "name", _("An anonymous comment has none: leave it empty, or give another kind.")
    if said.get("may be named", "").casefold() not in YES + NO:
        yield "may be named", _("Say yes or no.")


def _wrong_place(said: Mapping[str, str], known: _Known) -> Iterable[tuple[str, str]]:
    paragraph, part = said.get("paragraph", ""), said.get("part", "")
    if paragraph and _whole_number(paragraph) not in known.paragraphs:
        yield "paragraph", _("The draft has no paragraph {n}.").format(n=paragraph)
    if part and known.part(part) is None:
        yield "part", _("The draft has no part “{part}”.").format(part=part)
        return
    stands_in = known.paragraphs.get(_whole_number(paragraph) or 0)
    if part and stands_in and known.part(part) not in (stands_in, "document"):
        sentence = _("Paragraph {n} stands in {part}: name one of the two alone.")
        yield "part", sentence.format(n=paragraph, part=stands_in)


def _whole_number(text: str) -> int | None:
    """`12`, and `12.0` as spreadsheet programs keep it."""
    return whole_number(text.removesuffix(".0"))


# --- The table to fill in ------------------------------------------------------------------------


def template_file(ending: str, draft: Draft) -> bytes:
    """An empty table with its columns named; the workbook lists the draft's paragraphs beside it."""
    if ending == "csv":
        return (",".join(COLUMNS) + "\r\n").encode("utf-8-sig")
    from xlsxwriter import Workbook  # slow import: only when somebody takes the table

    made = io.BytesIO()
    with Workbook(made, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True})
        page = book.add_worksheet("comments")
        _heading(page, COLUMNS, head)
        kind = COLUMNS.index("kind")
        page.data_validation(
            1, kind, MOST_ROWS, kind, {"validate": "list", "source": list(COMMENTER_KINDS)}
        )
        named = COLUMNS.index("may be named")
        page.data_validation(
            1, named, MOST_ROWS, named, {"validate": "list", "source": ["yes", "no"]}
        )
        places = book.add_worksheet("paragraphs")
        _heading(places, ("paragraph", "part", "kind", "text"), head)
        for row, line in enumerate(as_read(draft).lines(), start=1):
            places.write_number(row, 0, line.number)
            places.write_string(row, 1, line.part)
            places.write_string(row, 2, line.kind)
            places.write_string(row, 3, _text_of(line))
    return made.getvalue()


def _text_of(line: Line) -> str:
    """What the paragraph says, as far as a cell holds it; nothing for what is laid out as a table."""
    return "" if line.kind in {"pico", "findings"} else localized(line.text)[:LONGEST_CELL]


def _heading(page: Any, columns: Sequence[str], head: Any) -> None:
    for place, column in enumerate(columns):
        page.write_string(0, place, column, head)
        page.set_column(place, place, 60 if column == "comment" else 22)
    page.freeze_panes(1, 0)
