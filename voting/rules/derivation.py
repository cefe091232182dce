"""From the rounds and the certainty to what the guideline recommends; nothing here is typed in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from evidence.grade.levels import LEVELS, Level, lowest
from evidence.grade.reasons import Reason
from voting.rules.agreement import Agreement, agreement_of
from voting.rules.rule import Rule
from voting.rules.tally import TOO_FEW_BALLOTS, Direction, Strength, Tally, tally, withheld
from voting.rules.ways_out import Settled, WayOutFacts, settled

Kind = Literal["graded", "good-practice", "only-in-research"]
Outcome = Literal["recommendation", "no-recommendation", "no-consensus", "inquorate", "open"]
QuestionStrength = Literal["strong", "weak", "mixed"]

KINDS: tuple[Kind, ...] = ("graded", "good-practice", "only-in-research")
QUESTION_STRENGTHS: tuple[QuestionStrength, ...] = ("strong", "weak", "mixed")

STRONG_ON_LOW = "strong-on-low"
# Decided by the chair after the last round, or once decided so and no longer.
BY_CHAIR, POSTPONED, LAPSED = "way-out-by-chair", "way-out-postponed", "way-out-lapsed"
WORDING_CHANGED = "wording-changed"
DECIDED = ("recommendation", "no-recommendation")
LOW_LEVELS = ("low", "very-low")


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """One voting round with the rule that was stored when it opened.

    `counts` are votes by option, void ballots left out; `eligible` is None where it is unknown;
    `is_withheld`: its secret ballots are too few to be told.
    Withdrawn rounds are not facts about a recommendation: leave them out. `way_out` is what the
    chair decided when this was the last round and brought no consensus.
    """

    number: int
    rule: Rule
    counts: dict[str, int]
    eligible: int | None
    is_closed: bool = True
    is_withheld: bool = False
    way_out: WayOutFacts | None = None


@dataclass(frozen=True, slots=True)
class RecommendationFacts:
    """Everything that a recommendation is derived from.

    `rounds` in the order they were held; `entitled` is the number of voters on the panel now, for a
    recommendation without a closed round; `certainty`, `evidence_flags` and `certainty_reasons` are
    those of the overall certainty; `round_flags` what became of the last round after its close.
    `wording_changed`: the statement is neither the one that the last closed round voted on nor follows
    from it by confirmed corrections.
    """

    id: str
    kind: Kind = "graded"
    rounds: tuple[RoundFacts, ...] = ()
    entitled: int | None = None
    certainty: Level | None = None
    evidence_flags: tuple[str, ...] = ()
    round_flags: tuple[str, ...] = ()
    certainty_reasons: tuple[Reason, ...] = ()
    wording_changed: bool = False


@dataclass(frozen=True, slots=True)
class DerivedRecommendation:
    """What a recommendation is, and why.

    `tally` is that of the last closed round, None while the outcome is open; `decided_in_round` is
    that round's number if it decided, None where the chair decided after it. `agreement` is with
    what was recommended.
    """

    id: str
    kind: Kind
    direction: Direction | None
    strength: Strength | None
    certainty: Level | None
    outcome: Outcome
    decided_in_round: int | None
    votes: dict[str, int]
    base: int
    eligible: int | None
    flags: tuple[str, ...]
    reasons: tuple[Reason, ...]
    tally: Tally | None
    agreement: Agreement | None = None
    way_out: Settled | None = None

    @property
    def is_graded(self) -> bool:
        """Return whether the recommendation has a strength and a certainty at all."""
        return self.kind == "graded"

    def as_data(self) -> dict[str, Any]:
        """Return the recommendation as `derive --json` prints it."""
        return {
            "id": self.id,
            "kind": self.kind,
            "direction": self.direction,
            "strength": self.strength,
            "certainty": self.certainty,
            "outcome": self.outcome,
            "decided_in_round": self.decided_in_round,
            "votes": dict(self.votes),
            "base": self.base,
            "eligible": self.eligible,
            "flags": list(self.flags),
        }


@dataclass(frozen=True, slots=True)
class DerivedQuestion:
    """A question's strength and certainty, taken together from its graded recommendations."""

    id: str
    number: int | None
    strength: QuestionStrength | None
    certainty: Level | None
    recommendations: tuple[DerivedRecommendation, ...]

    def as_data(self) -> dict[str, Any]:
        """Return the question as `derive --json` prints it."""
        return {
            "id": self.id,
            "number": self.number,
            "strength": self.strength,
            "certainty": self.certainty,
            "recommendations": [item.as_data() for item in self.recommendations],
        }


@dataclass(frozen=True, slots=True)
class Totals:
    """How often each strength and each certainty occurs; undecided ones are left out."""

    strength: dict[str, int]
    certainty: dict[str, int]

    def as_data(self) -> dict[str, Any]:
        """Return the totals as `derive --json` prints them."""
        return {"strength": dict(self.strength), "certainty": dict(self.certainty)}


def derive_recommendation(facts: RecommendationFacts) -> DerivedRecommendation:
    """Return what a recommendation is: the last closed round decides, a running one keeps it open.

    TallyError if that round's votes cannot be counted under its rule.
    """
    graded = facts.kind == "graded"
    certainty = facts.certainty if graded else None
    result, rounds_held = _last_tally(facts.rounds)
    way_out = _way_out(facts.rounds, result, rounds_held)
    comes_to = way_out if way_out and way_out.holds else result
    strength = comes_to.strength if comes_to and graded else None
    flags = (_flags(facts, strength) if graded else ()) + _round_flags(facts, result)
    # A vote that decided nothing binds nobody to its wording.
    if facts.wording_changed and comes_to and comes_to.outcome in DECIDED:
        flags = (*flags, WORDING_CHANGED)
    why_open = () if result else (_reason_for_open(facts.rounds),)
    why_decided = (*(result.reasons if result else ()), *(way_out.reasons if way_out else ()))
    why_certain = facts.certainty_reasons if graded else ()
    return DerivedRecommendation(
        id=facts.id,
        kind=facts.kind,
        direction=comes_to.direction if comes_to else None,
        strength=strength,
        certainty=certainty,
        outcome=_outcome(comes_to),
        decided_in_round=facts.rounds[-1].number if result and result.is_decided else None,
        votes=result.votes if result else {},
        base=result.base if result else 0,
        eligible=result.eligible if result else facts.entitled,
        flags=(*_flags_of_way_out(way_out, result), *flags),
        reasons=(*why_open, *why_decided, *why_certain),
        tally=result,
        agreement=agreement_of(facts.rounds[-1].rule.preset, result, way_out) if result else None,
        way_out=way_out,
    )


def derive_question(
    id: str, number: int | None, recommendations: Iterable[DerivedRecommendation]
) -> DerivedQuestion:
    """Return a question with its graded recommendations' common strength and lowest certainty.

    Strengths that differ are `mixed`; a graded recommendation without one makes it None.
    """
    items = tuple(recommendations)
    graded = [item for item in items if item.is_graded]
    return DerivedQuestion(
        id=id,
        number=number,
        strength=_common_strength([item.strength for item in graded]),
        certainty=_lowest_certainty([item.certainty for item in graded]),
        recommendations=items,
    )


def question_totals(questions: Iterable[DerivedQuestion]) -> Totals:
    """Return how many questions have each strength (or `mixed`) and each certainty."""
    items = list(questions)
    return _totals([item.strength for item in items], [item.certainty for item in items])


def recommendation_totals(questions: Iterable[DerivedQuestion]) -> Totals:
    """Return how many graded recommendations have each strength and each certainty."""
    items = [item for question in questions for item in question.recommendations if item.is_graded]
    return _totals([item.strength for item in items], [item.certainty for item in items])


def derived_data(slug: str, questions: Sequence[DerivedQuestion]) -> dict[str, Any]:
    """Return a whole guideline as `derive --json` prints it."""
    return {
        "guideline": slug,
        "questions": [question.as_data() for question in questions],
        "totals": question_totals(questions).as_data(),
        "recommendation_totals": recommendation_totals(questions).as_data(),
    }


def _last_tally(rounds: Sequence[RoundFacts]) -> tuple[Tally | None, int]:
    """Return the last closed round's tally and how many quorate rounds were held with it.

    None if there is none or a round is running.
    """
    if not rounds or not all(item.is_closed for item in rounds):
        return None, 0
    *earlier, last = rounds
    held = 1 + sum(_tally(item).is_quorate for item in earlier)
    return _tally(last, rounds_held=held), held


def _tally(item: RoundFacts, rounds_held: int = 1) -> Tally:
    if item.is_withheld:
        return withheld(item.eligible)
    return tally(item.rule, item.counts, item.eligible, rounds_held=rounds_held)


def _round_flags(facts: RecommendationFacts, result: Tally | None) -> tuple[str, ...]:
    """What is odd about the round that counts; nothing while none does."""
    if result is None:
        return ()
    few = (TOO_FEW_BALLOTS,) if TOO_FEW_BALLOTS in result.warnings else ()
    return few + facts.round_flags


def _way_out(
    rounds: Sequence[RoundFacts], result: Tally | None, rounds_held: int
) -> Settled | None:
    """Return what the chair's decision on the last round comes to; on an earlier one, nothing."""
    if result is None or rounds[-1].way_out is None:
        return None
    return settled(rounds[-1].rule, result, rounds_held, rounds[-1].way_out)


def _outcome(comes_to: Settled | Tally | None) -> Outcome:
    return comes_to.outcome if comes_to else "open"


def _flags_of_way_out(way_out: Settled | None, result: Tally | None) -> tuple[str, ...]:
    if way_out is None or result is None:
        return ()
    if not way_out.holds:
        return (LAPSED,)
    return (POSTPONED,) if way_out.outcome == result.outcome else (BY_CHAIR,)


def _reason_for_open(rounds: Sequence[RoundFacts]) -> Reason:
    running = [item.number for item in rounds if not item.is_closed]
    return Reason("round-running", {"round": running[-1]}) if running else Reason("no-closed-round")


def _flags(facts: RecommendationFacts, strength: Strength | None) -> tuple[str, ...]:
    on_low = strength == "strong" and facts.certainty in LOW_LEVELS
    return ((STRONG_ON_LOW,) if on_low else ()) + facts.evidence_flags


def _common_strength(strengths: Sequence[Strength | None]) -> QuestionStrength | None:
    if not strengths or None in strengths:
        return None
    return strengths[0] if len(set(strengths)) == 1 else "mixed"


def _lowest_certainty(levels: Sequence[Level | None]) -> Level | None:
    known = [level for level in levels if level is not None]
    return lowest(known) if known and len(known) == len(levels) else None


def _totals(strengths: Iterable[str | None], levels: Iterable[str | None]) -> Totals:
    return Totals(_occurring(QUESTION_STRENGTHS, strengths), _occurring(LEVELS, levels))


def _occurring(codes: Sequence[str], found: Iterable[str | None]) -> dict[str, int]:
    counts = Counter(found)
    return {code: counts[code] for code in codes if counts[code]}
