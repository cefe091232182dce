"""On which scale a generic effect was stored: the log trap of RevMan's files."""

from __future__ import annotations

import math

from evidence.synthesis.distributions import normal_quantile

from .review import Stored

# RevMan keeps some thirteen digits; people who edit files by hand keep six.
_SAME = 1e-4


def generic_estimate(
    stored: Stored, *, log_data: bool, level: float = 0.95
) -> tuple[float | None, bool]:
    """The effect on the scale of its standard error, and whether it is clear which scale that is.

    With logarithms RevMan stores EFFECT_SIZE and its limits as ratios, LOG_EFFECT_SIZE to base 10 and
    SE of the natural logarithm. Other writers leave EFFECT_SIZE a natural logarithm; the limits tell:
    upper − lower is 2z·SE on the scale of SE. Without limits a positive effect is taken as a ratio.
    """
    effect = stored.get("effect")
    if effect is None or not log_data:
        return (None if effect is None else effect.value), True
    log10 = stored.get("log10_effect")
    if log10 is not None and effect.value > 0 and _same(10 ** _held(log10.value), effect.value):
        return math.log(effect.value), True
    width = _width(stored, level)
    if width is not None and width[0]:
        return effect.value, True
    if effect.value <= 0:
        return effect.value, False
    return math.log(effect.value), bool(width and width[1])


def _width(stored: Stored, level: float) -> tuple[bool, bool] | None:
    """Whether the limits are 2z·SE apart as they stand, and as logarithms; None where they are missing."""
    if not {"ci_start", "ci_end", "se"} <= set(stored):
        return None
    lower, upper, se = (stored[name].value for name in ("ci_start", "ci_end", "se"))
    wanted = 2 * normal_quantile(level) * se
    as_logs = 0 < lower < upper and _same(math.log(upper) - math.log(lower), wanted)
    return _same(upper - lower, wanted), as_logs


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=_SAME)


def _held(exponent: float) -> float:
    return min(300.0, max(-300.0, exponent))
