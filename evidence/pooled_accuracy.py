"""The pooled accuracy of a test, and two tests compared, each fitted once for the same inputs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from evidence import effects
from evidence.fit_cache import remembered
from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.tau2 import DidNotConverge

if TYPE_CHECKING:
    from evidence.synthesis.accuracy_fit import AccuracyFit
    from evidence.synthesis.comparing import Comparison

Rows = Sequence[Mapping[str, Any]]
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class AccuracyProblem:
    """Why nothing was fitted: a code of InvalidInput or `not-converged`, and where it stands."""

    code: str
    study: str = ""
    column: str = ""


def pooled_accuracy(
    synthesis: Mapping[str, Any], rows: Rows, labels: Sequence[str]
) -> "AccuracyFit | AccuracyProblem | None":
    """The accuracy over the rows of a body, or what hinders it; None without rows."""
    if not rows:
        return None
    inputs = {
        "synthesis": dict(synthesis),
        "labels": list(labels),
        **effects.inputs_of("diagnostic", rows),
    }
    return remembered(
        "accuracy", inputs, lambda: _tried(lambda: effects.accuracy_fit(synthesis, rows, labels))
    )


def compared(
    tests: Sequence[str], rows: Rows, studies: Sequence[str], *, pairing: str
) -> "Comparison | AccuracyProblem":
    """The two `tests` of the rows, the first row's the one compared against."""
    inputs = {"tests": list(tests), "studies": list(studies), "pairing": pairing}
    columns = effects.inputs_of("diagnostic", rows)
    return remembered(
        "comparison",
        inputs | columns,
        lambda: _tried(lambda: _compare(tests, columns, studies, pairing)),
    )


def _compare(
    tests: Sequence[str], columns: Mapping[str, list[Any]], studies: Sequence[str], pairing: str
) -> "Comparison":
    from evidence.synthesis.comparing import compare  # slow import: numpy

    return compare(tests, *columns.values(), studies=studies, pairing=pairing)


def _tried(find: Callable[[], Found]) -> Found | AccuracyProblem:
    try:
        return find()
    except InvalidInput as error:
        return AccuracyProblem(error.code, error.study, error.column)
    except DidNotConverge:
        return AccuracyProblem("not-converged")
