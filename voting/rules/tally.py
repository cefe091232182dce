"""What the votes of one closed round decide under its rule, and why; whole numbers only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from evidence.grade.reasons import Figure, Reason
from voting.rules.rule import (
    OPTIONS,
    Comparison,
    DirectionTest,
    Option,
    Preset,
    Problem,
    Rule,
    share_text,
)
from voting.visibility import FEWEST_SECRET_BALLOTS

Outcome = Literal["recommendation", "no-recommendation", "no-consensus", "inquorate"]
Direction = Literal["for", "against", "either"]
Strength = Literal["strong", "weak"]

SIDES: dict[str, tuple[Option, Option]] = {
    "for": ("strong-for", "weak-for"),
    "against": ("weak-against", "strong-against"),
}
OTHER_SIDE = {"for": "against", "against": "for"}
STRENGTHS: dict[str, tuple[Option, Option]] = {
    "strong": ("strong-for", "strong-against"),
    "weak": ("weak-for", "weak-against"),
}
# What an option means once it has won; `neither` and `abstain` recommend nothing.
MEANINGS: dict[Option, tuple[Direction, Strength]] = {
    "strong-for": ("for", "strong"),
    "weak-for": ("for", "weak"),
    "either": ("either", "weak"),
    "weak-against": ("against", "weak"),
    "strong-against": ("against", "strong"),
}
# The cell that a strength and a side meet in.
CELLS: dict[tuple[str, str], Option] = {
    (strength, side): option for option, (side, strength) in MEANINGS.items()
}

HALF = Fraction(1, 2)
# A fifth against stops a GRADE grid (Jaeschke 2008, BMJ 337:a744); pooled votes only warn.
OPPOSITION = Fraction(1, 5)
TOO_FEW_BALLOTS = "too-few-secret-ballots"
# Up to this base nothing short of unanimity is more than 70 %.
SMALL_BASE = 3


class TallyError(ValueError):
    """Votes that cannot be counted under a rule; `problems` lists (key, message) pairs."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep every problem, and show them all in the message."""
        self.problems = problems
        super().__init__("; ".join(f"{key}: {text}" for key, text in problems))


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of one round.

    `votes` holds the options with votes in canonical order; `base` is who counts in 100 %;
    `needed` is the smallest number of votes that would have met the threshold (of the winner, else
    of what came nearest), None where none was applied; `winner` is the option that was decided on;
    `warnings` are the codes of those reasons that caution the reader.
    """

    outcome: Outcome
    direction: Direction | None
    strength: Strength | None
    votes: dict[str, int]
    ballots: int
    base: int
    eligible: int | None
    needed: int | None
    winner: Option | None
    warnings: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def is_quorate(self) -> bool:
        """Return whether enough of those entitled took part for the rule to be applied."""
        return self.outcome != "inquorate"

    @property
    def is_decided(self) -> bool:
        """Return whether the round settled the matter, if only by recommending nothing."""
        return self.outcome in ("recommendation", "no-recommendation")


@dataclass(frozen=True, slots=True)
class _Count:
    """Votes under a rule, with the figures that every test needs."""

    rule: Rule
    votes: dict[str, int]
    ballots: int
    base: int
    eligible: int | None

    def of(self, *options: str) -> int:
        return sum(self.votes.get(option, 0) for option in options)


@dataclass(frozen=True, slots=True)
class _Contender:
    """An option, or options taken together, that may meet a threshold."""

    name: str
    votes: int
    needed: int
    figures: dict[str, Figure]

    @property
    def shortfall(self) -> int:
        return self.needed - self.votes


@dataclass(frozen=True, slots=True)
class _Decision:
    outcome: Outcome
    reasons: tuple[Reason, ...]
    needed: int | None = None
    winner: Option | None = None


def meets(votes: int, base: int, threshold: Fraction, comparison: Comparison) -> bool:
    """Return whether votes are more than (or at least) a share of the base, in whole numbers."""
    left, right = threshold.denominator * votes, threshold.numerator * base
    return left > right if comparison == ">" else left >= right


def votes_needed(base: int, threshold: Fraction, comparison: Comparison) -> int:
    """Return the smallest number of votes that meets a threshold in a base."""
    product = threshold.numerator * base
    if comparison == ">":
        return product // threshold.denominator + 1
    return -(-product // threshold.denominator)


def tally(
    rule: Rule, counts: Mapping[str, int], eligible: int | None, rounds_held: int = 1
) -> Tally:
    """Return what the votes of a closed round decide.

    `counts` are votes by option; `eligible` how many were entitled to vote, None if unknown;
    `rounds_held` the quorate closed rounds so far, this one included.
    TallyError if the votes cannot be counted under the rule.
    """
    problems = problems_with(rule, counts, eligible)
    if problems:
        raise TallyError(problems)
    count = _count(rule, counts, eligible)
    decision = _or_otherwise(rule, _decide(count), rounds_held)
    direction, strength = _meaning(decision.winner)
    cautions = _cautions(count, direction)
    return Tally(
        outcome=decision.outcome,
        direction=direction,
        strength=strength,
        votes=count.votes,
        ballots=count.ballots,
        base=count.base,
        eligible=eligible,
        needed=decision.needed,
        winner=decision.winner,
        warnings=tuple(caution.code for caution in cautions),
        reasons=(*decision.reasons, *cautions),
    )


def withheld(eligible: int | None) -> Tally:
    """Return the result of a secret round with too few ballots: nothing of what they say is told.

    No rule is applied, as without a quorum: a result would tell who voted how.
    """
    reason = Reason(TOO_FEW_BALLOTS, {"fewest": FEWEST_SECRET_BALLOTS})
    return Tally(
        outcome="inquorate",
        direction=None,
        strength=None,
        votes={},
        ballots=0,
        base=0,
        eligible=eligible,
        needed=None,
        winner=None,
        warnings=(TOO_FEW_BALLOTS,),
        reasons=(reason,),
    )


def problems_with(rule: Rule, counts: Mapping[str, int], eligible: int | None) -> list[Problem]:
    """Return why votes cannot be counted under a rule, as (key, message); empty when they can."""
    problems = [
        (option, "not an option of this round")
        for option, votes in counts.items()
        # A nought beside an option that was not offered harms nobody; an unknown word does.
        if option not in OPTIONS or (votes and option not in rule.options)
    ]
    bad = [option for option, votes in counts.items() if not _is_count(votes)]
    problems += [(option, "must be a whole number from 0") for option in bad]
    if eligible is None:
        if rule.needs_eligible:
            problems.append(("eligible", "the rule needs the number of entitled voters"))
    elif not _is_count(eligible):
        problems.append(("eligible", "must be a whole number from 0"))
    elif not bad and sum(counts.values()) > eligible:
        problems.append(("eligible", "more votes than voters"))
    return problems


def _meaning(winner: Option | None) -> tuple[Direction | None, Strength | None]:
    if winner is None or winner not in MEANINGS:
        return None, None
    return MEANINGS[winner]


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _count(rule: Rule, counts: Mapping[str, int], eligible: int | None) -> _Count:
    votes = {str(option): counts[option] for option in OPTIONS if counts.get(option)}
    ballots = sum(votes.values())
    bases = {
        "cast": ballots - sum(votes.get(option, 0) for option in rule.abstentions),
        "cast-with-abstentions": ballots,
        "eligible": eligible or 0,
    }
    return _Count(rule, votes, ballots, bases[rule.base], eligible)


def _decide(count: _Count) -> _Decision:
    """Quorum first, then whether anybody voted, then the preset's own rule."""
    quorum, eligible = count.rule.quorum, count.eligible
    if quorum and eligible is not None and not meets(count.ballots, eligible, quorum, ">="):
        figures: dict[str, Figure] = {
            "ballots": count.ballots,
            "eligible": eligible,
            "needed": votes_needed(eligible, quorum, ">="),
            "quorum": str(quorum),
            "share": share_text(quorum),
        }
        return _Decision("inquorate", (Reason("inquorate", figures),))
    if count.base == 0:
        reason = Reason("no-valid-ballots", {"ballots": count.ballots})
        return _Decision("no-consensus", (reason,))
    return DECIDERS[count.rule.preset](count)


def _or_otherwise(rule: Rule, decision: _Decision, rounds_held: int) -> _Decision:
    """Say what follows when a rule was applied and nothing met it."""
    if decision.outcome != "no-consensus" or decision.needed is None:
        return decision
    figures: dict[str, Figure] = {"rounds": rule.rounds, "rounds_held": rounds_held}
    if rule.otherwise == "no-recommendation" and rounds_held >= rule.rounds:
        reason = Reason("rounds-used-up", figures)
        return _Decision("no-recommendation", (*decision.reasons, reason), decision.needed)
    reason = Reason("another-round", figures)
    return _Decision("no-consensus", (*decision.reasons, reason), decision.needed)


def _contender(count: _Count, name: str, options: Sequence[str], share: Fraction) -> _Contender:
    votes = count.of(*options)
    needed = votes_needed(count.base, share, count.rule.comparison)
    figures: dict[str, Figure] = {
        "contender": name,
        "votes": votes,
        "base": count.base,
        "needed": needed,
        "comparison": count.rule.comparison,
        "threshold": str(share),
        "share": share_text(share),
    }
    return _Contender(name, votes, needed, figures)


def _undirected(count: _Count) -> list[_Contender]:
    share = count.rule.threshold_for_neither
    # What counts as an abstention decides nothing.
    names = [name for name in ("neither", "either") if name not in count.rule.abstentions]
    return [_contender(count, name, [name], share) for name in names]


def _sole_winner(contenders: Sequence[_Contender]) -> tuple[_Contender | None, _Decision]:
    """Return the only contender that met its threshold, and the decision if there is none."""
    met = [contender for contender in contenders if contender.shortfall <= 0]
    if len(met) == 1:
        reason = Reason("threshold-met", met[0].figures)
        return met[0], _Decision("recommendation", (reason,), met[0].needed)
    if met:
        # At exactly one half, with 'at least', two can meet it together: neither has won.
        names = tuple(contender.name for contender in met)
        tied = Reason(
            "threshold-met-twice", {**met[0].figures, "contender": None, "contenders": names}
        )
        return None, _Decision("no-consensus", (tied,), met[0].needed)
    least = min(contender.shortfall for contender in contenders)
    nearest = [contender for contender in contenders if contender.shortfall == least]
    missed = [contender for contender in nearest if contender.votes] or nearest[:1]
    reasons = tuple(
        Reason("threshold-missed", {**contender.figures, "missing": least}) for contender in missed
    )
    return None, _Decision("no-consensus", reasons, missed[0].needed)


def _won(decision: _Decision, winner: Option, *reasons: Reason) -> _Decision:
    outcome: Outcome = "recommendation" if winner in MEANINGS else "no-recommendation"
    return _Decision(outcome, (*decision.reasons, *reasons), decision.needed, winner)


def _lost(decision: _Decision, *reasons: Reason) -> _Decision:
    return _Decision("no-consensus", (*decision.reasons, *reasons), decision.needed)


def _decide_by_option(count: _Count) -> _Decision:
    """One option alone must meet its threshold."""
    strong, weak = count.rule.strong, count.rule.weak
    contenders = [
        _contender(count, option, [option], strong if option in STRENGTHS["strong"] else weak)
        for options in SIDES.values()
        for option in options
    ]
    best, decision = _sole_winner([*contenders, *_undirected(count)])
    return _won(decision, _option(best.name)) if best else decision


def _decide_pooled(count: _Count) -> _Decision:
    """A strength must meet its threshold over both sides, then one side the test of direction."""
    shares = {"strong": count.rule.strong, "weak": count.rule.weak}
    contenders = [
        _contender(count, strength, options, shares[strength])
        for strength, options in STRENGTHS.items()
    ]
    best, decision = _sole_winner([*contenders, *_undirected(count)])
    if best is None:
        return decision
    if best.name not in STRENGTHS:
        return _won(decision, _option(best.name))
    side, reasons = _side(count, shares[best.name])
    if side is None:
        return _lost(decision, *reasons)
    return _won(decision, CELLS[best.name, side], *reasons)


def _side(count: _Count, strength_share: Fraction) -> tuple[str | None, tuple[Reason, ...]]:
    """Return the side that pooled votes took, None where neither passes the test, and why."""
    test = count.rule.direction
    tests: dict[DirectionTest, tuple[Fraction, Comparison]] = {
        "majority": (HALF, ">"),
        "opposition": (HALF, ">="),
        "threshold": (strength_share, count.rule.comparison),
    }
    share, comparison = tests[test]
    votes = {side: count.of(*options) for side, options in SIDES.items()}
    figures: dict[str, Figure] = {
        **votes,
        "base": count.base,
        "needed": votes_needed(count.base, share, comparison),
    }
    if test != "majority":
        figures |= {"comparison": comparison, "share": share_text(share)}
    code = "direction" if test == "majority" else "direction-share"
    # At exactly one half, with 'at least', both sides may have it: neither has won.
    met = [side for side in SIDES if meets(votes[side], count.base, share, comparison)]
    if len(met) != 1:
        return None, (Reason(f"{code}-missed", figures),)
    reason = Reason(f"{code}-met", {"side": met[0], **figures})
    if test != "opposition":
        return met[0], (reason,)
    opposed = meets(votes[OTHER_SIDE[met[0]]], count.base, OPPOSITION, ">=")
    veto = Reason(
        "opposition-too-large" if opposed else "opposition-small", _opposition(count, met[0])
    )
    return None if opposed else met[0], (reason, veto)


def _decide_grid(count: _Count) -> _Decision:
    """One side must have its share and the other less than a fifth; then strong or weak."""
    rule = count.rule
    contenders = [_contender(count, side, options, rule.weak) for side, options in SIDES.items()]
    best, decision = _sole_winner([*contenders, *_undirected(count)])
    if best is None:
        return decision
    if best.name not in SIDES:
        return _won(decision, _option(best.name))
    opposition = _opposition(count, best.name)
    if meets(count.of(*SIDES[OTHER_SIDE[best.name]]), count.base, OPPOSITION, ">="):
        return _lost(decision, Reason("opposition-too-large", opposition))
    strong_option = CELLS["strong", best.name]
    strong = _contender(count, strong_option, [strong_option], rule.strong)
    is_strong = strong.shortfall <= 0
    return _won(
        decision,
        CELLS["strong" if is_strong else "weak", best.name],
        Reason("opposition-small", opposition),
        Reason("strong-share-met" if is_strong else "strong-share-missed", strong.figures),
    )


DECIDERS: dict[Preset, Callable[[_Count], _Decision]] = {
    "over-70": _decide_by_option,
    "over-70-pooled": _decide_pooled,
    "grade-grid": _decide_grid,
    "two-thirds": _decide_by_option,
}


def _option(name: str) -> Option:
    return next(option for option in OPTIONS if option == name)


def _opposition(count: _Count, side: str) -> dict[str, Figure]:
    other = OTHER_SIDE[side]
    return {
        "side": other,
        "votes": count.of(*SIDES[other]),
        "base": count.base,
        "share": share_text(OPPOSITION),
    }


def _cautions(count: _Count, direction: Direction | None) -> tuple[Reason, ...]:
    """Return what a reader should be warned of, with its figures."""
    cautions = []
    if count.rule.preset == "over-70-pooled" and direction in SIDES:
        opposed = count.of(*SIDES[OTHER_SIDE[direction]])
        if meets(opposed, count.base, OPPOSITION, ">="):
            cautions.append(Reason("opposed", _opposition(count, direction)))
    if 0 < count.base <= SMALL_BASE:
        cautions.append(Reason("small-base", {"base": count.base}))
    if count.eligible is not None and 2 * count.ballots < count.eligible:
        turnout: dict[str, Figure] = {"ballots": count.ballots, "eligible": count.eligible}
        cautions.append(Reason("below-half-turnout", turnout))
    return tuple(cautions)
