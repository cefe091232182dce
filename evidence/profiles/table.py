"""An evidence profile as data: every cell with its text, its figures and its footnotes. Pure.

One table serves the evidence profile and the summary of findings, on a page and in every file. Texts
are in `language`, ready to be laid out; figures beside them are unrounded, None where there is none or
where they have no end. Layout: Guyatt G et al. GRADE guidelines 12, J Clin Epidemiol 2013;66:158-72.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Kind = Literal[
    "dichotomous", "continuous", "generic", "diagnostic", "narrative", "reported", "no-evidence"
]
# More outcomes than these in one table ask for a reason (Cochrane Handbook, chapter 14; KCE 3.1).
MOST_OUTCOMES = 7


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the table's head: population, intervention, comparator, tests."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """A reason, said once however often it is given; numbers run from 1 in reading order."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval and the text of both; empty text where there is nothing."""

    text: str = ""
    value: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Studies:
    """How many studies, of what design: `text` and `design_text` stand in the two cells."""

    number: int | None
    text: str
    design: str
    design_text: str


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain that may lower the certainty; `levels` None where nobody judged it.

    `code`: not-serious, serious, very-serious, extremely-serious, or not-judged. `footnotes` are
    numbers into the table's footnotes; `because` is the same reason in place.
    """

    domain: str
    levels: int | None
    code: str
    text: str
    because: str = ""
    basis: str = ""
    footnotes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Consideration:
    """One thing of the column 'other considerations': publication bias or a reason to rate up."""

    domain: str
    levels: int
    text: str
    because: str = ""
    footnotes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Arm:
    """The patients of one arm: events of total, or the total alone; `share` is events by total."""

    text: str = ""
    events: int | None = None
    total: int | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Absolute:
    """What the effect comes to at one baseline risk, or in the outcome's own unit.

    `scale`: per-1000 (events of 1000 people), unit (`unit` names it), sd (standard deviations).
    `comparator` is the risk or mean without the intervention, `intervention` with it, `difference`
    the latter less the former. `label`, `horizon` and `source` say where the baseline comes from.
    """

    scale: Literal["per-1000", "unit", "sd"]
    difference: Estimate
    comparator: Estimate = Estimate()
    intervention: Estimate = Estimate()
    unit: str = ""
    label: str = ""
    horizon: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Cases:
    """True and false results per 1000 tested at one prevalence (0 to 1).

    Of a row on sensitivity: true positives and false negatives; on specificity: true negatives and
    false positives.
    """

    prevalence: float
    prevalence_text: str
    true: Estimate
    false: Estimate


@dataclass(frozen=True, slots=True)
class CertaintyCell:
    """The derived certainty; `level` None where it is not rated. `sentence` names every step."""

    level: str | None
    text: str
    sentence: str = ""
    basis: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportanceCell:
    """Importance 1 to 9 with its class: critical, important, limited; empty where not rated.

    `parts` are lines on the results of a test, each scored for itself.
    """

    number: float | None
    code: str
    text: str
    basis: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One body of evidence on an outcome, or one part of a test's accuracy.

    `id` is unique in the table and fit for an anchor. `part`: sensitivity, specificity, or empty.
    `primary` says whether this body sets the outcome's certainty; `body_name` is empty where it is
    the only one. `findings` says in words what no figure says: a synthesis as its source reports it,
    results that are not pooled, or that there is no evidence. `statements` are the plain-language
    lines, none where nothing can be said.
    """

    id: str
    outcome: str
    body: str
    part: str
    kind: Kind
    name: str
    primary: bool
    studies: Studies
    domains: tuple[Domain, ...]
    other: tuple[Consideration, ...]
    other_text: str
    certainty: CertaintyCell
    importance: ImportanceCell
    body_name: str = ""
    body_because: str = ""
    part_name: str = ""
    test: str = ""
    unit: str = ""
    follow_up: str = ""
    intervention: Arm = Arm()
    comparator: Arm = Arm()
    participants: int | None = None
    participants_text: str = ""
    measure: str = ""
    relative: Estimate = Estimate()
    absolute: tuple[Absolute, ...] = ()
    cases: tuple[Cases, ...] = ()
    findings: str = ""
    findings_footnotes: tuple[int, ...] = ()
    statements: tuple[str, ...] = ()
    applicability: str = ""

    @property
    def footnotes(self) -> tuple[int, ...]:
        """Every footnote of the row, in the order of its cells."""
        numbers = [number for cell in self.domains for number in cell.footnotes]
        numbers += [number for cell in self.other for number in cell.footnotes]
        numbers += self.findings_footnotes
        return tuple(dict.fromkeys(numbers))

    @property
    def has_figures(self) -> bool:
        """Whether anything but words stands under patients and effects."""
        shown = (self.intervention.text, self.comparator.text, self.relative.text)
        return any(shown) or bool(self.absolute or self.cases)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; a table that needs none has one group without a title."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class OfTest:
    """One test's results of a kind per 1000, with the certainty of the part they belong to."""

    test: str
    estimate: Estimate
    certainty: CertaintyCell


@dataclass(frozen=True, slots=True)
class Result:
    """One kind of test result per 1000 at one prevalence, test by test in `columns`.

    `code`: tp, fn, tn, fp.
    """

    code: str
    name: str
    prevalence: float
    prevalence_text: str
    columns: tuple[OfTest, ...]


@dataclass(frozen=True, slots=True)
class Tests:
    """What one or two tests of a question would do to 1000 people or lesions, side by side."""

    title: str
    unit: str
    names: tuple[str, ...]
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class ProfileTable:
    """The evidence profile of one question.

    `outcomes` counts the outcomes; `many_outcomes_because` is why there are more than seven.
    `notes` stand under the table, before the footnotes.
    """

    guideline: str
    question: str
    number: int | None
    title: str
    kind: str
    language: str
    evidence_hash: str
    facts: tuple[Fact, ...]
    intervention: str
    comparator: str
    groups: tuple[Group, ...]
    tests: tuple[Tests, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    notes: tuple[str, ...] = ()
    outcomes: int = 0
    many_outcomes_because: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row in order."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def has_too_many(self) -> bool:
        """Whether the table has more outcomes than a reader can weigh, and nobody says why."""
        return self.outcomes > MOST_OUTCOMES and not self.many_outcomes_because

    def row(self, id: str) -> Row:
        """One row by its id; KeyError names one that is not there."""
        for row in self.rows:
            if row.id == id:
                return row
        raise KeyError(id)


# --- As plain data and back ----------------------------------------------------------------------


def as_data(table: ProfileTable) -> dict[str, Any]:
    """The table as mappings, lists, text and numbers, fit for JSON."""
    data: dict[str, Any] = asdict(table)
    return data


def table_from(data: Mapping[str, Any]) -> ProfileTable:
    """The table that `as_data` wrote; KeyError or TypeError for what it did not write."""
    table: ProfileTable = _made(ProfileTable, data)
    return table


def _made(kind: Any, value: Any) -> Any:
    if isinstance(kind, type) and is_dataclass(kind):
        given = {name: _made(hint, value[name]) for name, hint in _hints(kind).items()}
        return kind(**given)
    if get_origin(kind) is tuple:
        return tuple(_items(get_args(kind)[0], value))
    if get_origin(kind) in (Union, types.UnionType) and value is not None:
        return _made(get_args(kind)[0], value)
    return value


def _items(kind: Any, values: Sequence[Any]) -> Iterator[Any]:
    return (_made(kind, each) for each in values)


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}
