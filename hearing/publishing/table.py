"""The table of comments and answers, row by row, for the page and every file; never all of it at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from guideline.words import words
from hearing.answering.public_changes import lookups, public_changes
from hearing.details import signatories_as_text
from hearing.models import Comment, Hearing
from hearing.publishing.beside import Beside, beside_of
from hearing.publishing.states import sight, with_redactions, words_of
from hearing.publishing.together import (
    ALONE,
    Together,
    group_of,
    standing_for_others,
    with_sample,
)
from hearing.visibility import CommentSight

PAGE = 50
# Rows that are held in memory together while a file is written.
CHUNK = 500


@dataclass(frozen=True, slots=True)
class TableRow:
    """One comment as the public may see it. Texts that may not be shown are empty.

    `who` is the name, or what is said in its place; `marker` says why words are missing; `changed` is
    None without an answer.
    """

    number: int
    part: str
    kind: str
    who: str
    named: bool
    received_at: datetime | None
    late: bool
    basis: str
    body: str
    marker: str
    changed: bool | None
    answer: str
    changes: tuple[Any, ...] = ()
    elsewhere: str = ""
    beside: Beside = field(default_factory=Beside)
    together: Together = ALONE

    @property
    def changed_where(self) -> str:
        """Where the change can be seen: the recommendations whose wording differs, and what was said of it."""
        return "; ".join(filter(None, [*(each.title for each in self.changes), self.elsewhere]))

    @property
    def place(self) -> str:
        """Where on the published page the part stands."""
        return self.part.removeprefix("section:")

    @property
    def marked(self) -> str:
        """In words why the comment, or a part of it, cannot be read; empty where all of it can."""
        return _markers().get(self.marker, "")


def _markers() -> dict[str, str]:
    return {
        "withdrawn": _("[hidden: withdrawn by its author after publication]"),
        "erased": _("[hidden: deleted when its time of storage was over]"),
        "redacted": _("[partly hidden: redacted]"),
    }


def row_of(comment: Comment) -> TableRow | None:
    """The comment as a row, None where not even its number may be shown."""
    seen = sight("public", comment)
    if not seen.row:
        return None
    answer = comment.answer if seen.answer else None
    return TableRow(
        number=comment.number,
        part=comment.part,
        kind=comment.kind,
        who=_who(comment, seen),
        named=seen.name and bool(comment.name),
        received_at=comment.received_at,
        late=comment.late,
        basis=comment.basis,
        body=words_of(comment) if seen.body else "",
        marker=seen.marker,
        changed=answer.changed if answer else None,
        answer=answer.text if answer else "",
        changes=public_changes(answer.proposal, comment.published_at) if answer else (),
        elsewhere=answer.proposal.elsewhere if answer and answer.proposal else "",
        beside=beside_of(comment, "public", seen),
        together=_together(comment) if answer else ALONE,
    )


def _together(comment: Comment) -> Together:
    sample = getattr(comment, "sample_number", None)
    return Together(sample=sample) if sample else getattr(comment, "stands_for", ALONE)


def _who(comment: Comment, seen: CommentSight) -> str:
    if seen.name and comment.name:
        return comment.name
    if seen.marker in ("withdrawn", "erased"):
        return _("name removed")
    return {
        "individual": _("an individual, not named"),
        "organisation": _("an organisation, not named"),
    }.get(comment.kind, _("anonymous"))


def published(hearing: Hearing) -> QuerySet[Comment]:
    """What the public may know of, in order; nothing before publication."""
    if not hearing.is_published:
        return hearing.comments.none()
    rows = hearing.comments.order_by("number")
    return rows if hearing.imported else rows.filter(published_at__isnull=False)


def loaded(comments: QuerySet[Comment]) -> list[TableRow]:
    """The rows of some comments, with all that they say, in a fixed number of queries."""
    comments = comments.select_related("hearing", "answer__proposal__hearing").prefetch_related(
        *lookups()
    )
    comments = with_sample(comments.defer("hearing__draft", "answer__proposal__hearing__draft"))
    found = list(with_redactions(comments))
    groups = standing_for_others(found)
    for each in found:
        each.stands_for = groups.get(each.pk, ALONE)
    rows = [row for row in (row_of(each) for each in found) if row]
    for each in found:
        # A comment and its answer hold each other: cut, they are freed at once, and a long file needs
        # no more memory than a short one.
        each._state.fields_cache.clear()
    return rows


def rows_of(hearing: Hearing, *, first: int = 1, most: int | None = None) -> Iterator[TableRow]:
    """The published table from a number on, loaded in pieces: memory does not grow with its length."""
    left = most
    while left is None or left > 0:
        size = CHUNK if left is None else min(CHUNK, left)
        piece = published(hearing).filter(number__gte=first)[:size]
        numbers = list(piece.values_list("number", flat=True))
        if not numbers:
            return
        yield from loaded(published(hearing).filter(number__in=numbers))
        first, left = numbers[-1] + 1, None if left is None else left - len(numbers)


@dataclass(frozen=True, slots=True)
class TablePage:
    """A page of the table: its rows, and the number with which each neighbour begins (None: no more)."""

    rows: list[TableRow]
    before: int | None
    after: int | None


def on_page(
    hearing: Hearing, parts: Sequence[str] = (), sample: int = 0
) -> list[QuerySet[Comment]]:
    """What has a row of its own on the page; several, as each is found along its own index.

    A group of comments answered together stands as its sample, but where one part alone is read: there
    those stand for themselves whose sample is about another. With the number of a `sample` it is that group.
    """
    rows = published(hearing)
    if sample:
        return [group_of(rows.filter(part__in=parts) if parts else rows, sample)]
    if not parts:
        return [rows.filter(answered_with=None)]
    own = [{"answered_with": None}, {"sample_elsewhere": True}]
    return [rows.filter(part=part, **each) for part in parts for each in own]


def page_of(
    hearing: Hearing, *, first: int, parts: Sequence[str] = (), sample: int = 0
) -> TablePage:
    """The page that begins with this number: as fast at the end of a long table as at its beginning."""
    shown = on_page(hearing, parts, sample)
    found = _numbers(shown, PAGE + 1, number__gte=first)
    earlier = _numbers(shown, PAGE, last=True, number__lt=first)
    return TablePage(
        rows=loaded(published(hearing).filter(number__in=found[:PAGE])),
        before=earlier[0] if earlier else None,
        after=found[PAGE] if len(found) > PAGE else None,
    )


def last_page(hearing: Hearing, parts: Sequence[str] = (), sample: int = 0) -> int:
    """The number with which the last page begins."""
    return min(_numbers(on_page(hearing, parts, sample), PAGE, last=True), default=1)


def _numbers(
    shown: Iterable[QuerySet[Comment]], most: int, *, last: bool = False, **bounds: int
) -> list[int]:
    """The first, or last, so many numbers of all of these; of none of them more are read."""
    order = "-number" if last else "number"
    found: set[int] = set()
    for rows in shown:
        found.update(rows.filter(**bounds).order_by(order).values_list("number", flat=True)[:most])
    return sorted(found)[-most:] if last else sorted(found)[:most]


def came_in(hearing: Hearing) -> int:
    """How many comments have come in: numbers run without a gap, so the last one says it."""
    last = hearing.comments.order_by("-number").values_list("number", flat=True).first()
    return last or 0


def texts(rows: Iterable[TableRow]) -> Iterator[list[object]]:
    """The table as plain cells, its headings first: the same in every file."""
    yield headings()
    for row in rows:
        yield cells(row)


def headings() -> list[object]:
    """What the columns of a file hold."""
    return [
        _("Number"),
        _("Part"),
        _("Who"),
        _("Name"),
        _("Received"),
        _("Late"),
        _("Comment"),
        _("Hidden"),
        _("What became of it"),
        _("Answer"),
        _("Paragraph"),
        _("Passage"),
        _("Support"),
        _("Signatories"),
        _("Signatories not named"),
        _("Interests"),
        _("Links with the tobacco industry"),
        _("Collected by"),
        _("Basis"),
        _("Answered together"),
        _("Where it was changed"),
    ]


def cells(row: TableRow) -> list[object]:
    """One comment in the columns of a file."""
    became = {True: _("changed"), False: _("not changed"), None: _("not answered")}
    return [
        row.number,
        row.part,
        row.kind,
        row.who,
        row.received_at.date().isoformat() if row.received_at else "",
        _("late") if row.late else "",
        row.body,
        row.marked,
        became[row.changed],
        row.answer,
        *_cells_beside(row.beside),
        str(words(row.basis)) if row.basis else "",
        row.together.said,
        row.changed_where,
    ]


def _cells_beside(beside: Beside) -> list[object]:
    return [
        beside.paragraph or "",
        beside.quote,
        _("supports it as it stands") if beside.support else "",
        signatories_as_text(beside.signatories),
        beside.unnamed or "",
        beside.declarations.get("interests", ""),
        beside.declarations.get("tobacco", ""),
        beside.collected_by,
    ]
