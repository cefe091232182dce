"""The scale on which an interval is held against the committee's thresholds."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from evidence.grade.absolute import MEASURES, PER, absolute_effect
from evidence.grade.proposals.body_figures import ODDS_RATIOS, BodyFigures, Effect
from evidence.grade.proposals.rule import Figure


@dataclass(frozen=True, slots=True)
class OnDecisionScale:
    """An effect with the thresholds on its own scale; `scale` is relative or absolute (per 1000)."""

    scale: str
    effect: Effect
    below: float | None
    above: float | None

    @property
    def crossed(self) -> tuple[float, ...]:
        """The thresholds that lie within the interval."""
        given = (value for value in (self.below, self.above) if value is not None)
        return tuple(value for value in given if self.effect.crosses(value))

    @property
    def figures(self) -> Mapping[str, Figure]:
        """What a sentence about it needs."""
        return {
            "scale": self.scale,
            "lower": self.effect.lower,
            "upper": self.effect.upper,
            "estimate": self.effect.estimate,
            "threshold_below": self.below,
            "threshold_above": self.above,
        }


def on_decision_scale(body: BodyFigures) -> OnDecisionScale | None:
    """Return the effect on the scale of the thresholds.

    None without an effect, without thresholds, or where thresholds per 1000 meet an effect that has
    no absolute counterpart here: no baseline risk, or no measure of events.
    """
    thresholds, effect = body.thresholds, body.effect
    if effect is None or not thresholds.given:
        return None
    if thresholds.scale == "relative":
        return OnDecisionScale("relative", effect, thresholds.below, thresholds.above)
    absolute = absolute_of(effect, body.control_risk)
    if absolute is None:
        return None
    return OnDecisionScale("absolute", absolute, thresholds.below, thresholds.above)


def absolute_of(effect: Effect, control_risk: float | None) -> Effect | None:
    """Return the difference per 1000 at the comparator's risk, None where there is none.

    Rounded to a billionth, so that 20 fewer per 1000 is 20 and not a last digit less.
    """
    measure = "OR" if effect.measure in ODDS_RATIOS else effect.measure
    if measure == "RD":
        return _per_1000(*(PER * value for value in (effect.estimate, *effect.interval)))
    if measure not in MEASURES or control_risk is None or math.isinf(effect.upper):
        return None
    found = absolute_effect(measure, effect.estimate, effect.interval, control_risk)
    return _per_1000(found.difference, found.lower, found.upper)


def _per_1000(estimate: float, lower: float, upper: float) -> Effect:
    return Effect("per-1000", round(estimate, 9), round(lower, 9), round(upper, 9))
