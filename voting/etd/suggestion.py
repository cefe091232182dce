"""What the judgements suggest, and why: a direction and a strength that a panel may follow or not. Pure.

It is derived from the judgements from evidence to decision and the certainty of the evidence, is never
stored, and decides nothing: votes do. The direction follows the balance of effects. Strong takes a
clear balance, at least moderate certainty, nothing that speaks the other way and nothing unknown;
whoever is unsure recommends conditionally (Andrews et al., J Clin Epidemiol 2013;66:726-35;
Alonso-Coello et al., BMJ 2016;353:i2016). On low certainty the five situations in which strong can be
right all the same are named, for the panel to judge (Andrews 2013, table 2; BMJ Open 2017;7:e018593).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evidence.grade.levels import Level
from evidence.grade.reasons import Reason
from voting.codes import CRITERIA

Direction = Literal["for", "against", "either"]
Strength = Literal["strong", "weak"]
Way = Literal["for", "against", "weak", "none"]

SURE, UNSURE = ("high", "moderate"), ("low", "very-low")
UNKNOWN = ("varies", "dont-know")
SIZES = ("trivial", "small", "moderate", "large")
# Which way each answer pushes, the firm ones first. What stands in neither pushes nowhere.
_FOR: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "problem": (("yes",), ("probably-yes",)),
    "test_accuracy": (("very-accurate",), ("accurate",)),
    "desirable_effects": (("large", "moderate"), ("small",)),
    "undesirable_effects": ((), ()),
    "balance": (("favours-intervention",), ("probably-favours-intervention",)),
    "resources_required": (("large-savings",), ("moderate-savings",)),
    "cost_effectiveness": (("favours-intervention",), ("probably-favours-intervention",)),
    "equity": (("increased",), ("probably-increased",)),
    "acceptability": (("yes",), ("probably-yes",)),
    "feasibility": (("yes",), ("probably-yes",)),
}
_AGAINST: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "problem": (("no",), ("probably-no",)),
    "test_accuracy": (("very-inaccurate",), ("inaccurate",)),
    "desirable_effects": ((), ()),
    "undesirable_effects": (("large", "moderate"), ("small",)),
    "balance": (("favours-comparison",), ("probably-favours-comparison",)),
    "resources_required": (("large-costs",), ("moderate-costs",)),
    "cost_effectiveness": (("favours-comparison",), ("probably-favours-comparison",)),
    "equity": (("reduced",), ("probably-reduced",)),
    "acceptability": (("no",), ("probably-no",)),
    "feasibility": (("no",), ("probably-no",)),
}
VALUES_DIFFER = ("important-uncertainty", "possibly-important-uncertainty")
# What the balance of effects has weighed already; the others come on top of it.
IN_THE_BALANCE = ("desirable_effects", "undesirable_effects", "balance", "test_accuracy")


@dataclass(frozen=True, slots=True)
class Push:
    """A judgement, and which way it pushes; `weak`: towards a conditional one, whatever the way."""

    criterion: str
    judgement: str
    way: Way
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """What a situation asks; `holds` None where no judgement says it, so that the panel has to."""

    code: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Situation:
    """One of the five in which strong can be right although the certainty is low."""

    number: int
    direction: Literal["for", "against"]
    conditions: tuple[Condition, ...]

    @property
    def is_possible(self) -> bool:
        """Whether no judgement speaks against it."""
        return all(each.holds is not False for each in self.conditions)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Direction and strength as the judgements suggest them, None where they suggest nothing.

    `because` is the ground of the direction, `barriers` is what stands against a strong one (empty
    where strong is suggested), `missing` are criteria that nobody judged.
    """

    direction: Direction | None
    strength: Strength | None
    certainty: Level | None
    because: Reason
    pushes: tuple[Push, ...]
    barriers: tuple[Reason, ...]
    missing: tuple[str, ...]
    situations: tuple[Situation, ...]


@dataclass(frozen=True, slots=True)
class Certainties:
    """The overall certainty, and the highest one of what favours either side, where that is known."""

    overall: Level | None = None
    benefits: Level | None = None
    harms: Level | None = None


def suggest(judged: Mapping[str, str], certainties: Certainties) -> Suggestion:
    """What judgements (criterion -> answer) suggest under these certainties; empty answers are none."""
    said = {criterion: answer for criterion, answer in judged.items() if answer}
    pushes = tuple(_push(criterion, answer) for criterion, answer in said.items())
    direction, because = _direction(said, pushes)
    missing = tuple(each for each in CRITERIA if each not in said and each != CERTAINTY)
    barriers = tuple(_barriers(said, direction, pushes, certainties.overall, missing))
    strength: Strength | None = None
    if direction is not None:
        strength = "weak" if barriers else "strong"
    return Suggestion(
        direction=direction,
        strength=strength,
        certainty=certainties.overall,
        because=because,
        pushes=pushes,
        barriers=barriers if direction is not None else (),
        missing=missing,
        situations=_situations(said, certainties) if direction is not None else (),
    )


# The certainty that counts is derived from the evidence; the panel's own word on it is not asked here.
CERTAINTY = "certainty_of_effects"


def _push(criterion: str, answer: str) -> Push:
    if criterion == "values":
        return Push(criterion, answer, "weak" if answer in (*VALUES_DIFFER, *UNKNOWN) else "none")
    if criterion not in _FOR:
        return Push(criterion, answer, "none")
    if answer in UNKNOWN:
        return Push(criterion, answer, "weak")
    ways: tuple[tuple[Way, Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]], ...] = (
        ("for", _FOR),
        ("against", _AGAINST),
    )
    for way, table in ways:
        firm, soft = table[criterion]
        if answer in firm + soft:
            return Push(criterion, answer, way, firm=answer in firm)
    return Push(criterion, answer, "none")


def _direction(said: Mapping[str, str], pushes: Sequence[Push]) -> tuple[Direction | None, Reason]:
    balance = next((each for each in pushes if each.criterion == "balance"), None)
    if balance and balance.way == "for":
        return "for", Reason("from-balance", {"judgement": balance.judgement})
    if balance and balance.way == "against":
        return "against", Reason("from-balance", {"judgement": balance.judgement})
    if balance and balance.way == "none":
        return _from_the_rest(pushes)
    return _from_sizes(said, pushes)


def _from_sizes(said: Mapping[str, str], pushes: Sequence[Push]) -> tuple[Direction | None, Reason]:
    """Without a balance: the larger of the two effects, where both are known."""
    desirable, undesirable = said.get("desirable_effects"), said.get("undesirable_effects")
    if desirable not in SIZES or undesirable not in SIZES:
        return None, Reason("no-balance")
    figures = {"desirable": desirable, "undesirable": undesirable}
    difference = SIZES.index(desirable) - SIZES.index(undesirable)
    if difference == 0:
        return _from_the_rest(pushes)
    return ("for" if difference > 0 else "against"), Reason("from-sizes", figures)


def _from_the_rest(pushes: Sequence[Push]) -> tuple[Direction, Reason]:
    """Where effects favour neither option, what else was judged tips the scale, if it agrees."""
    # That the problem matters and the option can be had speaks for no option over another.
    tipping = ("resources_required", "cost_effectiveness", "equity")
    rest = {push.way for push in pushes if push.criterion in tipping} & {"for", "against"}
    if rest == {"for"}:
        return "for", Reason("from-the-rest")
    if rest == {"against"}:
        return "against", Reason("from-the-rest")
    return "either", Reason("balanced")


def _barriers(
    said: Mapping[str, str],
    direction: Direction | None,
    pushes: Sequence[Push],
    certainty: Level | None,
    missing: Sequence[str],
) -> Iterator[Reason]:
    """Everything that makes it conditional."""
    if direction == "either":
        yield Reason("either-is-weak")
    if certainty is None:
        yield Reason("certainty-unknown")
    elif certainty in UNSURE:
        yield Reason("certainty-low", {"level": certainty})
    if said.get("balance") not in ("favours-intervention", "favours-comparison"):
        yield Reason("balance-not-clear")
    for push in pushes:
        figures = {"criterion": push.criterion, "judgement": push.judgement}
        if push.way == "weak" and push.criterion == "values":
            yield Reason("values-differ", figures)
        elif push.way == "weak" and push.criterion != "balance":
            yield Reason("not-known", figures)
        elif push.criterion not in IN_THE_BALANCE and _opposes(push, direction):
            yield Reason("speaks-against-it", figures)
    if missing:
        yield Reason("not-judged", {"criteria": tuple(missing)})


def _opposes(push: Push, direction: Direction | None) -> bool:
    return {push.way, direction} == {"for", "against"} and push.criterion not in (
        # Against an option, that it could be done is no objection.
        ("problem", "acceptability", "feasibility") if direction == "against" else ()
    )


# --- Strong on low certainty ---------------------------------------------------------------------


def _situations(said: Mapping[str, str], certainties: Certainties) -> tuple[Situation, ...]:
    """The situations that could apply; none where the certainty is not low."""
    if certainties.overall not in UNSURE:
        return ()
    all_five = (
        _life_threatening(said),
        _certain_harm(said, certainties),
        _surely_less(said, certainties),
        _surely_similar(said, certainties),
        _catastrophe(said),
    )
    return tuple(each for each in all_five if each.is_possible)


def _life_threatening(said: Mapping[str, str]) -> Situation:
    return Situation(
        1,
        "for",
        (
            Condition("life-threatening", None),
            Condition("may-save-lives", _unless(said.get("desirable_effects"), ("trivial",))),
            Condition("harms-not-prohibitive", _not(said.get("undesirable_effects"), ("large",))),
        ),
    )


def _certain_harm(said: Mapping[str, str], certainties: Certainties) -> Situation:
    harm = None if certainties.harms is None else certainties.harms in SURE
    if said.get("undesirable_effects") == "trivial":
        harm = False
    unsure = None if certainties.benefits is None else certainties.benefits in UNSURE
    conditions = (Condition("benefit-uncertain", unsure), Condition("harm-certain", harm))
    return Situation(2, "against", conditions)


def _surely_less(said: Mapping[str, str], certainties: Certainties) -> Situation:
    """What is surely cheaper or safer where the effects look alike: the option, or its comparison."""
    resources, sure = said.get("resources_required", ""), said.get("certainty_of_resources") in SURE
    saves, costs = resources.endswith("savings"), resources.endswith("costs")
    balance = said.get("balance")
    alike = None if balance in (None, *UNKNOWN) else balance == "does-not-favour-either"
    surely = True if sure and (saves or costs) else None
    if certainties.harms in SURE and not saves:
        surely = True
    conditions = (Condition("seem-equivalent", alike), Condition("surely-less", surely))
    return Situation(3, "for" if saves else "against", conditions)


def _surely_similar(said: Mapping[str, str], certainties: Certainties) -> Situation:
    similar = None if certainties.benefits is None else certainties.benefits in SURE
    if said.get("desirable_effects") in ("moderate", "large"):
        similar = False
    worse = None
    harms, resources = said.get("undesirable_effects"), said.get("resources_required", "")
    if harms in ("moderate", "large") or resources.endswith("costs"):
        worse = True
    elif harms == "trivial" and resources in ("negligible", "moderate-savings", "large-savings"):
        worse = False
    conditions = (Condition("surely-similar-benefit", similar), Condition("maybe-worse", worse))
    return Situation(4, "against", conditions)


def _catastrophe(said: Mapping[str, str]) -> Situation:
    small = said.get("undesirable_effects") in ("trivial", "small")
    return Situation(5, "against", (Condition("maybe-catastrophic", False if small else None),))


def _unless(answer: str | None, refuting: tuple[str, ...]) -> bool | None:
    """False where the answer refutes it; otherwise only the panel can say."""
    return False if answer in refuting else None


def _not(answer: str | None, refuting: tuple[str, ...]) -> bool | None:
    """Whether a known answer is none of these."""
    return None if answer not in SIZES else answer not in refuting
