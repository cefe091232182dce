"""What a review's outcomes become when they are taken over: studies, outcomes and rows of figures.

Plain enough to be kept between two steps: `as_data` gives what JSON can hold, `plan_from` reads it.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from evidence.figures import FigureProblem, problems_with

from .problems import Place
from .review import DiagnosticTest, Outcome, Review, Row, Study

LONGEST = {"label": 200, "doi": 200, "pmid": 20, "name": 500}
KINDS = {
    "dichotomous": "dichotomous",
    "continuous": "continuous",
    "oe": "generic",
    "generic": "generic",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that cannot be kept, with everything that is wrong with its figures."""

    place: Place
    study: str
    problems: tuple[FigureProblem, ...]


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One study's figures by our columns; `population` is the subgroup's name."""

    study: str
    population: str
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class PlannedOutcome:
    """An outcome to be: its kind of data, how it is pooled, its rows, and those that are left out."""

    id: str
    name: str
    comparison: str
    kind: str
    synthesis: Mapping[str, str]
    rows: tuple[PlannedRow, ...]
    is_swapped: bool = False
    left_out: tuple[LeftOut, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class PlannedStudy:
    """A study to be added, as it is cited."""

    label: str
    year: int | None = None
    citation: str = ""
    doi: str = ""
    pmid: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that can be taken over from a file; studies by their id in it."""

    file: str
    sha256: str
    studies: Mapping[str, PlannedStudy]
    outcomes: tuple[PlannedOutcome, ...]

    def as_data(self) -> dict[str, Any]:
        """The plan as JSON can hold it, without the rows that are left out."""
        outcomes = [
            {
                name: value
                for name, value in asdict(outcome).items()
                if name not in ("left_out", "rows")
            }
            | {"rows": [[r.study, r.population, dict(r.figures)] for r in outcome.rows]}
            for outcome in self.outcomes
        ]
        studies = {id_: asdict(study) for id_, study in self.studies.items()}
        return {
            "file": self.file,
            "sha256": self.sha256,
            "studies": studies,
            "outcomes": outcomes,
        }


def plan_from(data: Mapping[str, Any]) -> Plan:
    """The plan that `as_data` gave."""
    outcomes = (
        PlannedOutcome(**{**given, "rows": tuple(PlannedRow(*row) for row in given["rows"])})
        for given in data["outcomes"]
    )
    studies = {id_: PlannedStudy(**given) for id_, given in data["studies"].items()}
    return Plan(data["file"], data["sha256"], studies, tuple(outcomes))


def plan_of(review: Review, *, file: str, content: bytes) -> Plan:
    """What can be taken over from a review; names and labels that stand twice are told apart."""
    outcomes = [*_planned_outcomes(review), *(_of_test(test) for test in review.tests)]
    used = {row.study for outcome in outcomes for row in outcome.rows}
    return Plan(
        file=file,
        sha256=hashlib.sha256(content).hexdigest(),
        studies=_labelled(review, used),
        outcomes=tuple(_told_apart(outcomes)),
    )


def _planned_outcomes(review: Review) -> Iterator[PlannedOutcome]:
    for comparison in review.comparisons:
        for outcome in comparison.outcomes:
            if outcome.kind in KINDS:
                yield _planned(outcome, comparison.name)


def _planned(outcome: Outcome, comparison: str) -> PlannedOutcome:
    kind = KINDS[outcome.kind]
    rows, left_out = _split(
        kind,
        [
            (row, group.name, _figures(outcome, row))
            for group in outcome.groups
            for row in group.rows
        ],
    )
    return PlannedOutcome(
        id=outcome.id,
        name=outcome.name[: LONGEST["name"]] or outcome.id,
        comparison=comparison,
        kind=kind,
        synthesis=_synthesis(outcome),
        rows=rows,
        is_swapped=outcome.kind == "dichotomous" and outcome.settings.swap_events,
        left_out=left_out,
    )


def _of_test(test: DiagnosticTest) -> PlannedOutcome:
    given = [(row, "", _whole(row.figures)) for row in test.rows]
    rows, left_out = _split("diagnostic", given)
    name = test.name[: LONGEST["name"]] or test.id or "test"
    return PlannedOutcome(test.id or name, name, "", "diagnostic", {}, rows, left_out=left_out)


def _split(
    kind: str, given: Sequence[tuple[Row, str, dict[str, float]]]
) -> tuple[tuple[PlannedRow, ...], tuple[LeftOut, ...]]:
    """The rows that may be kept, and those that may not."""
    kept, left_out = [], []
    for row, population, figures in given:
        problems = problems_with(kind, figures)
        if problems:
            left_out.append(LeftOut(row.place, row.study, tuple(problems)))
        else:
            kept.append(PlannedRow(row.study, population, figures))
    return tuple(kept), tuple(left_out)


def _figures(outcome: Outcome, row: Row) -> dict[str, float]:
    """A row by our columns: a generic effect on the log scale for ratios, O − E as (O − E)/V."""
    figures = dict(row.figures)
    if outcome.kind == "dichotomous" and outcome.settings.swap_events:
        for arm in "12":
            events, total = figures.get(f"events_{arm}"), figures.get(f"total_{arm}")
            if events is not None and total is not None:
                figures[f"events_{arm}"] = total - events
    if outcome.kind == "oe":
        figures |= _from_observed(figures.pop("O_E", None), figures.pop("V", None))
    if "estimate" in figures:
        figures["log_effect"] = figures.pop("estimate")
    if KINDS[outcome.kind] == "generic":
        figures = _without_empty_arms(figures)
    return _whole(figures)


def _without_empty_arms(figures: dict[str, float]) -> dict[str, float]:
    """A generic effect with counts of both arms, or of none: RevMan fills unused ones with 0."""
    if figures.get("total_1", 0) > 0 and figures.get("total_2", 0) > 0:
        return figures
    return {name: value for name, value in figures.items() if name in ("log_effect", "se")}


def _from_observed(o_e: float | None, v: float | None) -> dict[str, float]:
    if o_e is None or v is None or v <= 0:
        return {}
    return {"log_effect": o_e / v, "se": 1 / math.sqrt(v)}


def _whole(figures: Mapping[str, float]) -> dict[str, float]:
    """Counts as whole numbers where they are."""
    return {name: int(v) if v.is_integer() and abs(v) < 1e15 else v for name, v in figures.items()}


def _synthesis(outcome: Outcome) -> dict[str, str]:
    settings = outcome.settings
    if not settings.measure or not settings.method:
        return {}
    # (O − E)/V pooled by inverse variance is Peto's result.
    method = "iv" if outcome.kind == "oe" else settings.method
    measure = "HR" if outcome.kind == "oe" and settings.measure == "PETO" else settings.measure
    chosen = {"measure": measure, "method": method, "model": settings.model}
    if settings.model == "random":
        chosen["tau2"] = settings.tau2
        if settings.ci != "wald":
            chosen["ci"] = settings.ci
    return chosen


def _labelled(review: Review, used: set[str]) -> dict[str, PlannedStudy]:
    planned: dict[str, PlannedStudy] = {}
    taken: set[str] = set()
    for id_ in [*(id_ for id_ in review.studies if id_ in used), *sorted(used)]:
        if id_ in planned:
            continue
        study = review.studies.get(id_) or Study(id_, id_ or "?")
        label = study.name[: LONGEST["label"]]
        if label.casefold() in taken:
            label = f"{label[: LONGEST['label'] - 60]} ({id_[:50]})"
        taken.add(label.casefold())
        planned[id_] = _study(study, label)
    return planned


def _study(study: Study, label: str) -> PlannedStudy:
    cited = study.reference
    if cited is None:
        return PlannedStudy(label, study.year)
    return PlannedStudy(
        label=label,
        year=study.year or cited.year,
        citation=cited.text,
        doi=cited.doi[: LONGEST["doi"]],
        pmid=cited.pmid[: LONGEST["pmid"]],
    )


def _told_apart(outcomes: Sequence[PlannedOutcome]) -> Iterator[PlannedOutcome]:
    """The outcomes with names and ids of their own."""
    names: set[str] = set()
    ids: set[str] = set()
    for outcome in outcomes:
        name, id_ = outcome.name, outcome.id
        while id_ in ids:
            id_ += "+"
        if name.casefold() in names:
            name = f"{name} ({id_})"
        names.add(name.casefold())
        ids.add(id_)
        yield PlannedOutcome(
            id_,
            name,
            outcome.comparison,
            outcome.kind,
            outcome.synthesis,
            outcome.rows,
            outcome.is_swapped,
            outcome.left_out,
        )
