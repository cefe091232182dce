"""How many participants one adequate trial would need: the optimal information size.

Sources: Guyatt 2011, J Clin Epidemiol 64:1283 (GRADE guidelines 6: the idea); Guyatt 2025, BMJ
389:e081904 (Core GRADE 2: alpha 0.05, beta 0.20, the risk from the context, a reduction of 20 to
25 %). Formulas: Pocock 1983, Clinical Trials, chapter 9.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from evidence.grade.proposals.body_figures import BodyFigures
from evidence.grade.proposals.settings import SizeInputs

Formula = Literal["two-proportions", "two-means"]


@dataclass(frozen=True, slots=True)
class InformationSize:
    """The size in participants of both arms, with the inputs that led to it.

    `events` is what such a trial would count, None for means. `first` and `second` are the two
    risks, or the difference and the standard deviation.
    """

    formula: Formula
    per_arm: int
    participants: int
    events: int | None
    alpha: float
    beta: float
    first: float
    second: float


def size_for_proportions(
    control_risk: float, relative_change: float, *, alpha: float = 0.05, beta: float = 0.20
) -> InformationSize:
    """Return the size to find a risk changed from p0 to p1 = p0 (1 + relative_change).

    n per arm = (z(1-alpha/2) + z(1-beta))² (p0(1-p0) + p1(1-p1)) / (p0-p1)², rounded up; a reduction
    is a negative change. ValueError for risks outside 0 to 1 (both excluded), or no change.
    """
    changed = control_risk * (1 + relative_change)
    if not 0 < control_risk < 1 or not 0 <= changed < 1 or changed == control_risk:
        raise ValueError("the two risks must differ and lie between 0 and 1")
    variance = control_risk * (1 - control_risk) + changed * (1 - changed)
    per_arm = math.ceil(_both(alpha, beta) * variance / (control_risk - changed) ** 2)
    events = math.ceil(per_arm * (control_risk + changed))
    return InformationSize(
        "two-proportions", per_arm, 2 * per_arm, events, alpha, beta, control_risk, changed
    )


def size_for_means(
    difference: float, sd: float, *, alpha: float = 0.05, beta: float = 0.20
) -> InformationSize:
    """Return the size to find a difference between two means with a common standard deviation.

    n per arm = 2 (z(1-alpha/2) + z(1-beta))² sd² / difference², rounded up.
    ValueError for a difference of 0 or a standard deviation that is not positive.
    """
    if difference == 0 or sd <= 0:
        raise ValueError("a difference and a positive standard deviation are needed")
    per_arm = math.ceil(2 * _both(alpha, beta) * (sd / difference) ** 2)
    return InformationSize(
        "two-means", per_arm, 2 * per_arm, None, alpha, beta, abs(difference), sd
    )


def size_for(body: BodyFigures, inputs: SizeInputs) -> InformationSize | None:
    """Return the size for a body from the inputs, its own figures filling gaps; None if they miss."""
    if body.kind == "continuous":
        return _for_continuous(body, inputs)
    risk = body.control_risk if inputs.control_risk is None else inputs.control_risk
    if body.kind in ("accuracy", "narrative") or risk is None:
        return None
    change = inputs.relative_change if body.favours == "higher" else -inputs.relative_change
    if not 0 < risk < 1 or risk * (1 + change) >= 1:
        return None
    return size_for_proportions(risk, change, alpha=inputs.alpha, beta=inputs.beta)


def _for_continuous(body: BodyFigures, inputs: SizeInputs) -> InformationSize | None:
    sd = deviation_of(body, inputs)
    difference = inputs.difference
    if difference is None and body.thresholds.scale == "relative":
        difference = min((abs(value) for value in body.thresholds.given), default=None)
    if not difference or not sd:
        return None
    return size_for_means(difference, sd, alpha=inputs.alpha, beta=inputs.beta)


def deviation_of(body: BodyFigures, inputs: SizeInputs) -> float | None:
    """Return the standard deviation: as set, 1 for standardised differences, else the body's."""
    if body.effect is not None and body.effect.measure == "SMD":
        return 1.0
    return body.sd if inputs.sd is None else inputs.sd


def _both(alpha: float, beta: float) -> float:
    if not 0 < alpha < 1 or not 0 < beta < 1:
        raise ValueError("error rates lie between 0 and 1")
    normal = NormalDist()
    return (normal.inv_cdf(1 - alpha / 2) + normal.inv_cdf(1 - beta)) ** 2
