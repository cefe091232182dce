"""What the rules read: the figures of one body of evidence, as plain numbers people would print.

Ratios stand on their natural scale throughout, accuracy as shares from 0 to 1. None is 'not known'.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

Kind = Literal["dichotomous", "continuous", "generic", "accuracy", "narrative"]

RATIOS = ("RR", "OR", "HR", "PETO", "IRR", "ROM")
# Odds ratios, whichever way they were pooled.
ODDS_RATIOS = ("OR", "PETO")
# Before any comparison there is no relative effect to be large (GRADE guidelines 9, 2011).
NOT_COMPARATIVE = frozenset({"case-series", "cross-sectional"})


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect with its confidence interval; the measure says where no effect lies.

    ValueError for limits that do not enclose the estimate, or a ratio that is not positive.
    """

    measure: str
    estimate: float
    lower: float
    upper: float

    def __post_init__(self) -> None:
        """Refuse figures that no analysis gives."""
        if not self.lower <= self.estimate <= self.upper:
            raise ValueError("the limits do not enclose the estimate")
        if self.is_ratio and (self.lower < 0 or self.estimate <= 0):
            raise ValueError("a ratio is positive")

    @property
    def is_ratio(self) -> bool:
        """Whether no effect is 1 rather than 0."""
        return self.measure in RATIOS

    @property
    def null(self) -> float:
        """The value of no effect."""
        return 1.0 if self.is_ratio else 0.0

    @property
    def includes_null(self) -> bool:
        """Whether the interval, limits included, holds the value of no effect."""
        return self.lower <= self.null <= self.upper

    def crosses(self, threshold: float) -> bool:
        """Whether the limits lie on two sides of a threshold; touching it is not crossing."""
        return self.lower < threshold < self.upper

    @property
    def interval(self) -> tuple[float, float]:
        """Both limits."""
        return self.lower, self.upper


@dataclass(frozen=True, slots=True)
class StudyFigures:
    """One study of a body: its row of the forest plot, its ratings, its size and who paid.

    `weight` in any unit, None where nothing was pooled. `bias` is the tool's overall judgement,
    `bias_domains` those of a tool without one (QUADAS-2); `applicability` QUADAS-2's three
    judgements by question. `industry` None where the sponsor is not known.
    """

    label: str
    effect: Effect | None = None
    weight: float | None = None
    bias: str = ""
    bias_domains: tuple[str, ...] = ()
    applicability: tuple[tuple[str, str], ...] = ()
    participants: int | None = None
    industry: bool | None = None

    @property
    def estimate_and_variance(self) -> tuple[float, float] | None:
        """The effect on the scale of its errors and its variance, from its 95 % limits."""
        effect = self.effect
        if effect is None or effect.lower == effect.upper:
            return None
        if effect.is_ratio and effect.lower <= 0:
            return None
        ends = effect.lower, effect.estimate, effect.upper
        if not all(math.isfinite(value) for value in ends):
            return None
        lower, estimate, upper = map(math.log, ends) if effect.is_ratio else ends
        error = (upper - lower) / (2 * NormalDist().inv_cdf(0.975))
        # Limits too close for a float give no variance to weigh by.
        return (estimate, error * error) if error * error > 0 else None


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The committee's own limits of an effect that matters, on the scale named.

    `relative`: on the scale of the effect measure. `absolute`: events more (+) or fewer (-) per
    1000, which asks for the comparator's risk. One side may be missing.
    """

    scale: Literal["relative", "absolute"] = "relative"
    below: float | None = None
    above: float | None = None

    @property
    def given(self) -> tuple[float, ...]:
        """Those that are set."""
        return tuple(value for value in (self.below, self.above) if value is not None)


@dataclass(frozen=True, slots=True)
class AsymmetryTest:
    """A test of funnel plot asymmetry: egger, peters, begg or deeks; its P where it has one."""

    name: str
    p: float | None


@dataclass(frozen=True, slots=True)
class SubgroupTest:
    """The test whether subgroups differ: how many, and its P."""

    groups: int
    p: float | None


@dataclass(frozen=True, slots=True)
class BodyFigures:
    """Everything that the rules may read of one body of evidence (one part, for accuracy).

    `control_risk` 0 to 1 of the event that `effect` is about; `favours` says which way is better
    (`lower`, `higher`); `reported_studies` counts those of a synthesis that was not recomputed;
    `i2` in percent; `unpublished` counts studies known and unpublished, None where nobody looked.
    `lowered` are the domains judged down, None while nobody judged.
    """

    design: str
    kind: Kind
    reported_studies: int | None = None
    effect: Effect | None = None
    studies: tuple[StudyFigures, ...] = ()
    favours: str = ""
    participants: int | None = None
    events: int | None = None
    control_risk: float | None = None
    sd: float | None = None
    thresholds: Thresholds = Thresholds()
    i2: float | None = None
    tau2: float | None = None
    q_p: float | None = None
    prediction: tuple[float, float] | None = None
    subgroups: SubgroupTest | None = None
    asymmetry: tuple[AsymmetryTest, ...] = ()
    unpublished: int | None = None
    comparative: bool | None = None
    lowered: tuple[str, ...] | None = None

    @property
    def n_studies(self) -> int:
        """How many studies the body holds, or its source says that it holds."""
        return len(self.studies) or self.reported_studies or 0

    @property
    def compares(self) -> bool:
        """Whether the studies have a comparator, as said or as their design goes."""
        if self.comparative is not None:
            return self.comparative
        return self.design not in NOT_COMPARATIVE
