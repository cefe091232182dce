"""The columns of a forest plot left of its effects: what each arm of each study gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..synthesis.analysis import Pooled
from ..synthesis.inputs import Column
from .labels import Labels
from .wording import count, figure


@dataclass(frozen=True, slots=True)
class Cells:
    """Headings with the cells of each study (k rows), its phrase, and how rows of totals are made.

    `summed` names the column to sum behind each cell, empty for none.
    """

    groups: tuple[tuple[str, int], ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    briefs: tuple[str, ...]
    summed: tuple[str, ...]
    given: Mapping[str, Column]
    versus: str

    def totals(self, members: list[int]) -> tuple[str, ...]:
        """The cells of a row that sums up the studies of these numbers."""
        return tuple(self._sum(name, members) if name else "" for name in self.summed)

    def brief_totals(self, members: list[int]) -> str:
        """The same in one phrase: events of participants in each arm, or participants alone."""
        sums = [text for text in self.totals(members) if text]
        if len(sums) == 4:
            sums = [f"{sums[0]}/{sums[1]}", f"{sums[2]}/{sums[3]}"]
        return self.versus.format(one=sums[0], two=sums[1]) if len(sums) == 2 else ""

    def _sum(self, name: str, members: list[int]) -> str:
        return count(sum(float(self.given[name][i]) for i in members))


def cells_of(pooled: Pooled, given: Mapping[str, Column] | None, labels: Labels) -> Cells:
    """The columns that these results have: counts, means, or an effect with its error."""
    columns = _from_tables(pooled) if given is None else given
    if "events_1" in columns and "estimate" not in columns and "log_effect" not in columns:
        return _counts(columns, labels)
    if "mean_1" in columns:
        return _means(columns, labels)
    return _effects(pooled, columns, labels)


def _from_tables(pooled: Pooled) -> Mapping[str, Column]:
    if pooled.tables is None:
        return {}
    tables = pooled.tables
    return {"events_1": tables.a, "total_1": tables.n1, "events_2": tables.c, "total_2": tables.n2}


def _arms(labels: Labels, span: int) -> tuple[tuple[str, int], ...]:
    return (labels.intervention, span), (labels.comparator, span)


def _rows(names: tuple[str, ...], given: Mapping[str, Column]) -> list[list[float]]:
    length = len(given[names[0]]) if names else 0
    return [[float(given[name][i]) for name in names] for i in range(length)]


def _counts(given: Mapping[str, Column], labels: Labels) -> Cells:
    names = ("events_1", "total_1", "events_2", "total_2")
    rows = tuple(tuple(count(value) for value in row) for row in _rows(names, given))
    briefs = tuple(labels.versus.format(one=f"{a}/{n1}", two=f"{c}/{n2}") for a, n1, c, n2 in rows)
    heads = (labels.events, labels.total) * 2
    return Cells(_arms(labels, 2), heads, rows, briefs, names, given, labels.versus)


def _means(given: Mapping[str, Column], labels: Labels) -> Cells:
    names = ("mean_1", "sd_1", "total_1", "mean_2", "sd_2", "total_2")
    rows = tuple(
        tuple(count(x) if i % 3 == 2 else figure(x) for i, x in enumerate(row))
        for row in _rows(names, given)
    )
    briefs = tuple(
        labels.versus.format(
            one=f"{row[0]} ({row[1]}), n = {row[2]}", two=f"{row[3]} ({row[4]}), n = {row[5]}"
        )
        for row in rows
    )
    heads = (labels.mean, labels.sd, labels.total) * 2
    summed = ("", "", "total_1", "", "", "total_2")
    return Cells(_arms(labels, 3), heads, rows, briefs, summed, given, labels.versus)


def _effects(pooled: Pooled, given: Mapping[str, Column], labels: Labels) -> Cells:
    """The effect on the scale of the analysis with its error, and participants where known."""
    measure = labels.measures.get(pooled.recipe.measure, pooled.recipe.measure)
    head = labels.log_of.format(measure=measure) if pooled.scale == "log" else measure
    pairs = zip(pooled.studies.estimate, pooled.studies.se, strict=True)
    rows = [(figure(float(y)), figure(float(se))) for y, se in pairs]
    briefs = [f"{labels.se} {se}" for _, se in rows]
    if not ("total_1" in given and "total_2" in given):
        return Cells(
            (("", 2),),
            (head, labels.se),
            tuple(rows),
            tuple(briefs),
            ("", ""),
            given,
            labels.versus,
        )
    totals = [(count(a), count(b)) for a, b in _rows(("total_1", "total_2"), given)]
    return Cells(
        (("", 2), (labels.intervention, 1), (labels.comparator, 1)),
        (head, labels.se, labels.total, labels.total),
        tuple(row + total for row, total in zip(rows, totals, strict=True)),
        tuple(labels.versus.format(one=a, two=b) for a, b in totals),
        ("", "", "total_1", "total_2"),
        given,
        labels.versus,
    )
