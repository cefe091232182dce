"""Absolute effects per 1000 people, from a baseline risk and a relative effect or risk difference."""

import math
from dataclasses import dataclass
from typing import Literal

Measure = Literal["RR", "OR", "HR", "RD"]

MEASURES: tuple[Measure, ...] = ("RR", "OR", "HR", "RD")
PER = 1000


@dataclass(frozen=True, slots=True)
class Absolute:
    """Risks and their difference per 1000 people, unrounded.

    `difference` is intervention minus comparator, negative for fewer events; `lower` and `upper`
    are its limits. `capped` says that a risk was held at 0 or 1000.
    """

    comparator: float
    intervention: float
    difference: float
    lower: float
    upper: float
    capped: bool


def risk_with(measure: str, effect: float, baseline_risk: float) -> float:
    """Return the risk with the intervention as a share, not held to 0 ... 1.

    `effect` is on its natural scale (not its logarithm), `baseline_risk` 0 to 1 of the same event.
    RR: p RR. OR: p OR / (1 - p + p OR). RD: p + RD. Source: Cochrane Handbook 5.1, 11.5.5 and
    12.5.4; current edition, 15.4.4. HR: 1 - (1 - p)^HR (Altman and Andersen, BMJ 1999;319:1492).
    ValueError for a risk outside 0 to 1, a negative ratio, a difference beyond -1 to 1.
    """
    _check(measure, effect, baseline_risk)
    if measure == "RR":
        return baseline_risk * effect
    if measure == "OR":
        odds = baseline_risk * effect
        # With no odds on either side (risk 1, ratio 0) the risk is left where it was.
        return odds / (1 - baseline_risk + odds) if odds or baseline_risk < 1 else baseline_risk
    if measure == "HR":
        return 1 - math.pow(1 - baseline_risk, effect)
    return baseline_risk + effect


def absolute_effect(
    measure: str, estimate: float, ci: tuple[float, float], baseline_risk: float
) -> Absolute:
    """Return the absolute effect of an estimate and its interval at a baseline risk.

    Each limit is carried through the formula of `risk_with`; all four rise with the effect, so the
    limits keep their order. The uncertainty of the baseline risk itself is not included. A limit of
    a risk difference beyond -1 to 1, as few people give it, is held there.
    ValueError as for `risk_with`, and for limits that do not enclose the estimate.
    """
    if not ci[0] <= estimate <= ci[1]:
        raise ValueError("the limits do not enclose the estimate")
    lower_limit, upper_limit = (_possible(measure, limit) for limit in ci)
    effects = (estimate, lower_limit, upper_limit)
    raw = [risk_with(measure, effect, baseline_risk) for effect in effects]
    held = [min(max(risk, 0.0), 1.0) for risk in raw]
    difference, lower, upper = (PER * (risk - baseline_risk) for risk in held)
    return Absolute(
        comparator=PER * baseline_risk,
        intervention=PER * held[0],
        difference=difference,
        lower=lower,
        upper=upper,
        capped=raw != held,
    )


def _possible(measure: str, limit: float) -> float:
    """Wald's interval of a difference knows no bounds: 3 of 3 against 0 of 2 reaches beyond 1."""
    return min(max(limit, -1.0), 1.0) if measure == "RD" else limit


def _check(measure: str, effect: float, baseline_risk: float) -> None:
    if measure not in MEASURES:
        raise ValueError(f"no absolute effect from the measure {measure!r}")
    if not 0 <= baseline_risk <= 1:
        raise ValueError("a baseline risk lies between 0 and 1")
    if not math.isfinite(effect):
        raise ValueError("an effect must be finite")
    if measure == "RD" and not -1 <= effect <= 1:
        raise ValueError("a risk difference lies between -1 and 1")
    if measure != "RD" and effect < 0:
        raise ValueError("a ratio cannot be negative")
