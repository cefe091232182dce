"""The results that RevMan stored, beside ours: every disagreement, and how much agreed.

A disagreement is news for the reader, not an error of the file: the data may have changed after RevMan
computed, or RevMan computed otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .analysing import Analysed, NotComputed, analysed
from .figures import Ours, of_differences, of_rows, of_total
from .problems import Place
from .review import Figure, Outcome, Review, Stored

# RevMan 5 stores every digit of all but P, which it takes from an approximation.
RELATIVE = 1e-9
ABSOLUTE = 1e-9
OF_P = 1e-6
# RevMan Web prints a rounded figure; the last digit may be off by the rounding of the inputs.
RELATIVE_PRINTED = 2e-6
_P = frozenset({"p_z", "p_chi2", "p_q"})


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A stored figure that is not ours; `figure` `estimable` is 1 or 0 on either side."""

    place: Place
    figure: str
    stored: float
    ours: float
    tolerance: float

    @property
    def difference(self) -> float:
        """Ours less RevMan's."""
        return self.ours - self.stored

    def __str__(self) -> str:
        if self.figure == "estimable":
            said = "estimable" if self.stored else "not estimable"
            return f"{self.place}: {said} in the file, not so here"
        return (
            f"{self.place}: {self.figure} {self.stored:.12g} in the file, {self.ours:.12g} here"
            f" (difference {self.difference:.3g}, tolerance {self.tolerance:.3g})"
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """How many stored figures agreed, which did not, and the outcomes that could not be computed."""

    agreed: int
    disagreements: tuple[Disagreement, ...]
    not_computed: tuple[NotComputed, ...]

    @property
    def compared(self) -> int:
        """How many stored figures there were to compare."""
        return self.agreed + len(self.disagreements)


def compare(review: Review) -> Compared:
    """Compute every outcome of the review again and compare whatever it stores."""
    agreed = 0
    disagreements: list[Disagreement] = []
    not_computed: list[NotComputed] = []
    for outcome in review.outcomes:
        got = analysed(outcome)
        if isinstance(got, NotComputed):
            if got.code != "other-data":
                not_computed.append(got)
            continue
        for found in _of_outcome(outcome, got) if review.calculated else ():
            if isinstance(found, Disagreement):
                disagreements.append(found)
            else:
                agreed += 1
    return Compared(agreed, tuple(disagreements), tuple(not_computed))


def _of_outcome(outcome: Outcome, got: Analysed) -> Iterator[Disagreement | None]:
    """One item for each figure compared, None where it agrees."""
    settings = outcome.settings
    if settings.totals:
        ours = of_total(outcome, got.overall, outcome.rows, weight=100.0)
        ours |= of_differences(got.test) if settings.subgroup_test else {}
        yield from _all(outcome.place, outcome.estimable, outcome.stored, ours)
    if settings.subtotals and got.groups:
        yield from _of_groups(outcome, got)
    for row, ours in zip(outcome.rows, of_rows(outcome, got), strict=True):
        yield from _all(row.place, row.estimable, row.stored, ours)


def _of_groups(outcome: Outcome, got: Analysed) -> Iterator[Disagreement | None]:
    parts = zip(outcome.groups, got.groups, got.group_weights, strict=True)
    for group, pooled, share in parts:
        weight = share if outcome.settings.totals else None
        ours = of_total(outcome, pooled, group.rows, weight=weight)
        yield from _all(group.place, group.estimable, group.stored, ours)


def _all(
    place: Place, said: bool | None, stored: Stored, ours: Ours
) -> Iterator[Disagreement | None]:
    """Every stored figure of one total or row; where RevMan says not estimable, its zeros are none."""
    is_estimable = "effect" in ours
    if said is None:
        said = "effect" in stored
    if not stored and not said:
        return
    if said != is_estimable:
        yield Disagreement(place, "estimable", float(said), float(is_estimable), 0.0)
        return
    if not said:
        yield None
        return
    for name, figure in stored.items():
        if name in ours:
            yield _compared(place, name, figure, ours[name])


def _compared(place: Place, name: str, figure: Figure, ours: float) -> Disagreement | None:
    tolerance = tolerance_of(name, figure)
    if abs(ours - figure.value) <= tolerance:
        return None
    return Disagreement(place, name, figure.value, ours, tolerance)


def tolerance_of(name: str, figure: Figure) -> float:
    """How far ours may be from a stored figure: by its digits, and more for P values."""
    size = abs(figure.value)
    if figure.decimals is not None:
        return max(0.5 * 10.0**-figure.decimals, RELATIVE_PRINTED * size) * (1 + RELATIVE)
    return OF_P if name in _P else max(RELATIVE * size, ABSOLUTE)
