"""In which formats the table of comments and answers leaves the site, and who makes each.

CSV and Excel hold the whole table and are written row by row; Word and PDF, which are built in memory,
hold a stretch of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guideline.files import attachment
from guideline.text import localized
from guideline.words import words
from hearing.details import signatories_as_text
from hearing.models import Hearing
from hearing.part_words import part_in_words
from hearing.publishing.beside import Beside
from hearing.publishing.table import TableRow, rows_of, texts
from publication.exports.cells import csv_lines
from publication.exports.minutes_pdf import minutes_pdf
from publication.exports.minutes_word import minutes_word
from publication.exports.tables import MEDIA_TYPES, workbook_on_disk
from publication.minutes.blocks import Block, Minutes

# What a document in memory may hold: some hundred pages, made within some seconds.
MOST = 1000
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = ("csv", "xlsx", "docx", "pdf")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which part of the table a document holds: from a number on, at most `MOST` comments."""

    first: int
    rows: tuple[TableRow, ...]
    more: int | None


def table_response(hearing: Hearing, ending: str, first: int) -> HttpResponseBase:
    """The table as a file; `first` is the number that a document begins with."""
    name = f"{hearing.guideline.slug}-{hearing.ref}-comments"
    if ending == "csv":
        response = StreamingHttpResponse(
            csv_lines(texts(rows_of(hearing))), content_type=MEDIA_TYPES["csv"]
        )
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    if ending == "xlsx":
        made = workbook_on_disk(texts(rows_of(hearing)), title=str(_("Comments and answers")))
        return FileResponse(
            made, as_attachment=True, filename=f"{name}.xlsx", content_type=MEDIA_TYPES["xlsx"]
        )
    document = _document(hearing, _stretch(hearing, first))
    if ending == "docx":
        return attachment(minutes_word(document), _WORD, f"{name}-{first}.docx")
    return attachment(minutes_pdf(document), "application/pdf", f"{name}-{first}.pdf")


def _stretch(hearing: Hearing, first: int) -> Stretch:
    rows = list(rows_of(hearing, first=first, most=MOST + 1))
    more = rows[MOST].number if len(rows) > MOST else None
    return Stretch(first, tuple(rows[:MOST]), more)


def _document(hearing: Hearing, stretch: Stretch) -> Minutes:
    title = localized(hearing.guideline.title) or hearing.guideline.slug
    return Minutes(
        title=str(_("Comments and what became of them")),
        subject=f"{title}: {hearing}",
        footer=f"{hearing.guideline.slug}, {hearing.ref}",
        language=get_language() or settings.LANGUAGE_CODE,
        blocks=tuple(_blocks(stretch)),
    )


def _blocks(stretch: Stretch) -> Iterator[Block]:
    if not stretch.rows:
        yield Block("text", text=str(_("No comment stands here.")))
    for row in stretch.rows:
        yield Block("subheading", text=_heading(row))
        yield Block("facts", rows=tuple(_facts(row)))
    if stretch.more:
        said = _("This file ends here; the next one begins with comment {n}.")
        yield Block("text", text=str(said).format(n=stretch.more))


def _heading(row: TableRow) -> str:
    said = str(_("Comment {n} on {part}, {who}")).format(
        n=row.number, part=part_in_words(row.part), who=row.who
    )
    marks = [str(_("late"))] * row.late + [str(words(row.basis))] * bool(row.basis)
    return f"{said} ({', '.join(marks)})" if marks else said


def _facts_beside(beside: Beside) -> Iterator[tuple[Any, ...]]:
    if beside.paragraph:
        yield str(_("Paragraph")), str(beside.paragraph)
    if beside.quote:
        yield str(_("Passage")), beside.quote
    if beside.support:
        yield str(_("Support")), str(_("as it stands"))
    if beside.signatories:
        yield str(_("Signatories")), signatories_as_text(beside.signatories)
    if beside.unnamed:
        yield str(_("Signatories not named")), str(beside.unnamed)
    yield from beside.declared
    if beside.collected_by:
        yield str(_("Collected by")), beside.collected_by


def _facts(row: TableRow) -> Iterator[tuple[Any, ...]]:
    if row.marked:
        yield str(_("Hidden")), row.marked
    yield from _facts_beside(row.beside)
    if row.body:
        yield str(_("Comment")), row.body
    if row.changed is None:
        yield str(_("Answer")), str(_("not answered"))
    else:
        name = _("Changed") if row.changed else _("Not changed, because")
        yield str(name), row.answer
        if row.changed_where:
            yield str(_("Where it was changed")), row.changed_where
    if row.together.said:
        yield str(_("Answered together")), row.together.said
