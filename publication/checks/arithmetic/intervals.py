"""Whether an interval, its estimate and its P value can all be true, and what an interval spans.

The figures are those of a report, so each limit is known to within half a unit of its last digit:
what rounding can explain is no contradiction.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Comparison = Literal["=", "<", ">"]
SIGNIFICANT = 0.05
# Cochrane Handbook 5.1, 12.2.2; GRADE guidelines 6 (2011): an appreciable benefit or harm.
APPRECIABLE = (0.75, 1.25)


@dataclass(frozen=True, slots=True)
class Interval:
    """A 95 % interval on the scale on which people read it; `null` is 1 for ratios, 0 for differences.

    `unit` is one unit of the last digit that is given; 0 for figures that were not rounded.
    """

    low: float
    high: float
    null: float
    unit: float = 0.0

    @property
    def spans_null(self) -> bool:
        """Whether no effect lies within; touching a limit is not within."""
        return self.low < self.null < self.high

    @property
    def surely_excludes_null(self) -> bool:
        """Whether no effect lies outside however the limits were rounded."""
        slack = self.unit / 2
        return self.low - slack > self.null or self.high + slack < self.null

    @property
    def surely_spans_null(self) -> bool:
        """Whether no effect lies within however the limits were rounded."""
        slack = self.unit / 2
        return self.low + slack < self.null < self.high - slack

    def spans(self, threshold: float) -> bool:
        """Whether a threshold lies within; touching a limit is not within."""
        return self.low < threshold < self.high


def unit_of(*figures: float | str) -> float:
    """One unit of the last digit that any of the figures gives: 0.28 and 0.9 give 0.01."""
    return float(min(Decimal(1).scaleb(_exponent(figure)) for figure in figures))


def contradicts_p(interval: Interval, p: float, comparison: str = "=", unit: float = 0.0) -> bool:
    """Whether a 95 % interval and its P value cannot both be true.

    An interval that leaves no effect out means P < 0.05, one that spans it P > 0.05 (Altman and
    Bland, BMJ 2011;343:d2090). `unit` is one unit of P's last digit; P = 0.05 fits both.
    """
    slack = unit / 2 if comparison == "=" else 0.0
    if interval.surely_excludes_null:
        return comparison != "<" and p - slack > SIGNIFICANT
    if interval.surely_spans_null:
        if comparison == ">":
            return False
        return p + slack < SIGNIFICANT if comparison == "=" else p <= SIGNIFICANT
    return False


def estimate_is_outside(estimate: float, low: float, high: float, unit: float = 0.0) -> bool:
    """Whether an estimate lies outside its own interval by more than rounding can explain."""
    # Two rounded figures can differ by a whole unit; the tiny rest is for the binary fractions.
    slack = unit * (1 + 1e-9)
    return estimate < low - slack or estimate > high + slack


def is_imprecise(
    interval: Interval, *, is_ratio: bool, profile: str, thresholds: tuple[float, ...] = ()
) -> tuple[float, ...]:
    """The values within the interval for which imprecision would be lowered; empty when there is none.

    Thresholds of the committee come first. Without them: Core GRADE 2 (2025) asks whether no effect
    lies within; the classic rule (GRADE guidelines 6, 2011) for a ratio whether, beside no effect,
    0.75 or 1.25 does too.
    """
    if thresholds:
        return tuple(value for value in thresholds if interval.spans(value))
    if not interval.spans_null:
        return ()
    if profile == "core-2025" or not is_ratio:
        return (interval.null,)
    appreciable = tuple(value for value in APPRECIABLE if interval.spans(value))
    return (interval.null, *appreciable) if appreciable else ()


def _exponent(figure: float | str) -> int:
    exponent = Decimal(str(figure)).as_tuple().exponent
    return exponent if isinstance(exponent, int) and exponent < 0 else 0
