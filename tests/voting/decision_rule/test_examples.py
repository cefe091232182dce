import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.rules.test_rule import rules
from voting.decision_rule.examples import examples, needed, table
from voting.rules.rule import rule_from
from voting.rules.tally import meets

SMALL = "With 3 votes or fewer, nothing short of unanimity passes."


@pytest.mark.parametrize(
    ("rule", "voters", "sentences"),
    [
        ("over-70", 31, ["With 31 votes, 22 are needed.", SMALL]),
        ("two-thirds", 31, ["With 31 votes, 21 are needed.", SMALL]),
        ({"comparison": ">=", "strong": "4/5"}, 10, ["With 10 votes, strong needs 8 and weak 7.", SMALL]),
        ("over-70-pooled", 10, ["With 10 votes, 8 are needed.", "Then one direction needs 6.", SMALL]),
        (
            {"preset": "over-70-pooled", "direction": "opposition", "quorum": "1/2"},
            15,
            [
                "With 15 votes, 11 are needed.",
                "Then one direction needs 8, and fewer than 3 may be opposed.",
                "Of 15 entitled to vote, 8 must take part.",
                SMALL,
            ],
        ),
        (
            {"preset": "over-70-pooled", "direction": "threshold"},
            10,
            ["With 10 votes, 8 are needed.", "Then one direction needs as many.", SMALL],
        ),
        (
            "grade-grid",
            20,
            [
                "With 20 votes, one side needs 10 and fewer than 4 may be opposed; it is strong where "
                "its strong option has 14."
            ],
        ),
        ("over-70", 0, []),
    ],
)  # fmt: skip
def test_examples_say_in_whole_votes_what_a_rule_asks_for(rule, voters, sentences):
    assert examples(rule_from(rule), voters) == sentences


@given(rules, st.integers(1, 60))
def test_needed_votes_are_the_fewest_that_meet_the_shares(rule, votes):
    row = needed(rule, votes)

    assert table(rule, votes)[-1] == row
    for number, share in ((row.strong, rule.strong), (row.weak, rule.weak)):
        assert meets(number, votes, share, rule.comparison)
        assert not meets(number - 1, votes, share, rule.comparison)
