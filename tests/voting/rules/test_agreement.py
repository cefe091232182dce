"""The agreement rate: whole numbers beside one decimal, under the rule that decided."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.rules.agreement import Agreement, agreement_of
from voting.rules.rule import PRESETS, Rule
from voting.rules.tally import tally
from voting.rules.ways_out import Settled


@pytest.mark.parametrize(
    ("votes", "base", "percent"),
    # 29 of 31 is the example of the seed; 1 of 16 is 6.25, a half that goes up; 45 of 64 is 70.3125.
    [
        (29, 31, "93.5"),
        (1, 16, "6.3"),
        (45, 64, "70.3"),
        (7, 10, "70.0"),
        (0, 9, "0.0"),
        (9, 9, "100.0"),
    ],
)
def test_share_has_one_decimal_beside_its_counts(votes, base, percent):
    assert Agreement(votes, base).percent == percent
    assert Agreement(votes, base).as_data() == {"votes": votes, "base": base, "percent": percent}


@given(st.integers(1, 500).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_share_is_the_nearest_tenth(pair):
    votes, base = pair

    off = abs(Fraction(Agreement(votes, base).percent) - Fraction(100 * votes, base))

    assert off <= Fraction(1, 20)


@pytest.mark.parametrize(
    ("preset", "counts", "agreed"),
    [
        # Each option by itself: the votes for the one decided on.
        ("over-70", {"weak-for": 36, "strong-for": 4, "abstain": 3}, (36, 40, None)),
        ("two-thirds", {"strong-against": 7, "weak-against": 2, "neither": 1}, (7, 10, None)),
        ("over-70", {"neither": 9, "weak-for": 1}, (9, 10, None)),
        # A side first: strong and weak together.
        ("grade-grid", {"strong-for": 4, "weak-for": 5, "weak-against": 1}, (9, 10, "for")),
        ("over-70-pooled", {"strong-for": 7, "strong-against": 1, "weak-for": 1}, (8, 9, "for")),
        ("grade-grid", {"neither": 8, "weak-for": 2}, (8, 10, None)),
        # Nothing decided on: no rate.
        ("over-70", {"weak-for": 5, "weak-against": 5}, None),
        ("over-70", {"abstain": 3}, None),
        ("over-70", {}, None),
    ],
)
def test_agreement_is_with_what_the_rule_decided(preset, counts, agreed):
    found = agreement_of(preset, tally(PRESETS[preset], counts, None))

    assert (found and (found.votes, found.base, found.side)) == agreed


def test_agreement_takes_the_base_of_the_rule():
    rule = Rule("over-70", base="eligible", strong=Fraction(1, 2), weak=Fraction(1, 2))

    assert agreement_of("over-70", tally(rule, {"weak-for": 12}, 20)) == Agreement(12, 20)


def test_after_a_way_out_the_votes_of_its_side_agree_and_the_rate_names_it():
    result = tally(PRESETS["over-70"], {"strong-for": 4, "weak-for": 5, "weak-against": 2}, None)
    for_weak = Settled("recommendation", "for", "weak")

    assert agreement_of("over-70", result, for_weak) == Agreement(9, 11, "for")
    assert agreement_of("over-70", result, for_weak).as_data()["side"] == "for"
    lapsed = Settled("no-consensus", "for", None, holds=False)
    assert [
        agreement_of("over-70", result, each)
        for each in (None, lapsed, Settled("no-recommendation"))
    ] == [None] * 3
