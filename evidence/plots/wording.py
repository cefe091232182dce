"""Figures as text: rounded half up as journals print them, with a true minus sign."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

# From here on an effect is not worth its digits.
ENDLESS = 99_999


def rounded(value: float, decimals: int = 2) -> str:
    """A number with fixed decimals, rounded half up on what `repr` shows: 0.625 becomes 0.63.

    An endless number is ∞, one that is not defined a dash.
    """
    if math.isnan(value):
        return "–"
    if abs(value) > ENDLESS:
        return "∞" if value > 0 else "−∞"
    text = str(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
    if float(text) == 0:
        text = text.lstrip("-")
    return text.replace("-", "−")


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
    """A label of an axis, with as many digits as it needs: 0.05, 1, 200."""
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")
