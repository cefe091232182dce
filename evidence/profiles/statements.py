"""What a plain-language statement may say: which way, how much, how surely. Pure.

Size is that of the point estimate, held against the outcome's own thresholds; the interval has had its
say in the certainty. Source: Santesso N et al. GRADE guidelines 26, J Clin Epidemiol 2020;119:126-35.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Size = Literal["large", "moderate", "small", "little", ""]
Way = Literal["reduces", "increases", ""]


@dataclass(frozen=True, slots=True)
class Statement:
    """The codes of a sentence: certainty, size (empty: not known), way.

    `way` is empty where there is little to no difference, and at very low certainty, of which
    neither size nor way is said.
    """

    level: str
    size: Size = ""
    way: Way = ""


def size_of(change: float, thresholds: Mapping[str, Any]) -> Size:
    """How large a change is; empty where the thresholds that are set do not tell.

    `change` on the scale of the thresholds (per 1000, or the outcome's unit), its sign of no
    account. A threshold belongs to the size that it opens: `small` 10 makes 10 small and 9.9 little.
    A billionth is no difference: 20 fewer per 1000 is 20 and not a last digit less.
    """
    amount = round(abs(change), 9)
    small, moderate, large = (thresholds.get(name) for name in ("small", "moderate", "large"))
    if large is not None and amount >= large:
        return "large"
    if moderate is not None and amount >= moderate:
        return "moderate" if large is not None else ""
    if small is not None and amount >= small:
        return "small" if moderate is not None else ""
    return "little" if small is not None else ""


def statement_of(
    level: str | None,
    *,
    change: float | None = None,
    sign: int | None = None,
    thresholds: Mapping[str, Any] | None = None,
) -> Statement | None:
    """What can be said of an effect; None where nobody rated it, or its way is not known.

    `change` is the effect on the scale of the thresholds where it has one; `sign` is -1 for less, 1
    for more, 0 for no difference, of an effect whose size is not known.
    """
    if level is None:
        return None
    if level == "very-low":
        return Statement(level)
    size = size_of(change, thresholds or {}) if change is not None else ""
    way = _way(change if change is not None else sign)
    if size == "little" or way == "no-difference":
        return Statement(level, "little")
    return Statement(level, size, way) if way else None


def sign_of(direction: str | None, favours: str) -> int | None:
    """Less (-1), more (1) or no difference (0) of an outcome, from whom the effect favours.

    None where that is not known, or nobody said which way is better (`favours` lower or higher).
    """
    if direction == "no-difference":
        return 0
    better = {"lower": -1, "higher": 1}.get(favours)
    sides = {"favours-intervention": 1, "favours-comparator": -1}
    if better is None or direction not in sides:
        return None
    return better * sides[direction]


def _way(change: float | None) -> Literal["reduces", "increases", "no-difference", ""]:
    if change is None:
        return ""
    if change == 0:
        return "no-difference"
    return "reduces" if change < 0 else "increases"
