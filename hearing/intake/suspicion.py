"""Whether a comment waits for a look of the committee. Pure: what is asked is told."""

from dataclasses import dataclass

# Nobody reads a part of a draft and types a comment on it in less.
LEAST_SECONDS = 3


@dataclass(frozen=True, slots=True)
class Manner:
    """How a comment came: who sends it with an account is known, and is not looked at."""

    baited: bool = False
    seconds: float | None = None
    typed: bool = True
    proven: bool = False
    within_budget: bool = True
    left_address: bool = False


def held_because(manner: Manner) -> str:
    """The first reason to hold it, empty for none."""
    if manner.baited:
        return "bait"
    if not manner.within_budget:
        return "over-budget"
    if not manner.proven:
        return "unconfirmed" if manner.left_address else "no-proof"
    # Support in one tap says nothing of its own, and may be the first thing that somebody who read the
    # draft elsewhere does: the proof and the budget of the network are asked of it, and no time.
    if manner.typed and manner.seconds is not None and manner.seconds < LEAST_SECONDS:
        return "too-fast"
    return ""
