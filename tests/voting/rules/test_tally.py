from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evidence.grade.reasons import Reason
from voting.rules.rule import (
    BASES,
    COMPARISONS,
    DIRECTION_TESTS,
    NEITHER_AS,
    OPTIONS,
    PRESETS,
    rule_from,
)
from voting.rules.tally import MEANINGS, TallyError, meets, problems_with, tally, votes_needed

SEVEN_TENTHS = Fraction(7, 10)
MIRROR = {
    "strong-for": "strong-against",
    "weak-for": "weak-against",
    "weak-against": "weak-for",
    "strong-against": "strong-for",
}


def votes(sf=0, wf=0, no=0, ei=0, wa=0, sa=0, ab=0):
    return dict(zip(OPTIONS, (sf, wf, no, ei, wa, sa, ab), strict=True))


def rule_with_either(preset="over-70", **keys):
    return rule_from({"preset": preset, "options": list(OPTIONS), **keys})


def decided(preset, eligible=None, rounds_held=1, **cells):
    counts = {option: number for option, number in votes(**cells).items() if number}
    found = tally(PRESETS[preset], counts, eligible, rounds_held)
    return found.outcome, found.winner


def codes_of(found):
    return [reason.code for reason in found.reasons]


RECOMMENDED, NOT_RECOMMENDED, NO_CONSENSUS = "recommendation", "no-recommendation", "no-consensus"


@pytest.mark.parametrize(
    ("preset", "cells", "outcome", "winner"),
    [
        # One option has more than 70 % of the base.
        ("over-70", {"sf": 8, "wf": 2}, RECOMMENDED, "strong-for"),
        ("over-70", {"wf": 8, "sf": 2}, RECOMMENDED, "weak-for"),
        ("over-70", {"wa": 8, "sa": 2}, RECOMMENDED, "weak-against"),
        ("over-70", {"sa": 8, "wa": 2}, RECOMMENDED, "strong-against"),
        ("over-70", {"no": 8, "wa": 2}, NOT_RECOMMENDED, "neither"),
        ("over-70", {"sf": 4, "sa": 4, "wf": 2}, NO_CONSENSUS, None),
        ("over-70", {"sf": 5, "wf": 5}, NO_CONSENSUS, None),
        # Exactly 70 % is not more than 70 %; the next vote is.
        ("over-70", {"sf": 7, "wf": 3}, NO_CONSENSUS, None),
        ("over-70", {"sf": 14, "wf": 6}, NO_CONSENSUS, None),
        ("over-70", {"sf": 21, "wf": 9}, NO_CONSENSUS, None),
        ("over-70", {"no": 7, "wf": 3}, NO_CONSENSUS, None),
        ("over-70", {"sf": 15, "wf": 5}, RECOMMENDED, "strong-for"),
        ("over-70", {"sf": 22, "wf": 8}, RECOMMENDED, "strong-for"),
        # 70.4 %, which rounding to whole per cent shows as 70.
        ("over-70", {"sf": 19, "wf": 8}, RECOMMENDED, "strong-for"),
        ("over-70", {"wf": 26, "sf": 11}, RECOMMENDED, "weak-for"),
        ("over-70", {"wa": 31, "sf": 13}, RECOMMENDED, "weak-against"),
        # Floating point calls 63 of 90 more than 70 %.
        ("over-70", {"sf": 63, "wf": 27}, NO_CONSENSUS, None),
        # Strength over both sides first, then a side with more than half.
        ("over-70-pooled", {"sf": 4, "sa": 4, "wf": 2}, RECOMMENDED, "strong-for"),
        ("over-70-pooled", {"sa": 4, "sf": 4, "wa": 2}, RECOMMENDED, "strong-against"),
        ("over-70-pooled", {"wf": 6, "wa": 2, "sf": 2}, RECOMMENDED, "weak-for"),
        ("over-70-pooled", {"sf": 7, "wf": 3}, NO_CONSENSUS, None),
        ("over-70-pooled", {"sf": 14, "wf": 6}, NO_CONSENSUS, None),
        ("over-70-pooled", {"sf": 21, "wf": 9}, NO_CONSENSUS, None),
        ("over-70-pooled", {"sf": 4, "sa": 3, "wf": 3}, NO_CONSENSUS, None),
        ("over-70-pooled", {"sf": 5, "sa": 5}, NO_CONSENSUS, None),
        ("over-70-pooled", {"sf": 5, "wf": 5}, NO_CONSENSUS, None),
        ("over-70-pooled", {"no": 8, "sf": 2}, NOT_RECOMMENDED, "neither"),
        # Exactly half is no direction: 8 of 10 weak, five for, three against, two neither.
        ("over-70-pooled", {"wf": 5, "wa": 3, "no": 2}, NO_CONSENSUS, None),
        ("over-70-pooled", {"wf": 6, "wa": 3, "no": 1}, RECOMMENDED, "weak-for"),
        # One side has at least half, the other less than a fifth; strong from 70 %.
        ("grade-grid", {"sf": 7, "wf": 3}, RECOMMENDED, "strong-for"),
        ("grade-grid", {"sf": 14, "wf": 6}, RECOMMENDED, "strong-for"),
        ("grade-grid", {"sf": 21, "wf": 9}, RECOMMENDED, "strong-for"),
        ("grade-grid", {"sf": 6, "wf": 4}, RECOMMENDED, "weak-for"),
        ("grade-grid", {"sa": 69, "wa": 31}, RECOMMENDED, "weak-against"),
        ("grade-grid", {"sa": 70, "wa": 30}, RECOMMENDED, "strong-against"),
        ("grade-grid", {"wf": 5, "no": 5}, RECOMMENDED, "weak-for"),
        ("grade-grid", {"wf": 49, "no": 51}, NO_CONSENSUS, None),
        ("grade-grid", {"sf": 81, "wa": 19}, RECOMMENDED, "strong-for"),
        ("grade-grid", {"sf": 80, "wa": 20}, NO_CONSENSUS, None),
        ("grade-grid", {"sf": 4, "sa": 4, "wf": 2}, NO_CONSENSUS, None),
        ("grade-grid", {"sf": 5, "sa": 5}, NO_CONSENSUS, None),
        ("grade-grid", {"no": 7, "wf": 3}, NOT_RECOMMENDED, "neither"),
        # More than two thirds for one option.
        ("two-thirds", {"sf": 7, "wf": 3}, RECOMMENDED, "strong-for"),
        ("two-thirds", {"wf": 6, "sf": 3}, NO_CONSENSUS, None),
        ("two-thirds", {"wf": 20, "sf": 10}, NO_CONSENSUS, None),
        ("two-thirds", {"wf": 21, "sf": 9}, RECOMMENDED, "weak-for"),
        ("two-thirds", {"no": 21, "sf": 9}, NOT_RECOMMENDED, "neither"),
        ("two-thirds", {"sf": 4, "sa": 4, "wf": 2}, NO_CONSENSUS, None),
    ],
)
def test_tally_decides_by_its_preset(preset, cells, outcome, winner):
    assert decided(preset, **cells) == (outcome, winner)


@pytest.mark.parametrize(("option", "meaning"), MEANINGS.items())
def test_tally_gives_direction_and_strength_of_the_winner(option, meaning):
    found = tally(rule_with_either(), {option: 10}, None)

    assert (found.direction, found.strength) == meaning


@pytest.mark.parametrize("preset", PRESETS)
def test_either_is_a_weak_recommendation_for_either_option(preset):
    found = tally(rule_with_either(preset), votes(ei=8, wf=2), None)

    assert (found.outcome, found.direction, found.strength, found.winner) == (
        "recommendation",
        "either",
        "weak",
        "either",
    )


@pytest.mark.parametrize("option", ["neither", "either"])
@pytest.mark.parametrize(
    ("preset", "most", "base"),
    [("over-70", 7, 10), ("over-70-pooled", 7, 10), ("two-thirds", 6, 9), ("grade-grid", 69, 100)],
)
def test_neither_and_either_need_the_threshold_too(preset, most, base, option):
    rule = rule_with_either(preset)
    # The rest is split so that no side of a grid has half of the base.
    below = {option: most, "weak-for": base - most}
    above = {option: most + 1, "weak-for": base - most - 1}

    assert tally(rule, below, None).winner is None
    assert tally(rule, above, None).winner == option


@pytest.mark.parametrize("preset", ["over-70", "over-70-pooled"])
@pytest.mark.parametrize(
    ("most", "base"),
    # Added up as shares, 14/20, 28/40, 35/50 and 42/60 come to more; so does 0.7 times 90 to less.
    [(7, 10), (14, 20), (21, 30), (28, 40), (35, 50), (42, 60), (63, 90)],
)
def test_exactly_70_per_cent_is_enough_with_at_least(preset, most, base):
    rule = rule_from({"preset": preset, "comparison": ">="})
    counts = {"strong-for": most, "weak-for": base - most}

    assert tally(rule, counts, None).winner == "strong-for"
    assert tally(PRESETS[preset], counts, None).outcome == "no-consensus"


@pytest.mark.parametrize("preset", ["over-70", "two-thirds"])
def test_two_options_at_exactly_one_half_decide_nothing(preset):
    rule = rule_from({"preset": preset, "comparison": ">=", "strong": "1/2", "weak": "1/2"})

    tied = tally(rule, votes(sf=5, wf=5), None)

    assert tied.outcome == "no-consensus"
    assert tied.reasons[0].code == "threshold-met-twice"
    assert tied.reasons[0].figures["contenders"] == ("strong-for", "weak-for")
    assert tally(rule, votes(sf=5, wf=4, wa=1), None).winner == "strong-for"


def test_two_pools_at_exactly_one_half_decide_nothing():
    rule = rule_from(
        {"preset": "over-70-pooled", "comparison": ">=", "strong": "1/2", "weak": "1/2"}
    )

    assert tally(rule, votes(sf=5, wf=5), None).outcome == "no-consensus"


def test_side_and_neither_at_exactly_one_half_decide_nothing_in_a_grid():
    rule = rule_from({"preset": "grade-grid", "strong": "1/2"})

    assert tally(rule, votes(sf=5, no=5), None).outcome == "no-consensus"


def test_strong_and_weak_may_need_different_shares():
    rule = rule_from({"strong": "4/5", "weak": "3/5"})

    assert tally(rule, votes(sf=8, wf=2), None).outcome == "no-consensus"
    assert tally(rule, votes(sf=9, wf=1), None).winner == "strong-for"
    assert tally(rule, votes(wf=7, sf=3), None).winner == "weak-for"
    assert tally(rule, votes(no=7, sf=3), None).winner == "neither"


@pytest.mark.parametrize(
    ("base", "needed"),
    [
        (1, 1),
        (2, 2),
        (3, 3),
        (4, 3),
        (5, 4),
        (6, 5),
        (7, 5),
        (8, 6),
        (9, 7),
        (10, 8),
        (11, 8),
        (12, 9),
        (13, 10),
        (15, 11),
        (17, 12),
        (20, 15),
        (21, 15),
        (25, 18),
        (30, 22),
        (43, 31),
    ],
)
def test_votes_needed_for_more_than_70_per_cent(base, needed):
    assert votes_needed(base, SEVEN_TENTHS, ">") == needed
    assert decided("over-70", sf=needed, wf=base - needed) == (RECOMMENDED, "strong-for")
    assert decided("over-70", sf=needed - 1, wf=base - needed, no=1)[1] != "strong-for"


@pytest.mark.parametrize("base", range(1, 31))
def test_operators_differ_only_at_multiples_of_ten(base):
    more, at_least = (votes_needed(base, SEVEN_TENTHS, sign) for sign in COMPARISONS)

    assert more - at_least == (1 if base % 10 == 0 else 0)


def test_shares_are_compared_as_fractions_up_to_2000_voters():
    wrong = [
        (number, base)
        for base in range(1, 2001)
        for number in range(7 * base // 10 - 2, 7 * base // 10 + 3)
        if meets(number, base, SEVEN_TENTHS, ">") != (Fraction(number, base) > SEVEN_TENTHS)
    ]

    assert wrong == []


@given(
    st.integers(0, 500),
    st.integers(1, 500),
    st.fractions(Fraction(1, 2), 1, max_denominator=99),
    st.sampled_from(COMPARISONS),
)
def test_votes_needed_is_the_smallest_that_meets(number, base, threshold, comparison):
    needed = votes_needed(base, threshold, comparison)
    share = Fraction(number, base)

    assert meets(number, base, threshold, comparison) == (
        share > threshold if comparison == ">" else share >= threshold
    )
    assert meets(number, base, threshold, comparison) == (number >= needed)


@pytest.mark.parametrize(
    ("base_rule", "base", "outcome"),
    [
        ("cast", 5, "recommendation"),
        ("cast-with-abstentions", 14, "no-consensus"),
        ("eligible", 16, "no-consensus"),
    ],
)
def test_base_says_who_counts(base_rule, base, outcome):
    found = tally(rule_from({"base": base_rule}), votes(sf=5, ab=9), 16)

    assert (found.base, found.outcome) == (base, outcome)


def test_abstentions_leave_the_base_but_stand_in_the_votes():
    """Fourteen entitled, nine abstain, five strong for: strong for by votes cast."""
    found = tally(PRESETS["over-70"], votes(sf=5, ab=9), 14)

    assert (found.winner, found.votes) == ("strong-for", {"strong-for": 5, "abstain": 9})
    assert (found.base, found.ballots, found.eligible) == (5, 14, 14)


def test_votes_stand_in_canonical_order_without_noughts():
    found = tally(PRESETS["over-70"], {"abstain": 3, "neither": 0, "weak-for": 2}, None)

    assert list(found.votes.items()) == [("weak-for", 2), ("abstain", 3)]


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("counts", [{}, {"abstain": 6}, {"strong-for": 0}])
def test_round_without_valid_ballots_decides_nothing(preset, counts):
    found = tally(PRESETS[preset], counts, 10, rounds_held=9)

    assert (found.outcome, found.base, found.needed) == ("no-consensus", 0, None)
    assert found.reasons[0].code == "no-valid-ballots"


def test_round_in_which_everyone_is_recused_decides_nothing():
    found = tally(rule_from({"base": "eligible", "quorum": "1/2"}), {}, 0)

    assert (found.outcome, codes_of(found)) == ("no-consensus", ["no-valid-ballots"])


def test_single_ballot_decides_with_a_warning():
    found = tally(PRESETS["over-70"], {"weak-against": 1}, 1)

    assert (found.winner, found.warnings) == ("weak-against", ("small-base",))


@pytest.mark.parametrize(
    ("quorum", "ballots", "eligible", "quorate"),
    [
        ("1/2", 5, 10, True),
        ("1/2", 4, 10, False),
        ("1/2", 5, 11, False),
        ("2/3", 6, 9, True),
        ("3/4", 32, 43, False),
        ("3/4", 33, 43, True),
        ("1", 42, 43, False),
        ("1", 43, 43, True),
    ],
)
def test_quorum_counts_ballots_among_those_entitled(quorum, ballots, eligible, quorate):
    found = tally(rule_from({"quorum": quorum}), {"strong-for": ballots}, eligible)

    assert found.is_quorate is quorate
    assert found.outcome == ("recommendation" if quorate else "inquorate")


def test_quorum_counts_abstentions_as_taking_part():
    rule = rule_from({"quorum": "1/2"})

    assert tally(rule, votes(sf=2, ab=3), 10).outcome == "recommendation"
    assert tally(rule, votes(sf=2, ab=2), 10).outcome == "inquorate"


def test_inquorate_round_applies_no_rule_but_keeps_its_tally():
    found = tally(rule_from({"quorum": "1/2"}), votes(sf=4), 10, rounds_held=9)

    assert (found.direction, found.strength, found.winner, found.needed) == (None,) * 4
    assert (found.votes, found.base) == ({"strong-for": 4}, 4)
    assert found.reasons[0] == Reason(
        "inquorate",
        {"ballots": 4, "eligible": 10, "needed": 5, "quorum": "1/2", "share": "50 %"},
    )


@pytest.mark.parametrize(
    ("preset", "held", "outcome", "last_reason"),
    [
        ("grade-grid", 1, NO_CONSENSUS, "another-round"),
        ("grade-grid", 2, NOT_RECOMMENDED, "rounds-used-up"),
        ("grade-grid", 3, NOT_RECOMMENDED, "rounds-used-up"),
        ("over-70", 1, NO_CONSENSUS, "another-round"),
        ("over-70", 9, NO_CONSENSUS, "another-round"),
        ("over-70-pooled", 9, NO_CONSENSUS, "another-round"),
        ("two-thirds", 9, NO_CONSENSUS, "another-round"),
    ],
)
def test_rounds_used_up_end_as_the_rule_says(preset, held, outcome, last_reason):
    found = tally(PRESETS[preset], votes(sf=4, sa=4, no=2, wf=0), None, held)
    if preset == "over-70-pooled":
        found = tally(PRESETS[preset], votes(sf=5, wf=5), None, held)

    assert (found.outcome, found.winner, found.reasons[-1].code) == (outcome, None, last_reason)
    assert found.is_decided is (outcome == NOT_RECOMMENDED)


def test_rounds_used_up_never_undo_a_decision():
    assert decided("grade-grid", rounds_held=9, sf=8, wf=2) == (RECOMMENDED, "strong-for")


def test_reasons_carry_the_figures_of_a_decision():
    found = tally(PRESETS["over-70"], votes(sf=31, wf=12), 43)

    assert found.needed == 31
    assert found.reasons == (
        Reason(
            "threshold-met",
            {
                "contender": "strong-for",
                "votes": 31,
                "base": 43,
                "needed": 31,
                "comparison": ">",
                "threshold": "7/10",
                "share": "70 %",
            },
        ),
    )


def test_reasons_say_how_many_votes_the_nearest_lacked():
    found = tally(PRESETS["over-70"], votes(sf=30, wf=13), 43)

    missed, another = found.reasons
    assert (missed.code, missed.figures["contender"]) == ("threshold-missed", "strong-for")
    assert (missed.figures["needed"], missed.figures["missing"]) == (31, 1)
    assert another == Reason("another-round", {"rounds": 3, "rounds_held": 1})


def test_reasons_name_all_that_came_equally_near():
    found = tally(PRESETS["over-70"], votes(sf=4, sa=4, wf=2), 10)

    named = [
        reason.figures["contender"] for reason in found.reasons if "contender" in reason.figures
    ]
    assert named == ["strong-for", "strong-against"]


def test_reasons_of_pooled_votes_give_strength_then_direction():
    found = tally(PRESETS["over-70-pooled"], votes(sf=4, sa=4, wf=2), 10)

    assert codes_of(found) == ["threshold-met", "direction-met", "opposed"]
    assert found.reasons[0].figures["contender"] == "strong"
    assert found.reasons[0].figures["votes"] == 8
    assert found.reasons[1].figures == {
        "side": "for",
        "for": 6,
        "against": 4,
        "base": 10,
        "needed": 6,
    }
    assert found.reasons[2].figures == {"side": "against", "votes": 4, "base": 10, "share": "20 %"}


def test_reasons_of_pooled_votes_say_when_the_direction_is_tied():
    found = tally(PRESETS["over-70-pooled"], votes(sf=5, sa=5), 10)

    assert codes_of(found) == ["threshold-met", "direction-missed", "another-round"]
    assert found.reasons[1].figures == {"for": 5, "against": 5, "base": 10, "needed": 6}


@pytest.mark.parametrize(
    ("test", "cells", "winner", "codes"),
    [
        # Section 3.2, row 6: four fifths are strong, three fifths for and two fifths against.
        ("majority", {"sf": 4, "sa": 4, "wf": 2}, "strong-for", ["direction-met", "opposed"]),
        ("opposition", {"sf": 4, "sa": 4, "wf": 2}, None, ["direction-share-met", "opposition-too-large", "another-round"]),
        ("threshold", {"sf": 4, "sa": 4, "wf": 2}, None, ["direction-share-missed", "another-round"]),
        # A fifth is too much against; one vote less is not.
        ("opposition", {"sf": 8, "sa": 2}, None, ["direction-share-met", "opposition-too-large", "another-round"]),
        ("opposition", {"sf": 17, "sa": 3}, "strong-for", ["direction-share-met", "opposition-small"]),
        # Half is not more than half.
        ("majority", {"sf": 5, "no": 1, "sa": 4}, None, ["direction-missed", "another-round"]),
        ("opposition", {"sa": 15, "sf": 1, "no": 4}, "strong-against", ["direction-share-met", "opposition-small"]),
        # More than 70 % of one side, as of the strength.
        ("threshold", {"sf": 8, "wf": 1, "sa": 1}, "strong-for", ["direction-share-met"]),
        ("threshold", {"sf": 7, "sa": 3}, None, ["direction-share-missed", "another-round"]),
        # A tie is a tie by every test.
        ("majority", {"sf": 5, "sa": 5}, None, ["direction-missed", "another-round"]),
        ("opposition", {"sf": 5, "sa": 5}, None, ["direction-share-missed", "another-round"]),
        ("threshold", {"sf": 5, "sa": 5}, None, ["direction-share-missed", "another-round"]),
    ],
)  # fmt: skip
def test_direction_of_pooled_votes_is_tested_as_the_rule_says(test, cells, winner, codes):
    rule = rule_with_either("over-70-pooled", direction=test)

    found = tally(rule, votes(**cells), None)

    assert (found.winner, codes_of(found)[1:]) == (winner, codes)


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        ({"sf": 7, "wf": 3}, ["threshold-met", "opposition-small", "strong-share-met"]),
        ({"sf": 6, "wf": 4}, ["threshold-met", "opposition-small", "strong-share-missed"]),
        ({"sf": 8, "wa": 2}, ["threshold-met", "opposition-too-large", "another-round"]),
        ({"wf": 4, "no": 6}, ["threshold-missed", "threshold-missed", "another-round"]),
    ],
)
def test_reasons_of_a_grid_name_each_test(cells, codes):
    found = tally(PRESETS["grade-grid"], votes(**cells), None)

    assert codes_of(found) == codes


@pytest.mark.parametrize(
    ("preset", "cells", "opposed"),
    [
        ("over-70-pooled", {"sf": 8, "sa": 2}, True),
        ("over-70-pooled", {"sf": 81, "sa": 19}, False),
        ("over-70-pooled", {"sf": 80, "sa": 10, "wa": 10}, True),
        ("over-70-pooled", {"sa": 8, "wf": 2}, True),
        ("over-70-pooled", {"no": 8, "sa": 2}, False),
        ("over-70-pooled", {"sf": 5, "sa": 5}, False),
        ("over-70", {"sf": 8, "sa": 2}, False),
    ],
)
def test_warning_of_a_fifth_on_the_other_side(preset, cells, opposed):
    assert ("opposed" in tally(PRESETS[preset], votes(**cells), None).warnings) is opposed


@pytest.mark.parametrize(("base", "warned"), [(1, True), (2, True), (3, True), (4, False)])
def test_warning_of_a_small_base(base, warned):
    found = tally(PRESETS["over-70"], votes(wf=base, ab=5), None)

    assert ("small-base" in found.warnings) is warned


@pytest.mark.parametrize(
    ("ballots", "eligible", "warned"),
    [(5, 10, False), (4, 10, True), (5, 11, True), (4, None, False), (0, 1, True), (0, 0, False)],
)
def test_warning_of_a_turnout_below_half(ballots, eligible, warned):
    found = tally(PRESETS["over-70"], {"weak-for": ballots}, eligible)

    assert ("below-half-turnout" in found.warnings) is warned


@pytest.mark.parametrize(
    ("rule", "counts", "eligible", "problems"),
    [
        ({}, {"either": 1}, 5, [("either", "not an option of this round")]),
        ({}, {"maybe": 1}, 5, [("maybe", "not an option of this round")]),
        ({}, {"maybe": 0}, 5, [("maybe", "not an option of this round")]),
        (
            {"options": ["strong-for", "weak-for"]},
            {"abstain": 1},
            5,
            [("abstain", "not an option of this round")],
        ),
        ({}, {"weak-for": -1}, 5, [("weak-for", "must be a whole number from 0")]),
        ({}, {"weak-for": 1.0}, 5, [("weak-for", "must be a whole number from 0")]),
        ({}, {"weak-for": True}, 5, [("weak-for", "must be a whole number from 0")]),
        ({}, {"weak-for": 6}, 5, [("eligible", "more votes than voters")]),
        ({}, {"weak-for": 3, "abstain": 3}, 5, [("eligible", "more votes than voters")]),
        ({}, {"weak-for": 3}, -1, [("eligible", "must be a whole number from 0")]),
        (
            {"quorum": "1/2"},
            {"weak-for": 3},
            None,
            [("eligible", "the rule needs the number of entitled voters")],
        ),
        (
            {"base": "eligible"},
            {},
            None,
            [("eligible", "the rule needs the number of entitled voters")],
        ),
    ],
)
def test_votes_that_cannot_be_counted_are_refused(rule, counts, eligible, problems):
    assert problems_with(rule_from(rule), counts, eligible) == problems
    with pytest.raises(TallyError) as error:
        tally(rule_from(rule), counts, eligible)
    assert error.value.problems == problems


# Properties over every preset, base and comparison.

cells = st.integers(0, 40)
ballots = st.fixed_dictionaries(dict.fromkeys(OPTIONS, cells))
rules = st.builds(
    lambda held, base, comparison, share, quorum, neither_as: rule_with_either(
        base=base,
        comparison=comparison,
        quorum=quorum,
        neither_as=neither_as,
        **held,
        **share,
    ),
    held=st.sampled_from(
        [{"preset": preset} for preset in PRESETS]
        + [{"preset": "over-70-pooled", "direction": test} for test in DIRECTION_TESTS[1:]]
    ),
    base=st.sampled_from(BASES),
    comparison=st.sampled_from(COMPARISONS),
    share=st.sampled_from([{}, {"strong": "1/2", "weak": "1/2"}, {"strong": "4/5", "weak": "3/5"}]),
    quorum=st.sampled_from([None, "1/2", "2/3"]),
    neither_as=st.sampled_from(NEITHER_AS),
)
spare = st.integers(0, 30)


def reference(rule, counts, eligible):
    """The rules of the presets said once more with fractions; the winner or None."""
    number = sum(counts.values())
    if rule.quorum and eligible and Fraction(number, eligible) < rule.quorum:
        return None
    abstains = rule.neither_as == "abstention"
    cast = number - counts["abstain"] - (counts["neither"] if abstains else 0)
    base = {"cast": cast, "cast-with-abstentions": number, "eligible": eligible}[rule.base]
    if not base:
        return None

    def over(threshold, *options):
        share = Fraction(sum(counts[option] for option in options), base)
        return share > threshold if rule.comparison == ">" else share >= threshold

    def share_of(side):
        return Fraction(counts[f"strong-{side}"] + counts[f"weak-{side}"], base)

    def passes(side, level):
        if rule.direction == "threshold":
            return over(level, f"strong-{side}", f"weak-{side}")
        other = {"for": "against", "against": "for"}[side]
        if rule.direction == "opposition":
            return share_of(side) >= Fraction(1, 2) and share_of(other) < Fraction(1, 5)
        return share_of(side) > Fraction(1, 2)

    level = rule.strong if rule.preset == "grade-grid" else rule.weak
    undirected = ("either",) if abstains else ("neither", "either")
    met = [option for option in undirected if over(level, option)]
    if rule.preset == "over-70-pooled":
        met += ["strong"] * over(rule.strong, "strong-for", "strong-against")
        met += ["weak"] * over(rule.weak, "weak-for", "weak-against")
    elif rule.preset == "grade-grid":
        met += [
            side for side in ("for", "against") if over(rule.weak, f"strong-{side}", f"weak-{side}")
        ]
    else:
        met += [
            f"strong-{side}" for side in ("for", "against") if over(rule.strong, f"strong-{side}")
        ]
        met += [f"weak-{side}" for side in ("for", "against") if over(rule.weak, f"weak-{side}")]
    if len(met) != 1:
        return None
    if met[0] in ("strong", "weak"):
        sides = [side for side in ("for", "against") if passes(side, getattr(rule, met[0]))]
        return f"{met[0]}-{sides[0]}" if len(sides) == 1 else None
    if met[0] in ("for", "against"):
        other = {"for": "against", "against": "for"}[met[0]]
        if share_of(other) >= Fraction(1, 5):
            return None
        return f"strong-{met[0]}" if over(rule.strong, f"strong-{met[0]}") else f"weak-{met[0]}"
    return met[0]


@given(rules, ballots, spare)
def test_tally_agrees_with_the_rules_said_in_fractions(rule, counts, absent):
    eligible = sum(counts.values()) + absent

    assert tally(rule, counts, eligible).winner == reference(rule, counts, eligible)


@given(rules, st.sampled_from(OPTIONS[:6]), st.integers(20, 40), ballots, spare)
def test_tally_agrees_with_fractions_where_one_option_leads(rule, leader, lead, counts, absent):
    counts = {option: number // 4 for option, number in counts.items()} | {leader: lead}
    eligible = sum(counts.values()) + absent

    assert tally(rule, counts, eligible).winner == reference(rule, counts, eligible)


@given(rules, ballots, spare, st.integers(2, 60))
def test_no_rounding_decides_for_many_times_the_votes_decide_the_same(rule, counts, absent, times):
    eligible = sum(counts.values()) + absent
    more = {option: times * number for option, number in counts.items()}

    first, second = tally(rule, counts, eligible), tally(rule, more, times * eligible)

    assert (first.outcome, first.winner) == (second.outcome, second.winner)
    assert second.base == times * first.base


@given(rules, ballots, spare, st.permutations(OPTIONS))
def test_tally_does_not_depend_on_the_order_of_votes(rule, counts, absent, order):
    eligible = sum(counts.values()) + absent
    shuffled = {option: counts[option] for option in order}

    first, second = tally(rule, counts, eligible), tally(rule, shuffled, eligible)
    assert first == second
    assert list(first.votes) == list(second.votes)


@given(rules, st.sampled_from(OPTIONS[:6]), st.integers(10, 40), ballots, spare)
def test_a_vote_more_never_takes_the_winner_its_win(rule, leader, lead, counts, absent):
    counts = {option: number // 6 for option, number in counts.items()} | {leader: lead}
    eligible = sum(counts.values()) + absent
    winner = tally(rule, counts, eligible).winner
    assume(winner is not None)

    more = counts | {winner: counts[winner] + 1}
    assert tally(rule, more, eligible + 1).winner == winner


@given(rules, ballots, spare)
def test_mirrored_votes_give_the_mirrored_result(rule, counts, absent):
    eligible = sum(counts.values()) + absent
    mirrored = {MIRROR.get(option, option): number for option, number in counts.items()}

    first, second = tally(rule, counts, eligible), tally(rule, mirrored, eligible)
    assert second.winner == MIRROR.get(first.winner, first.winner)
    assert (second.outcome, second.strength) == (first.outcome, first.strength)


@given(st.sampled_from(list(PRESETS)), ballots, cells)
def test_abstentions_do_not_move_a_result_by_votes_cast(preset, counts, abstentions):
    rule = rule_with_either(preset)

    first = tally(rule, counts, None)
    second = tally(rule, counts | {"abstain": abstentions}, None)
    assert (first.outcome, first.winner, first.base) == (second.outcome, second.winner, second.base)


@given(st.sampled_from(list(PRESETS)), ballots, cells)
def test_neither_as_an_abstention_moves_no_result_by_votes_cast_and_wins_nothing(
    preset, counts, more
):
    rule = rule_with_either(preset, neither_as="abstention")

    first = tally(rule, counts, None)
    second = tally(rule, counts | {"neither": more}, None)
    assert (first.outcome, first.winner, first.base) == (second.outcome, second.winner, second.base)
    assert first.winner != "neither"


def test_neither_as_an_abstention_leaves_the_votes_cast_and_stands_in_the_votes():
    counts = {"weak-for": 8, "weak-against": 2, "neither": 5}

    as_vote = tally(rule_from("over-70"), counts, 20)
    as_abstention = tally(rule_from({"neither_as": "abstention"}), counts, 20)

    assert (as_vote.base, as_vote.outcome) == (15, "no-consensus")
    assert (as_abstention.base, as_abstention.winner) == (10, "weak-for")
    assert as_abstention.votes == {"weak-for": 8, "neither": 5, "weak-against": 2}
    every = rule_from({"neither_as": "abstention", "base": "cast-with-abstentions"})
    assert tally(every, counts, 20).base == 15


@given(rules, ballots, spare, st.integers(1, 5))
def test_tally_is_whole_and_consistent(rule, counts, absent, held):
    found = tally(rule, counts, sum(counts.values()) + absent, held)

    assert (found.winner in MEANINGS) == (found.outcome == "recommendation")
    assert (found.direction is None) == (found.strength is None)
    assert (found.direction is not None) == (found.outcome == "recommendation")
    assert found.ballots == sum(found.votes.values())
    assert found.reasons
    assert not any(
        isinstance(figure, float) for reason in found.reasons for figure in reason.figures.values()
    )
