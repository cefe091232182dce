"""The agreement rate: how many of those who count stand behind what was decided. Pure.

Under a rule that asks each option alone (`over-70`, `two-thirds`) it is the votes for the option
decided on; under one that asks for a side first (`over-70-pooled`, `grade-grid`), and where a weak
recommendation follows from a majority, the votes of that side, strong and weak together. The base is
the rule's own. What nobody decided on has no rate.
"""

from dataclasses import dataclass

from voting.rules.rule import Preset
from voting.rules.tally import SIDES, Tally

# Presets whose decision rests on a side before it rests on a strength.
BY_SIDE: frozenset[Preset] = frozenset({"over-70-pooled", "grade-grid"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """Votes that agree, of how many that count; the share is for reading and never decides."""

    votes: int
    base: int

    @property
    def percent(self) -> str:
        """The share with one decimal, halves rounded up, by whole numbers: `93.5`."""
        tenths = (2000 * self.votes + self.base) // (2 * self.base)
        return f"{tenths // 10}.{tenths % 10}"

    def as_data(self) -> dict[str, int | str]:
        """The rate as REST and published versions hold it."""
        return {"votes": self.votes, "base": self.base, "percent": self.percent}


def agreement_of(preset: Preset, result: Tally) -> Agreement | None:
    """Return the agreement with what a round decided, None where it decided on nothing."""
    if result.winner is None or not result.base:
        return None
    if preset in BY_SIDE and result.direction in SIDES:
        return side_agreement(result, result.direction)
    return Agreement(result.votes.get(result.winner, 0), result.base)


def side_agreement(result: Tally, side: str) -> Agreement | None:
    """Return the agreement with one side, strong and weak together."""
    if not result.base:
        return None
    return Agreement(sum(result.votes.get(option, 0) for option in SIDES[side]), result.base)
