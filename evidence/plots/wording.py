"""Figures as text: rounded half up as journals print them, with a true minus sign."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

# From here on an effect is written as a power of ten, and so is a count that no study can have.
LARGEST_EFFECT, LARGEST_COUNT = 1e7, 1e15
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def rounded(value: float, decimals: int = 2) -> str:
    """A number with fixed decimals, rounded half up on what `repr` shows: 0.625 becomes 0.63.

    An endless number is ∞, one that is not defined a dash; a huge one is a power of ten.
    """
    if math.isnan(value):
        return "–"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if abs(value) >= (LARGEST_EFFECT if decimals else LARGEST_COUNT):
        return _power_of_ten(value)
    text = str(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
    if float(text) == 0:
        text = text.lstrip("-")
    return text.replace("-", "−")


def _power_of_ten(value: float) -> str:
    mantissa, power = f"{value:.1e}".split("e")
    sign = "⁻" if int(power) < 0 else ""
    raised = f"10{sign}{str(abs(int(power))).translate(_RAISED)}"
    if mantissa in ("1.0", "-1.0"):
        return mantissa[:-3].replace("-", "−") + raised
    return f"{mantissa.removesuffix('.0')}×{raised}".replace("-", "−")


def count(value: float) -> str:
    """People or events; with one decimal where they are not whole."""
    return rounded(value, 0 if value == int(value) else 1)


def figure(value: float) -> str:
    """A mean, a variance or a statistic: two decimals, or two digits where those would be none."""
    if value != 0 and abs(value) < 0.095 and math.isfinite(value):
        return rounded(value, min(6, 1 - math.floor(math.log10(abs(value)))))
    return rounded(value, 1 if abs(value) >= 1000 else 2)


def p_value(p: float) -> str:
    """`= 0.03`, `= 0.004` or `< 0.001`."""
    if p < 0.001:
        return "< 0.001"
    return f"= {rounded(p, 3 if p < 0.0095 else 2)}"


def interval(lower: float, upper: float, decimals: int = 2) -> str:
    """`[0.64, 1.84]`."""
    return f"[{rounded(lower, decimals)}, {rounded(upper, decimals)}]"


def estimate(value: float, lower: float, upper: float, decimals: int = 2) -> str:
    """`1.09 [0.64, 1.84]`."""
    return f"{rounded(value, decimals)} {interval(lower, upper, decimals)}"


def tick(value: float) -> str:
    """A label of an axis, with as many digits as it needs: 0.05, 1, 200, 10⁸."""
    if value != 0 and not 1e-5 <= abs(value) < LARGEST_EFFECT:
        return _power_of_ten(value)
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")
