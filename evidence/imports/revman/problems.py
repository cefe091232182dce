"""What is wrong with a file of RevMan, and where. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

# A review whose analyses cannot be read at all.
STOPPING = frozenset(
    {
        "too-large",
        "empty-file",
        "unknown-file",
        "broken-xml",
        "document-type",
        "too-deep",
        "wrong-root",
        "broken-zip",
        "not-text",
        "no-data-rows",
        "missing-column",
    }
)
MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the line of the file, its element or column, and the ids above it.

    `file` is a member of a package; what does not apply is empty or 0.
    """

    line: int = 0
    element: str = ""
    comparison: str = ""
    outcome: str = ""
    subgroup: str = ""
    study: str = ""
    file: str = ""

    def at(self, **more: str | int) -> Place:
        """The same place, told more closely."""
        return replace(self, **more)  # type: ignore[arg-type]  # the names are this class's own

    def __str__(self) -> str:
        parts = [
            self.file,
            f"line {self.line}" if self.line else "",
            self.element,
            # An outcome's id holds its comparison's, a subgroup's its outcome's.
            self.subgroup or self.outcome or self.comparison,
            self.study,
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the file: a code, its place, and what stands there.

    Codes of STOPPING mean that nothing was read. The others: `not-a-number`, `not-whole`, `negative`,
    `missing-figure`, `events-above-total`, `unknown-word`, `unknown-study`, `id-twice`, `no-id`,
    `no-name`, `no-settings`, `scale-unclear`, `too-many-cells`, `too-many-problems`.
    """

    code: str
    place: Place = Place()
    value: str = ""

    @property
    def stops(self) -> bool:
        """Whether nothing can be read because of it."""
        return self.code in STOPPING

    def __str__(self) -> str:
        where, shown = str(self.place), f" ({self.value[:100]})" if self.value else ""
        return f"{where + ': ' if where else ''}{self.code.replace('-', ' ')}{shown}"


class Refused(Exception):
    """A file that is no review, with the one problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def told(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems in the order of the file, cut off where more would help nobody."""
    ordered = sorted(problems, key=lambda each: (each.place.file, each.place.line))
    if len(ordered) <= MOST_TOLD:
        return tuple(ordered)
    rest = len(ordered) - MOST_TOLD
    return (*ordered[:MOST_TOLD], Problem("too-many-problems", value=f"{rest} more"))
