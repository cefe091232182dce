"""Every reason that the rules can give has a sentence, and the sentences say what they should."""

import re
from pathlib import Path

import pytest

from evidence.grade.overall import EVIDENCE_FLAGS
from evidence.grade.reasons import Reason
from publication.reasons import FLAGS, SENTENCES, decision_in_words, sentence, votes_in_words
from voting.queries import LATE_FLAGS
from voting.rules.derivation import (
    BY_CHAIR,
    LAPSED,
    POSTPONED,
    STRONG_ON_LOW,
    WORDING_CHANGED,
    RecommendationFacts,
    RoundFacts,
    derive_recommendation,
)
from voting.rules.rule import rule_from
from voting.rules.tally import TOO_FEW_BALLOTS, tally

ROOT = Path(__file__).parents[2]
RULES = ("evidence/grade", "voting/rules")


def _codes_in_the_rules() -> set[str]:
    files = [file for place in RULES for file in (ROOT / place).glob("*.py")]
    quoted = re.compile(r"\bReason\(\s*\"([a-z-]+)\"")
    return {code for file in files for code in quoted.findall(file.read_text(encoding="utf-8"))}


def test_every_reason_of_the_rules_has_a_sentence():
    found = _codes_in_the_rules()

    assert len(found) > 15
    assert found - set(SENTENCES) == set()


def test_every_flag_has_a_sentence():
    of_the_vote = {STRONG_ON_LOW, WORDING_CHANGED, BY_CHAIR, POSTPONED, LAPSED, TOO_FEW_BALLOTS}

    assert set(FLAGS) == {*EVIDENCE_FLAGS, *of_the_vote, *LATE_FLAGS}


@pytest.mark.parametrize(
    ("rule", "counts", "eligible", "said"),
    [
        (
            "over-70",
            {"strong-for": 31, "weak-for": 12},
            43,
            ["31 of 43 votes are strong for; more than 70 % needs 31."],
        ),
        (
            "over-70",
            {"strong-for": 7, "weak-for": 3},
            10,
            [
                "7 of 10 votes are strong for; more than 70 % needs 8: 1 missing.",
                "No consensus in round 1 of 3: discuss, vote again.",
            ],
        ),
        (
            "over-70-pooled",
            {"strong-for": 4, "strong-against": 4, "weak-for": 2},
            10,
            [
                "8 of 10 votes are strong; more than 70 % needs 8.",
                "6 votes for and 4 against; more than half of 10 needs 6: for.",
                "Mind the other side: 4 of 10 votes are against.",
            ],
        ),
        (
            {"quorum": "1/2"},
            {"weak-for": 9},
            40,
            [
                "9 of 40 entitled voters took part; the quorum of 50 % needs 20.",
                "Only 9 of 40 entitled voters took part.",
            ],
        ),
    ],
)
def test_tally_is_told_in_whole_numbers(rule, counts, eligible, said):
    result = tally(rule_from(rule), counts, eligible)

    assert [sentence(reason) for reason in result.reasons] == said


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (
            {"start": "high", "total": -1, "level": "moderate", "clamped": False},
            "High, down 1 level: moderate.",
        ),
        (
            {"start": "low", "total": 2, "level": "high", "clamped": False},
            "Low, up 2 levels: high.",
        ),
        ({"start": "low", "total": 0, "level": "low", "clamped": False}, "Low, no step: low."),
        (
            {"start": "low", "total": -3, "level": "very-low", "clamped": True},
            "Low, down 3 levels: very low (it cannot go further).",
        ),
    ],
)
def test_steps_of_certainty_are_counted_in_words(figures, said):
    assert sentence(Reason("certainty-reached", figures)) == said


def test_outcomes_are_named_by_their_names():
    reason = Reason("lowest-of-critical", {"level": "low", "outcomes": ("os",), "critical": 2})

    assert (
        sentence(reason, {"os": "Survival"})
        == "The lowest of 2 critical outcomes is low (Survival)."
    )


@pytest.mark.parametrize(
    ("kind", "counts", "said"),
    [
        ("graded", {"weak-against": 10}, "weak, against"),
        ("graded", {"weak-against": 5, "weak-for": 5}, "no consensus"),
        ("graded", {"neither": 10}, "no recommendation"),
        ("good-practice", {"strong-for": 10}, "for"),
    ],
)
def test_decision_reads_in_a_few_words(kind, counts, said):
    held = RoundFacts(1, rule_from("over-70"), counts, 10)

    derived = derive_recommendation(RecommendationFacts("r", kind=kind, rounds=(held,)))

    assert decision_in_words(derived) == said


def test_votes_read_in_a_few_words():
    assert votes_in_words({"weak-for": 36, "abstain": 3}) == "36 weak for, 3 abstained"
