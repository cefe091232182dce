"""Overall certainty of the evidence for a recommendation, from its critical outcomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from evidence.grade.certainty import WARNINGS
from evidence.grade.levels import Level, lowest
from evidence.grade.reasons import Reason

Direction = Literal["favours-intervention", "favours-comparator", "no-difference"]

NO_CRITICAL_OUTCOME = "no-critical-outcome"
UNRATED_CRITICAL_OUTCOME = "unrated-critical-outcome"
NO_INCLUDED_STUDIES = "no-included-studies"

# In the order in which pages list them.
EVIDENCE_FLAGS = (
    *WARNINGS,
    NO_CRITICAL_OUTCOME,
    UNRATED_CRITICAL_OUTCOME,
    NO_INCLUDED_STUDIES,
)

# Directions that can point 'the same way'; an estimate on the null value points nowhere.
KNOWN_DIRECTIONS = ("favours-intervention", "favours-comparator")


@dataclass(frozen=True, slots=True)
class CriticalOutcome:
    """What the overall certainty needs to know of one critical outcome.

    `level` and `warnings` come from the rating that counts (the primary body; of two diagnostic
    parts the lower). `has_evidence`: there are results, a reported synthesis or narrative studies.
    """

    id: str
    level: Level | None
    warnings: tuple[str, ...] = ()
    has_evidence: bool = False
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class HighestSufficient:
    """The one exception: an outcome that by itself would carry the recommendation."""

    outcome: str
    by: str
    because: str


@dataclass(frozen=True, slots=True)
class ExceptionProblem:
    """Why the exception is refused; `outcome` is the outcome concerned, if it is one."""

    code: Literal[
        "nobody-named",
        "no-reason-given",
        "outcome-not-critical",
        "outcome-unrated",
        "direction-unknown",
        "directions-differ",
    ]
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Overall:
    """The overall certainty, None when it cannot be derived, and how it came about.

    `deciding` are the outcomes whose level it is; `rule` is the rule that was applied.
    """

    level: Level | None
    rule: Literal["lowest", "highest-sufficient"]
    deciding: tuple[str, ...]
    flags: tuple[str, ...]
    reasons: tuple[Reason, ...]


def direction_of_effect(estimate: float, *, null: float, favours: str | None) -> Direction | None:
    """Return whom a point estimate favours, None when nobody said which way is better.

    `null` is the value of no effect on the estimate's scale: 1 for ratios, 0 for differences and
    logarithms. `favours` is `lower` or `higher`. An estimate on the null is `no-difference`.
    """
    if favours not in ("lower", "higher"):
        return None
    if estimate == null:
        return "no-difference"
    better = estimate < null if favours == "lower" else estimate > null
    return "favours-intervention" if better else "favours-comparator"


def overall_certainty(
    outcomes: Sequence[CriticalOutcome], exception: HighestSufficient | None = None
) -> Overall:
    """Return the overall certainty over the critical outcomes: the lowest, one exception apart.

    An outcome without a rating makes it None, never a default. An exception that does not hold
    (`exception_problems`) is not applied and said to be refused. Source: KCE Process Book 5.1.
    """
    flags = _flags_on(outcomes)
    if not outcomes:
        return Overall(None, "lowest", (), flags, (Reason(NO_CRITICAL_OUTCOME),))
    levels = [outcome.level for outcome in outcomes if outcome.level is not None]
    if len(levels) < len(outcomes):
        return Overall(None, "lowest", (), flags, _reasons_for_null(outcomes))
    problems = exception_problems(exception, outcomes) if exception else []
    if exception and not problems:
        return _highest_sufficient(outcomes, exception, flags)
    refused = tuple(
        Reason("exception-refused", {"problem": problem.code, "outcome": problem.outcome})
        for problem in problems
    )
    return _lowest(outcomes, lowest(levels), flags, refused)


def exception_problems(
    exception: HighestSufficient, outcomes: Sequence[CriticalOutcome]
) -> list[ExceptionProblem]:
    """Return why `highest-sufficient` is refused, empty when it holds.

    It holds only if someone answers for it with a reason, its outcome is a critical one, every
    critical outcome is rated and has a known direction, and all directions are the same.
    """
    problems: list[ExceptionProblem] = []
    if not exception.by.strip():
        problems.append(ExceptionProblem("nobody-named"))
    if not exception.because.strip():
        problems.append(ExceptionProblem("no-reason-given"))
    if exception.outcome not in {outcome.id for outcome in outcomes}:
        problems.append(ExceptionProblem("outcome-not-critical", exception.outcome))
    for outcome in outcomes:
        if outcome.level is None:
            problems.append(ExceptionProblem("outcome-unrated", outcome.id))
        if outcome.direction not in KNOWN_DIRECTIONS:
            problems.append(ExceptionProblem("direction-unknown", outcome.id))
    if set(KNOWN_DIRECTIONS) <= {outcome.direction for outcome in outcomes}:
        problems.append(ExceptionProblem("directions-differ"))
    return problems


def _missing_what(outcome: CriticalOutcome) -> str | None:
    if outcome.level is not None:
        return None
    return UNRATED_CRITICAL_OUTCOME if outcome.has_evidence else NO_INCLUDED_STUDIES


def _flags_on(outcomes: Sequence[CriticalOutcome]) -> tuple[str, ...]:
    found = {warning for outcome in outcomes for warning in outcome.warnings}
    found |= {missing for outcome in outcomes if (missing := _missing_what(outcome))}
    if not outcomes:
        found.add(NO_CRITICAL_OUTCOME)
    return tuple(flag for flag in EVIDENCE_FLAGS if flag in found)


def _reasons_for_null(outcomes: Sequence[CriticalOutcome]) -> tuple[Reason, ...]:
    return tuple(
        Reason(missing, {"outcome": outcome.id})
        for outcome in outcomes
        if (missing := _missing_what(outcome))
    )


def _highest_sufficient(
    outcomes: Sequence[CriticalOutcome], exception: HighestSufficient, flags: tuple[str, ...]
) -> Overall:
    level = next(outcome.level for outcome in outcomes if outcome.id == exception.outcome)
    reason = Reason(
        "highest-sufficient",
        {
            "level": level,
            "outcome": exception.outcome,
            "by": exception.by,
            "because": exception.because,
        },
    )
    return Overall(level, "highest-sufficient", (exception.outcome,), flags, (reason,))


def _lowest(
    outcomes: Sequence[CriticalOutcome],
    level: Level,
    flags: tuple[str, ...],
    refused: tuple[Reason, ...],
) -> Overall:
    deciding = tuple(outcome.id for outcome in outcomes if outcome.level == level)
    reason = Reason(
        "lowest-of-critical",
        {"level": level, "outcomes": deciding, "critical": len(outcomes)},
    )
    return Overall(level, "lowest", deciding, flags, (*refused, reason))
