"""The agreement rate: how many of those who count stand behind what was decided. Pure.

Under a rule that asks each option alone (`over-70`, `two-thirds`) it is the votes for the option
decided on. Under one that asks for a side first (`over-70-pooled`, `grade-grid`), and where the chair
let a weak recommendation follow from a majority after the last round, it is the votes of that side,
strong and weak together: it then names the side, for it says nothing of the strength. The base is
the rule's own. What nobody decided on has no rate.
"""

from dataclasses import dataclass

from voting.rules.rule import Preset
from voting.rules.tally import SIDES, Tally
from voting.rules.ways_out import Settled

# Presets whose decision rests on a side before it rests on a strength.
BY_SIDE: frozenset[Preset] = frozenset({"over-70-pooled", "grade-grid"})


@dataclass(frozen=True, slots=True)
class Agreement:
    """Votes that agree, of how many that count; the share is for reading and never decides.

    `side` where they are all the votes of one side; None: they are for the very option decided on.
    """

    votes: int
    base: int
    side: str | None = None

    @property
    def percent(self) -> str:
        """The share with one decimal, halves rounded up, by whole numbers: `93.5`."""
        tenths = (2000 * self.votes + self.base) // (2 * self.base)
        return f"{tenths // 10}.{tenths % 10}"

    def as_data(self) -> dict[str, int | str]:
        """The rate as REST and published versions hold it; `side` only where it has one."""
        data: dict[str, int | str] = {"votes": self.votes, "base": self.base}
        data["percent"] = self.percent
        return data | {"side": self.side} if self.side else data


def agreement_of(preset: Preset, result: Tally, way_out: Settled | None = None) -> Agreement | None:
    """Return the agreement with what a round decided, None where it decided on nothing.

    `way_out` is what the chair's decision made of a round without consensus.
    """
    if not result.base:
        return None
    if way_out and way_out.holds and way_out.direction:
        return _with_side(result, way_out.direction)
    if result.winner is None:
        return None
    if preset in BY_SIDE and result.direction in SIDES:
        return _with_side(result, result.direction)
    return Agreement(result.votes.get(result.winner, 0), result.base)


def _with_side(result: Tally, side: str) -> Agreement:
    return Agreement(sum(result.votes.get(each, 0) for each in SIDES[side]), result.base, side)
