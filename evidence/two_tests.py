"""The two tests of a question, set against each other over the rows of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence.pooled_accuracy import AccuracyProblem, compared
from evidence.profile import BodyChain, OutcomeChain

if TYPE_CHECKING:
    from evidence.synthesis.comparing import Comparison


@dataclass(frozen=True)
class TwoTests:
    """The bodies of evidence on an index test and on the comparator, counting the same thing."""

    index: BodyChain
    comparator: BodyChain

    @property
    def in_both(self) -> list[str]:
        """The studies that did both tests."""
        others = {row.study for row in self.comparator.results}
        studies = dict.fromkeys(row.study for row in self.index.results)
        return [str(study) for study in studies if study in others]

    @property
    def pairings(self) -> tuple[str, ...]:
        """How the rows may be taken: two ways where studies did both tests."""
        return ("independent", "shared") if self.in_both else ("independent",)

    def compared(self, pairing: str) -> "Comparison | AccuracyProblem":
        """The index test less the comparator."""
        results = [*self.comparator.results, *self.index.results]
        tests = ["comparator"] * len(self.comparator.results) + ["index"] * len(self.index.results)
        rows = [*self.comparator.rows, *self.index.rows]
        return compared(tests, rows, [row.study.ref for row in results], pairing=pairing)


def tests_of(outcomes: Sequence[OutcomeChain]) -> list[TwoTests]:
    """Each index test of a question with the comparator on the same unit, where both have results."""
    primary = [each.primary for each in outcomes if each.outcome.type == "diagnostic"]
    bodies = [body for body in primary if body is not None and body.results]
    found = []
    for body in bodies:
        other = _comparator_of(body, bodies) if body.outcome.test == "index" else None
        if other:
            found.append(TwoTests(body, other))
    return found


def _comparator_of(index: BodyChain, bodies: Sequence[BodyChain]) -> BodyChain | None:
    wanted = ("comparator", index.outcome.unit)
    return next((each for each in bodies if (each.outcome.test, each.outcome.unit) == wanted), None)
