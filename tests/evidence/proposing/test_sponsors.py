"""Whether the words of a sponsor say that industry paid."""

import pytest

from evidence.proposing.sponsors import is_industry


@pytest.mark.parametrize(
    ("sponsor", "industry"),
    [
        ("", None),
        ("Anonymous donor", None),
        ("Example Pharma", True),
        ("Example Pharmaceuticals Ltd.", True),
        ("Device Inc", True),
        ("The manufacturer of the device", True),
        ("Ministry of Health", False),
        ("none", False),
        ("No external funding", False),
        ("University hospital", False),
        # Mixed money is industry's, too.
        ("Ministry of Health; Example GmbH", True),
        # Part of a word is no word.
        ("Incidental gift", None),
    ],
)
def test_industry_is_told_by_plain_words_only(sponsor, industry):
    assert is_industry(sponsor) is industry
