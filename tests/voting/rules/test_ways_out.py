"""What a chair may decide after the last round without consensus, and what the votes still say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.grade.reasons import Reason
from voting.rules.derivation import RecommendationFacts, RoundFacts, derive_recommendation
from voting.rules.rule import PRESETS, RuleError
from voting.rules.tally import SIDES, tally
from voting.rules.ways_out import (
    WEAK_BY_MAJORITY,
    WayOutFacts,
    may_have_way_out,
    weak_rule_from,
    weak_side,
)

OVER_70 = PRESETS["over-70"]
SPLIT = {"strong-for": 5, "weak-for": 4, "neither": 3, "weak-against": 1}
TIED = {"weak-for": 5, "weak-against": 5}


def derive(*counts, choice="weak", rounds=3, preset=OVER_70):
    """The last of these rounds got this way out; each before it was as split."""
    held = [RoundFacts(n, preset, SPLIT, 15) for n in range(1, rounds)]
    way_out = WayOutFacts(choice, "chair", "Nobody moved.", WEAK_BY_MAJORITY)
    held += [RoundFacts(rounds, preset, each, 15, way_out=way_out) for each in counts]
    return derive_recommendation(RecommendationFacts("q1r1", rounds=tuple(held), certainty="low"))


@pytest.mark.parametrize(
    ("counts", "side", "code"),
    [
        (SPLIT, "for", "weak-by-majority"),
        ({"strong-against": 4, "weak-against": 4, "neither": 5}, "against", "weak-by-majority"),
        # Half is no majority, and a tie no direction.
        ({"weak-for": 5, "neither": 5}, None, "weak-no-majority"),
        (TIED, None, "weak-no-majority"),
        ({"neither": 9, "weak-for": 1}, None, "weak-no-majority"),
        ({"abstain": 9}, None, "weak-no-majority"),
        # A fifth against stops it: 2 of 10; 1 of 10 does not.
        ({"weak-for": 6, "neither": 2, "weak-against": 2}, None, "weak-opposed"),
        ({"weak-for": 6, "neither": 3, "weak-against": 1}, "for", "weak-by-majority"),
    ],
)
def test_weak_follows_a_majority_with_little_against_it(counts, side, code):
    found, reason = weak_side(WEAK_BY_MAJORITY, tally(OVER_70, counts, 20))

    assert (found, reason.code) == (side, code)


@given(
    st.dictionaries(
        st.sampled_from([*SIDES["for"], *SIDES["against"], "neither"]), st.integers(0, 40)
    )
)
def test_weak_never_goes_against_the_larger_side(counts):
    side, _ = weak_side(WEAK_BY_MAJORITY, tally(OVER_70, counts, None))
    votes = {each: sum(counts.get(option, 0) for option in SIDES[each]) for each in SIDES}

    if side:
        assert votes[side] > sum(counts.values()) - votes[side]


def test_weak_rule_is_no_choice_of_figures():
    data = WEAK_BY_MAJORITY.as_data()

    assert data == {"name": "weak-by-majority", "side": "1/2", "opposition": "1/5"}
    assert weak_rule_from(data) == weak_rule_from("weak-by-majority") == WEAK_BY_MAJORITY
    for other in (data | {"opposition": "1/2"}, "weak", None, {}):
        with pytest.raises(RuleError):
            weak_rule_from(other)


@pytest.mark.parametrize(
    ("counts", "rounds_held", "code"),
    [
        (SPLIT, 3, None),
        (SPLIT, 4, None),
        ({"abstain": 3}, 3, None),
        (SPLIT, 2, "way-out-too-early"),
        ({"strong-for": 9}, 3, "way-out-not-needed"),
        ({"neither": 9}, 3, "way-out-not-needed"),
    ],
)
def test_way_out_comes_after_the_last_round_without_consensus(counts, rounds_held, code):
    found = may_have_way_out(OVER_70, tally(OVER_70, counts, 20), rounds_held)

    assert [reason.code for reason in found] == ([code] if code else [])


def test_weak_way_out_is_derived_and_flagged():
    found = derive(SPLIT)

    assert (found.outcome, found.direction, found.strength) == ("recommendation", "for", "weak")
    assert found.decided_in_round is None
    assert found.flags == ("way-out-by-chair",)
    assert found.tally.outcome == "no-consensus"
    assert (found.agreement.votes, found.agreement.base, found.agreement.side) == (9, 13, "for")
    assert found.reasons[-2:] == (
        Reason("way-out", {"choice": "weak", "by": "chair", "because": "Nobody moved."}),
        Reason(
            "weak-by-majority",
            {"for": 9, "against": 1, "base": 13, "needed": 7, "share": "20 %", "side": "for"},
        ),
    )


@pytest.mark.parametrize(
    ("choice", "outcome", "flag"),
    [
        ("no-recommendation", "no-recommendation", "way-out-by-chair"),
        ("postpone", "no-consensus", "way-out-postponed"),
    ],
)
def test_other_ways_out_recommend_nothing(choice, outcome, flag):
    found = derive(SPLIT, choice=choice)

    assert (found.outcome, found.direction, found.strength) == (outcome, None, None)
    assert (found.flags, found.agreement) == ((flag,), None)


@pytest.mark.parametrize(
    ("counts", "outcome", "strength"),
    [({"strong-for": 12}, "recommendation", "strong"), (TIED, "no-consensus", None)],
)
def test_votes_count_before_a_decision_that_they_no_longer_bear(counts, outcome, strength):
    found = derive(counts)

    assert (found.outcome, found.strength, found.flags[0]) == (outcome, strength, "way-out-lapsed")


def test_too_early_way_out_decides_nothing():
    found = derive(SPLIT, rounds=2)

    assert (found.outcome, found.flags) == ("no-consensus", ("way-out-lapsed",))


def test_new_round_leaves_an_earlier_way_out_behind():
    way_out = WayOutFacts("no-recommendation", "chair", "Nobody moved.")
    held = [RoundFacts(n, OVER_70, SPLIT, 15) for n in (1, 2)]
    held += [RoundFacts(3, OVER_70, SPLIT, 15, way_out=way_out)]
    held += [RoundFacts(4, OVER_70, {"weak-for": 13}, 15)]

    found = derive_recommendation(RecommendationFacts("q1r1", rounds=tuple(held), certainty="low"))

    assert (found.outcome, found.strength, found.flags) == ("recommendation", "weak", ())


def test_rule_that_ends_without_a_recommendation_leaves_the_chair_nothing():
    grid = PRESETS["grade-grid"]
    result = tally(grid, TIED, 10, rounds_held=2)

    assert result.outcome == "no-recommendation"
    assert [each.code for each in may_have_way_out(grid, result, 2)] == ["way-out-not-needed"]
