"""A review as RevMan keeps it: comparisons, outcomes, subgroups, rows and what RevMan computed. Pure.

One shape for RevMan 5's files and RevMan Web's packages. Figures are as the file has them: ratios as
ratios, limits likewise, standard errors of natural logarithms, I² in percent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .problems import Place

KINDS = ("dichotomous", "continuous", "oe", "generic", "other")
# The columns that a row of each kind must have to be computed.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "dichotomous": ("events_1", "total_1", "events_2", "total_2"),
    "continuous": ("mean_1", "sd_1", "total_1", "mean_2", "sd_2", "total_2"),
    "oe": ("O_E", "V"),
    "generic": ("estimate", "se"),
    "other": (),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that RevMan stored: `decimals` is None where it stored every digit, else as printed."""

    value: float
    decimals: int | None = None


Stored = Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Reference:
    """A publication of a study; `primary` is the one that the review names first."""

    text: str
    year: int | None = None
    doi: str = ""
    pmid: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Study:
    """A study by its id within the file, with its publications."""

    id: str
    name: str
    year: int | None = None
    references: tuple[Reference, ...] = ()

    @property
    def reference(self) -> Reference | None:
        """Its primary reference, else its first."""
        first = self.references[0] if self.references else None
        return next((each for each in self.references if each.primary), first)


@dataclass(frozen=True, slots=True)
class Row:
    """One study's data: `figures` as entered by the names of NEEDED, `stored` as RevMan computed them.

    `estimable` is None where RevMan says nothing of it.
    """

    study: str
    place: Place
    figures: Mapping[str, float]
    stored: Stored = field(default_factory=dict)
    estimable: bool | None = None
    text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A subgroup with its rows; an outcome without subgroups has one that bears no name."""

    id: str
    number: str
    name: str
    place: Place
    rows: tuple[Row, ...]
    stored: Stored = field(default_factory=dict)
    estimable: bool | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """How RevMan analyses an outcome.

    `measure` RR OR RD PETO MD SMD HR GIV, `method` mh iv peto, `model` fixed random; each empty where
    the file has a word that is not known. `totals` and `subtotals` say which results are shown,
    `tau2` and `ci` which estimators; `level` is of totals, `study_level` of studies.
    """

    measure: str
    method: str
    model: str
    measure_text: str = ""
    tau2: str = "dl"
    ci: str = "wald"
    level: float = 0.95
    study_level: float = 0.95
    totals: bool = True
    subtotals: bool = True
    subgroup_test: bool = True
    swap_events: bool = False
    log_data: bool = False
    i2_from_tau2: bool = False
    units: str = ""
    scale: float | None = None
    sort_by: str = ""
    group_labels: tuple[str, str] = ("", "")
    favours: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One analysis: its kind of data, its settings, its rows by subgroup, and its stored totals."""

    id: str
    number: str
    name: str
    kind: str
    settings: Settings
    place: Place
    groups: tuple[Group, ...]
    has_subgroups: bool = False
    stored: Stored = field(default_factory=dict)
    estimable: bool | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row in order."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One intervention against another, with its outcomes."""

    id: str
    number: str
    name: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class DiagnosticTest:
    """A diagnostic test with its rows of TP, FP, FN and TN."""

    id: str
    name: str
    place: Place
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """Everything read from a file; `source` is `rm5` or `csv`.

    `calculated` is False where the file says that it stores no results.
    """

    source: str
    title: str = ""
    version: str = ""
    calculated: bool = True
    studies: Mapping[str, Study] = field(default_factory=dict)
    comparisons: tuple[Comparison, ...] = ()
    tests: tuple[DiagnosticTest, ...] = ()

    @property
    def outcomes(self) -> Iterator[Outcome]:
        """Every outcome of every comparison."""
        return (outcome for each in self.comparisons for outcome in each.outcomes)

    def name_of(self, study: str) -> str:
        """A study's name, its id where the file has no such study."""
        return self.studies[study].name if study in self.studies else study

    def counts(self) -> dict[str, int]:
        """How many comparisons, outcomes, tests, studies and rows were read."""
        outcomes = list(self.outcomes)
        rows = sum(len(outcome.rows) for outcome in outcomes)
        return {
            "comparisons": len(self.comparisons),
            "outcomes": len(outcomes),
            "tests": len(self.tests),
            "studies": len(self.studies),
            "rows": rows + sum(len(test.rows) for test in self.tests),
        }
