"""Decision rules as sentences."""

import pytest

from publication.rule import rule_in_words


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            "over-70",
            "One option must have more than 70 % of the votes cast, abstentions left out. "
            "Without it: discussion, then another round.",
        ),
        (
            "two-thirds",
            "One option must have more than 2/3 of the votes cast, abstentions left out. "
            "Without it: discussion, then another round.",
        ),
        (
            "grade-grid",
            "One side must have at least 50 % of the votes cast, abstentions left out and the other "
            "less than 20 %; it is strong if its strong option has at least 70 %. "
            "After 2 rounds without it: no recommendation.",
        ),
        (
            {"preset": "over-70", "base": "eligible", "strong": "4/5", "quorum": "1/2"},
            "One option must have more than 80 % (strong) or 70 % (weak) of those entitled to vote. "
            "Quorum: 50 % of those entitled to vote. Without it: discussion, then another round.",
        ),
    ],
)
def test_rule_reads_as_it_decides(rule, sentence):
    assert rule_in_words(rule) == sentence
