"""The way out of a last round without consensus: what a chair may decide, and what follows. Pure.

A chair decides with a reason: no recommendation, to postpone, or a weak recommendation. The last is
never a choice of direction: it follows from the votes by a rule that is stored with the decision.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from evidence.grade.reasons import Figure, Reason
from voting.rules.rule import Rule, RuleError, share_text
from voting.rules.tally import (
    HALF,
    OPPOSITION,
    OTHER_SIDE,
    SIDES,
    Direction,
    Outcome,
    Tally,
    meets,
    votes_needed,
)

Choice = Literal["no-recommendation", "weak", "postpone"]
CHOICES: tuple[Choice, ...] = ("no-recommendation", "weak", "postpone")


@dataclass(frozen=True, slots=True)
class WeakRule:
    """When a weak recommendation may follow without consensus on an option.

    One side, strong and weak together, has more than `side` of the round's base, and less than
    `opposition` of it is on the other. The figures are those of the GRADE grid (Jaeschke 2008, BMJ
    337:a744), with 'more than' in place of 'at least' a half: the chair may not break a tie.
    """

    name: str = "weak-by-majority"
    side: Fraction = HALF
    opposition: Fraction = OPPOSITION

    def as_data(self) -> dict[str, str]:
        """The rule as it is stored with the decision."""
        return {
            "name": self.name,
            "side": str(self.side),
            "opposition": str(self.opposition),
        }


WEAK_BY_MAJORITY = WeakRule()


def weak_rule_from(value: Any) -> WeakRule:
    """Return the stored rule; RuleError for anything but the one there is.

    A chair who could set the figures could choose the result.
    """
    known = (WEAK_BY_MAJORITY.name, WEAK_BY_MAJORITY.as_data())
    if value not in known:
        raise RuleError([("", f"must be {WEAK_BY_MAJORITY.name}")])
    return WEAK_BY_MAJORITY


@dataclass(frozen=True, slots=True)
class WayOutFacts:
    """A recorded decision: what, by which place on the panel, and why."""

    choice: str
    by: str
    because: str
    rule: WeakRule | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What the chair's decision makes of a round; `holds` False: it no longer applies, and why."""

    outcome: Outcome
    direction: Direction | None = None
    strength: Literal["weak"] | None = None
    holds: bool = True
    reasons: tuple[Reason, ...] = ()


def may_have_way_out(rule: Rule, result: Tally, rounds_held: int) -> tuple[Reason, ...]:
    """Return why there is nothing to decide yet; empty when the chair may.

    `rounds_held` counts the quorate closed rounds, this one included.
    """
    if result.outcome != "no-consensus":
        return (Reason("way-out-not-needed", {"outcome": result.outcome}),)
    if rounds_held < rule.rounds:
        figures: dict[str, Figure] = {"rounds": rule.rounds, "rounds_held": rounds_held}
        return (Reason("way-out-too-early", figures),)
    return ()


def weak_side(rule: WeakRule, result: Tally) -> tuple[Direction | None, Reason]:
    """Return the side that a weak recommendation may take, None if neither, and why."""
    votes = {side: sum(result.votes.get(each, 0) for each in SIDES[side]) for side in SIDES}
    figures: dict[str, Figure] = {
        **votes,
        "base": result.base,
        "needed": votes_needed(result.base, rule.side, ">"),
        "share": share_text(rule.opposition),
    }
    for side in ("for", "against"):
        if result.base and meets(votes[side], result.base, rule.side, ">"):
            opposed = votes[OTHER_SIDE[side]]
            if meets(opposed, result.base, rule.opposition, ">="):
                return None, Reason("weak-opposed", figures | {"side": OTHER_SIDE[side]})
            direction: Direction = "for" if side == "for" else "against"
            return direction, Reason("weak-by-majority", figures | {"side": side})
    return None, Reason("weak-no-majority", figures)


def settled(rule: Rule, result: Tally, rounds_held: int, decided: WayOutFacts) -> Settled:
    """Return what a recorded decision makes of the last round.

    Should the round have come to something else since (a vote became void), the votes count and the
    decision is said to apply no longer.
    """
    why_not = may_have_way_out(rule, result, rounds_held)
    if why_not:
        return _no_longer(result, decided, why_not)
    said = _reason(decided)
    if decided.choice == "postpone":
        return Settled(result.outcome, reasons=(said,))
    if decided.choice == "no-recommendation":
        return Settled("no-recommendation", reasons=(said,))
    side, reason = weak_side(decided.rule or WEAK_BY_MAJORITY, result)
    if side is None:
        return _no_longer(result, decided, (reason,))
    return Settled("recommendation", side, "weak", reasons=(said, reason))


def _no_longer(result: Tally, decided: WayOutFacts, why: tuple[Reason, ...]) -> Settled:
    reason = Reason("way-out-lapsed", {"choice": decided.choice, "by": decided.by})
    return Settled(result.outcome, result.direction, None, holds=False, reasons=(reason, *why))


def _reason(decided: WayOutFacts) -> Reason:
    figures: Mapping[str, Figure] = {
        "choice": decided.choice,
        "by": decided.by,
        "because": decided.because,
    }
    return Reason("way-out", figures)
