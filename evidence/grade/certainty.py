"""Certainty of a body of evidence: start, all steps down, all steps up, summed and clamped once."""

from dataclasses import dataclass
from typing import Literal

from evidence.codes import BODY_DESIGNS, DOMAINS
from evidence.grade.levels import TOP_RUNG, Level, level_at, lowest, rung_of
from evidence.grade.reasons import Reason

Edition = Literal["classic", "robins-i", "core-2025"]
Part = Literal["sensitivity", "specificity"]

EDITIONS: tuple[Edition, ...] = ("classic", "robins-i", "core-2025")
PARTS: tuple[Part, ...] = ("sensitivity", "specificity")

RANDOMISED = frozenset({"randomised-trial", "quasi-randomised"})

# Accuracy: studies of the people in whom the test would be used start high, prospective or not
# (JBI); two-gate case-control studies too, their bias expected to be lowered.
HIGH_FOR_ACCURACY = RANDOMISED | {"cross-sectional", "cohort", "observational", "case-control"}

# Most steps that a domain can be rated. Three down is the 'extremely serious' of Core GRADE 1
# (2025); two up for a large effect, one for each other reason (GRADE guidelines 9, 2011).
MOST_DOWN = {
    "risk_of_bias": 3,
    "inconsistency": 3,
    "indirectness": 3,
    "imprecision": 3,
    "publication_bias": 3,
}
MOST_UP = {"large_effect": 2, "dose_response": 1, "plausible_confounding": 1}
MOST_STEPS = MOST_DOWN | MOST_UP

UP_AND_DOWN = "up-and-down"
UP_ON_RANDOMISED = "up-on-randomised"
WARNINGS = (UP_AND_DOWN, UP_ON_RANDOMISED)


@dataclass(frozen=True, slots=True)
class Judgement:
    """How many steps one domain moves a body of evidence, and why.

    `steps` is never negative: whether it goes down or up follows from the domain.
    ValueError for an unknown domain or more steps than it allows.
    """

    domain: str
    steps: int = 0
    because: str = ""

    def __post_init__(self) -> None:
        """Refuse a judgement that GRADE has no place for."""
        if self.domain not in MOST_STEPS:
            raise ValueError(f"unknown domain: {self.domain!r}")
        if not 0 <= self.steps <= MOST_STEPS[self.domain]:
            raise ValueError(f"{self.domain}: steps must be 0 to {MOST_STEPS[self.domain]}")

    @property
    def change(self) -> int:
        """Return the signed number of steps: negative for down."""
        return self.steps if self.domain in MOST_UP else -self.steps


@dataclass(frozen=True, slots=True)
class Rating:
    """The judgements on one body of evidence, under one edition of the rules.

    ValueError for an unknown design or edition, or a domain judged twice.
    """

    design: str
    edition: Edition = "classic"
    diagnostic: bool = False
    judgements: tuple[Judgement, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an unknown start and a domain that is judged twice."""
        starting_level(self.design, self.edition, self.diagnostic)
        domains = [judgement.domain for judgement in self.judgements]
        if len(set(domains)) != len(domains):
            raise ValueError("a domain is judged twice")


@dataclass(frozen=True, slots=True)
class Step:
    """One judged domain in an explanation; `change` is negative for down, 0 for no concern."""

    domain: str
    change: int
    because: str


@dataclass(frozen=True, slots=True)
class Certainty:
    """The certainty of a body of evidence and everything that led to it.

    `total` is the signed sum of all steps; `clamped` says that it pointed beyond the four levels;
    `steps` are the judged domains in GRADE's order; `missing` are the domains for rating down that
    nobody judged (they count 0).
    """

    level: Level
    design: str
    edition: Edition
    start: Level
    total: int
    clamped: bool
    steps: tuple[Step, ...]
    warnings: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def changes(self) -> tuple[Step, ...]:
        """Return only the steps that moved the certainty."""
        return tuple(step for step in self.steps if step.change)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return the explanation in order: start, each step down or up, the level reached."""
        start = Reason(
            "certainty-starts",
            {"level": self.start, "design": self.design, "edition": self.edition},
        )
        reached = Reason(
            "certainty-reached",
            {
                "level": self.level,
                "start": self.start,
                "total": self.total,
                "clamped": self.clamped,
            },
        )
        return (start, *(_reason_of(step) for step in self.changes), reached)


@dataclass(frozen=True, slots=True)
class AccuracyCertainty:
    """The certainty of a diagnostic outcome whose two parts are rated apart.

    `level` is the lower of the two, None when a part is not rated; `decided_by` names the part or
    parts that have that level; `warnings` are theirs.
    """

    level: Level | None
    decided_by: tuple[Part, ...]
    warnings: tuple[str, ...]
    sensitivity: Certainty | None
    specificity: Certainty | None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return the level reached and the part that decided it."""
        return (Reason("accuracy-certainty", {"level": self.level, "parts": self.decided_by}),)


def starting_level(design: str, edition: str = "classic", diagnostic: bool = False) -> Level:
    """Return the level where a body of evidence of this design starts.

    Trials start high, other designs low (GRADE guidelines 3, 2011; Core GRADE 4, 2025) or, rated
    with ROBINS-I, high (GRADE guidelines 18, 2019). Accuracy starts the same in every edition.
    ValueError for a design or an edition that is unknown.
    """
    if design not in BODY_DESIGNS:
        raise ValueError(f"unknown design of a body of evidence: {design!r}")
    if edition not in EDITIONS:
        raise ValueError(f"unknown edition of the GRADE rules: {edition!r}")
    if diagnostic:
        return "high" if design in HIGH_FOR_ACCURACY else "low"
    return "high" if design in RANDOMISED or edition == "robins-i" else "low"


def certainty_of(rating: Rating) -> Certainty:
    """Return the certainty of a rated body of evidence, with its explanation.

    Start minus all steps down plus all steps up, clamped once to very low ... high.
    """
    start = starting_level(rating.design, rating.edition, rating.diagnostic)
    steps = _steps_of(rating)
    total = sum(step.change for step in steps)
    rung = rung_of(start) + total
    judged = {step.domain for step in steps}
    return Certainty(
        level=level_at(rung),
        design=rating.design,
        edition=rating.edition,
        start=start,
        total=total,
        clamped=not 0 <= rung <= TOP_RUNG,
        steps=steps,
        warnings=_warnings_on(rating.design, steps),
        missing=tuple(domain for domain in MOST_DOWN if domain not in judged),
    )


def certainty_of_accuracy(
    sensitivity: Rating | None, specificity: Rating | None
) -> AccuracyCertainty:
    """Return the certainty of a diagnostic outcome rated in two parts: the lower of them.

    With only one part rated the outcome is unrated: its level is None.
    """
    rated = {
        part: certainty_of(rating)
        for part, rating in zip(PARTS, (sensitivity, specificity), strict=True)
        if rating is not None
    }
    level = lowest(part.level for part in rated.values()) if len(rated) == len(PARTS) else None
    decided_by = tuple(part for part in PARTS if part in rated and rated[part].level == level)
    given = {warning for part in decided_by for warning in rated[part].warnings}
    return AccuracyCertainty(
        level=level,
        decided_by=decided_by,
        warnings=tuple(warning for warning in WARNINGS if warning in given),
        sensitivity=rated.get("sensitivity"),
        specificity=rated.get("specificity"),
    )


def _steps_of(rating: Rating) -> tuple[Step, ...]:
    by_domain = {judgement.domain: judgement for judgement in rating.judgements}
    judged = (by_domain[domain] for domain in DOMAINS if domain in by_domain)
    return tuple(Step(item.domain, item.change, item.because) for item in judged)


def _warnings_on(design: str, steps: tuple[Step, ...]) -> tuple[str, ...]:
    """Rating up is meant for observational evidence with no reason to rate down."""
    up = any(step.change > 0 for step in steps)
    down = any(step.change < 0 for step in steps)
    found = {UP_AND_DOWN: up and down, UP_ON_RANDOMISED: up and design in RANDOMISED}
    return tuple(warning for warning in WARNINGS if found[warning])


def _reason_of(step: Step) -> Reason:
    code = "rated-up" if step.change > 0 else "rated-down"
    return Reason(code, {"domain": step.domain, "steps": abs(step.change), "because": step.because})
