"""The number needed to treat, with an interval that may pass through infinity."""

import math
from dataclasses import dataclass
from typing import Literal

from evidence.grade.absolute import PER, Absolute

Sort = Literal["benefit", "harm"]


@dataclass(frozen=True, slots=True)
class Needed:
    """How many people must be treated for one more of them to benefit, or to be harmed.

    `number` is unrounded and at least 1; infinite where there is no difference.
    """

    sort: Sort
    number: float

    @property
    def whole(self) -> int | None:
        """The number rounded up, as it is printed; None for infinity."""
        return None if math.isinf(self.number) else math.ceil(round(self.number, 9))


@dataclass(frozen=True, slots=True)
class NumberNeeded:
    """NNTB or NNTH with its limits; `estimate` is None where there is no difference at all.

    `through_infinity`: the interval of the difference holds zero, so it runs from `limits[0]`
    (benefit) up to infinity and from there down to `limits[1]` (harm). Else the limits are of one
    sort, the smaller number first.
    """

    estimate: Needed | None
    limits: tuple[Needed, Needed]
    through_infinity: bool


def number_needed(effect: Absolute, favours: str) -> NumberNeeded | None:
    """The number needed to treat for an absolute effect; None when nobody said which way is better.

    1 / |risk difference|; the limits are those of the difference, and an interval across zero is
    two pieces that meet at infinity (Altman, BMJ 1998;317:1309). `favours` is `lower` or `higher`.
    """
    if favours not in ("lower", "higher"):
        return None
    sign = -1 if favours == "lower" else 1
    # As benefits: positive is better, whichever way the event counts.
    gain, *ends = (sign * each for each in (effect.difference, effect.lower, effect.upper))
    worst, best = sorted(ends)
    estimate = _needed(gain) if gain else None
    if worst < 0 < best:
        return NumberNeeded(estimate, (_needed(best), _needed(worst)), through_infinity=True)
    nearer, farther = sorted((_needed(best, worst), _needed(worst, best)), key=lambda n: n.number)
    return NumberNeeded(estimate, (nearer, farther), through_infinity=False)


def _needed(gain: float, beside: float = 0.0) -> Needed:
    """The number for one end; an end at zero is infinitely far on the side of the other end."""
    if gain == 0:
        return Needed("harm" if beside < 0 else "benefit", math.inf)
    return Needed("benefit" if gain > 0 else "harm", PER / abs(gain))
