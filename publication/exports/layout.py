"""An evidence profile laid out for paper: columns, merged headings, rows of cells. Knows no file format.

Two sheets: the GRADE evidence profile and the summary of findings, with the columns of GRADE
guidelines 12 (Guyatt G et al. J Clin Epidemiol 2013;66:158-72).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from evidence.profiles.table import (
    Absolute,
    Cases,
    CertaintyCell,
    Fact,
    Footnote,
    ProfileTable,
    Row,
)
from guideline.words import words

Name = Literal["profile", "findings"]
DASH = "–"
LONGEST_NAME = 36


def _unbroken(text: str) -> str:
    """The text with each figure, its per cent sign and `CI` kept on one line."""
    return text.replace(" % CI", " %\N{NO-BREAK SPACE}CI").replace(" %", "\N{NO-BREAK SPACE}%")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: lines of text, footnotes behind them, or a certainty to be drawn as four circles.

    `span` counts columns; `heading` is a row's own heading, which programs read out with each cell;
    `rank` is 2 where that stands under a heading of its group.
    """

    lines: tuple[str, ...]
    footnotes: tuple[int, ...] = ()
    level: str | None = None
    span: int = 1
    heading: bool = False
    rank: int = 1

    def __post_init__(self) -> None:
        """Keep a figure and its per cent sign on one line."""
        object.__setattr__(self, "lines", tuple(map(_unbroken, self.lines)))

    @property
    def text(self) -> str:
        """All lines in one."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Column:
    """A column with the heading over it and over its group; `width` in parts of the whole."""

    title: str
    width: int
    group: str = ""

    def __post_init__(self) -> None:
        """Keep `95 % CI` on one line."""
        object.__setattr__(self, "title", _unbroken(self.title))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table on paper with all that stands around it."""

    name: Name
    title: str
    question: str
    guideline: str
    facts: tuple[Fact, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    footnotes: tuple[Footnote, ...]
    notes: tuple[str, ...]
    evidence_hash: str

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The upper row of headings: each group with the number of its columns."""
        found: list[tuple[str, int]] = []
        for column in self.columns:
            if found and column.group and found[-1][0] == column.group:
                found[-1] = (column.group, found[-1][1] + 1)
            else:
                found.append((column.group, 1))
        return found


def sheets_of(table: ProfileTable) -> tuple[Sheet, Sheet]:
    """The evidence profile and the summary of findings of a question, in the reader's language."""
    return (
        _sheet(table, "profile", _("Evidence profile"), _profile_columns(table), _profile_row),
        _sheet(table, "findings", _("Summary of findings"), _findings_columns(), _findings_row),
    )


def _sheet(table, name: Name, title: str, columns, row_of) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for group in table.groups:
        if group.title:
            rows.append((Cell((group.title,), span=len(columns), heading=True),))
        for row in group.rows:
            rows += row_of(row, len(columns), 2 if group.title else 1)
    return Sheet(
        name=name,
        title=title,
        question=table.title,
        guideline=table.guideline,
        facts=table.facts,
        columns=columns,
        rows=tuple(rows),
        footnotes=table.footnotes,
        notes=table.notes,
        evidence_hash=table.evidence_hash,
    )


# --- Evidence profile ----------------------------------------------------------------------------


def _profile_columns(table: ProfileTable) -> tuple[Column, ...]:
    assessment, patients, effect = (
        _("Certainty assessment"),
        _("No of patients"),
        _("Effect"),
    )
    return (
        Column(_("No of studies"), 8, assessment),
        Column(_("Study design"), 11, assessment),
        Column(_("Risk of bias"), 9, assessment),
        Column(_("Inconsistency"), 11, assessment),
        Column(_("Indirectness"), 11, assessment),
        Column(_("Imprecision"), 10, assessment),
        Column(_("Other considerations"), 13, assessment),
        Column(_short(table, table.intervention, _("Intervention")), 10, patients),
        Column(_short(table, table.comparator, _("Comparator")), 10, patients),
        Column(_("Relative (95 % CI)"), 11, effect),
        Column(_("Absolute (95 % CI)"), 19, effect),
        Column(_("Certainty"), 12),
        Column(_("Importance"), 10),
    )


def _short(table: ProfileTable, name: str, otherwise: str) -> str:
    """The name where it fits into a narrow column, else what the head of the table calls it."""
    if len(name) <= LONGEST_NAME:
        return name
    return next((fact.name for fact in table.facts if fact.text == name), otherwise)


def _profile_row(row: Row, columns: int, rank: int) -> list[tuple[Cell, ...]]:
    """The outcome across the table, then its cells, as GRADE tables have it."""
    heading = Cell((_name(row),), span=columns, heading=True, rank=rank)
    domains = (
        tuple(
            Cell((each.text,), each.footnotes)
            for each in row.domains
            if each.domain != "publication_bias"
        )
        or (Cell((DASH,)),) * 4
    )
    other = Cell(
        (row.other_text or DASH,),
        tuple(dict.fromkeys(number for each in row.other for number in each.footnotes)),
    )
    assessed = (
        Cell((row.studies.text,)),
        Cell((row.studies.design_text or DASH,)),
        *domains,
        other,
    )
    return [
        (heading,),
        (*assessed, *_effect_cells(row), _certainty(row.certainty), _importance(row)),
    ]


def _effect_cells(row: Row) -> tuple[Cell, ...]:
    """Patients and effect; where there is nothing but words, those stand across the four columns."""
    if not row.has_figures:
        return (Cell((row.findings or DASH,), span=4),)
    if row.part:
        tested = Cell((row.participants_text or DASH,), span=2)
        lines = tuple(_in_words(each, row) for each in row.cases)
        return (tested, Cell((_measured(row),)), Cell(lines or (DASH,)))
    lines = tuple(_absolute_line(each) for each in row.absolute)
    return (
        Cell((row.intervention.text or DASH,)),
        Cell((row.comparator.text or DASH,)),
        Cell((_measured(row),)),
        Cell((*lines, *((row.findings,) if row.findings else ())) or (DASH,)),
    )


# --- Summary of findings -------------------------------------------------------------------------


def _findings_columns() -> tuple[Column, ...]:
    absolute = _("Anticipated absolute effects (95 % CI)")
    return (
        Column(_("Outcome"), 20),
        Column(_("Risk with the comparator"), 13, absolute),
        Column(_("Risk with the intervention"), 14, absolute),
        Column(_("Relative effect (95 % CI)"), 13),
        Column(_("Participants (studies)"), 12),
        Column(_("Certainty"), 12),
        Column(_("What happens"), 28),
    )


def _findings_row(row: Row, _columns: int, rank: int) -> list[tuple[Cell, ...]]:
    name = Cell(tuple(filter(None, (_name(row), row.follow_up))), heading=True, rank=rank)
    people = Cell(tuple(filter(None, (row.participants_text, _studies(row)))) or (DASH,))
    said = tuple(filter(None, (*row.statements, row.findings))) or (DASH,)
    return [
        (
            name,
            *_risks(row),
            Cell((_measured(row),)),
            people,
            _certainty(row.certainty, row.footnotes),
            Cell(said),
        )
    ]


def _studies(row: Row) -> str:
    """How many studies, in brackets; empty where nobody says how many."""
    if row.studies.number is None:
        return ""
    if row.studies.number == 1:
        return _("(1 study)")
    return _("({n} studies)").format(n=row.studies.text)


def _risks(row: Row) -> tuple[Cell, ...]:
    if row.part:
        return (Cell(tuple(_in_words(each, row) for each in row.cases) or (DASH,), span=2),)
    several = len(row.absolute) > 1
    comparator = [_labelled(each, each.comparator.text, several) for each in row.absolute]
    intervention = [
        line
        for each in row.absolute
        for line in (
            _labelled(each, each.intervention.text, several),
            each.difference.text,
        )
    ]
    comparator, intervention = (tuple(filter(None, lines)) for lines in (comparator, intervention))
    return (Cell(comparator or (DASH,)), Cell(intervention or (DASH,)))


# --- Cells that both have ------------------------------------------------------------------------


def _name(row: Row) -> str:
    said = [row.name]
    if row.part_name:
        said = [row.part_name]  # the test stands in the heading above
    if row.body_name:
        said.append(row.body_name + (f" ({_('sets the certainty')})" if row.primary else ""))
    return ": ".join(said)


def _measured(row: Row) -> str:
    if not row.relative.text:
        return DASH
    return row.relative.text


def _absolute_line(each: Absolute) -> str:
    where = ", ".join(filter(None, (each.label, each.horizon)))
    return f"{each.difference.text} ({where})" if where else each.difference.text


def _labelled(each: Absolute, text: str, several: bool) -> str:
    """The figure with the name of its baseline risk, where there are several."""
    return f"{each.label}: {text}" if several and each.label and text else text


def _in_words(each: Cases, row: Row) -> str:
    names = {
        "sensitivity": (_("true positives"), _("false negatives")),
        "specificity": (_("true negatives"), _("false positives")),
    }[row.part]
    return _("At {prevalence}: {true} {found}, {false} {missed} per 1000").format(
        prevalence=each.prevalence_text,
        true=each.true.text,
        found=names[0],
        false=each.false.text,
        missed=names[1],
    )


def _certainty(cell: CertaintyCell, footnotes: Sequence[int] = ()) -> Cell:
    lines = (cell.text, *((words(cell.basis),) if cell.basis else ()))
    return Cell(lines, tuple(footnotes), level=cell.level)


def _importance(row: Row) -> Cell:
    return Cell(tuple(_said_of(row)))


def _said_of(row: Row) -> Iterator[str]:
    number = row.importance.number
    yield row.importance.text if number is None else f"{number:g} {row.importance.text}"
    yield from row.importance.parts
    if row.importance.basis:
        yield words(row.importance.basis)
