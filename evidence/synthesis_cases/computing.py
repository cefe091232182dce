"""From a case to its block of figures, or to the problems that stand in its way."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from evidence.synthesis.inputs import InvalidInput

from .blocks import Block
from .case import Case
from .kinds import kind_of
from .options import Options


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a case was refused: `code` for programs; `study` and `column` where there is one."""

    case: str
    code: str
    text: str
    study: str = ""
    column: str = ""

    def __str__(self) -> str:
        return f"{self.case}: {self.text}"

    def as_data(self) -> Block:
        """The problem as it stands among the results."""
        return {"code": self.code, "text": self.text, "study": self.study, "column": self.column}


@dataclass(frozen=True, slots=True)
class Computed:
    """The figures of a case, None where it was refused, and the options that changed nothing."""

    block: Block | None
    problem: Problem | None = None
    unread: tuple[str, ...] = ()


def compute(case: Case) -> Computed:
    """The block of a case by its kind; every refusal becomes a problem that names case and study."""
    options = Options(case.options)
    try:
        # Figures beyond the largest float become None in `finite`; no warning may reach the output.
        with np.errstate(all="ignore"):
            block = kind_of(case.kind)(case, options)
    except InvalidInput as problem:
        return Computed(None, refusal(case.id, problem))
    except (ArithmeticError, np.linalg.LinAlgError) as problem:
        text = f"the iteration did not converge or overflowed ({problem})"
        return Computed(None, Problem(case.id, "did-not-converge", text))
    return Computed(block, None, tuple(options.unread()))


def refusal(case: str, problem: InvalidInput) -> Problem:
    """A refused input as a problem of its case."""
    return Problem(case, problem.code, str(problem), problem.study, problem.column)


def finite(value: object) -> object:
    """The value with None for every NaN and infinity in it, at any depth."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: finite(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [finite(each) for each in value]
    return value
