"""A rule as one sentence: all that a vote needs, and what follows where nothing has it."""

import pytest

from voting.results.words import rule_in_words
from voting.rules.rule import rule_from


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            "over-70",
            "One option needs more than 70 % of the votes cast, abstentions left out; "
            "otherwise no consensus: discuss and vote again.",
        ),
        (
            {"preset": "over-70", "rounds": 1, "otherwise": "no-recommendation"},
            "One option needs more than 70 % of the votes cast, abstentions left out; "
            "otherwise no recommendation.",
        ),
        (
            "grade-grid",
            "One side needs at least 50 % of the votes cast, abstentions left out and the other "
            "less than a fifth; strong needs at least 70 %; otherwise vote again; after 2 rounds "
            "no recommendation.",
        ),
        (
            {"preset": "over-70", "base": "eligible", "strong": "4/5", "quorum": "1/2"},
            "One option needs more than 80 % (strong) or 70 % (weak) of all who are entitled to "
            "vote; otherwise no consensus: discuss and vote again. At least 50 % of those entitled "
            "must take part.",
        ),
    ],
)
def test_rule_reads_as_it_decides(rule, said):
    assert rule_in_words(rule_from(rule)) == said
