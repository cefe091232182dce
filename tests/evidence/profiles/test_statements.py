"""What a plain-language statement may say, at and around each boundary."""

import pytest

from evidence.profiles.statements import Statement, sign_of, size_of, statement_of

ALL = {"small": 10, "moderate": 30, "large": 60.5}


@pytest.mark.parametrize(
    ("change", "thresholds", "size"),
    [
        (0, ALL, "little"),
        (9.99, ALL, "little"),
        (-9.99, ALL, "little"),
        (10, ALL, "small"),
        (-10, ALL, "small"),
        (29.99, ALL, "small"),
        (30, ALL, "moderate"),
        (-30, ALL, "moderate"),
        (60.49, ALL, "moderate"),
        (60.5, ALL, "large"),
        (-60.5, ALL, "large"),
        (1000, ALL, "large"),
        # A last digit of a float is no difference; a millionth is one.
        (10 - 1e-12, ALL, "small"),
        (10 - 1e-6, ALL, "little"),
        # Some thresholds only: what they do not tell is not said.
        (5, {}, ""),
        (5, {"small": 10}, "little"),
        (10, {"small": 10}, ""),
        (10, {"small": 10, "large": 60}, ""),
        (60, {"small": 10, "large": 60}, "large"),
        (10, {"small": 10, "moderate": 30}, "small"),
        (30, {"small": 10, "moderate": 30}, ""),
        (29, {"moderate": 30, "large": 60}, ""),
        (30, {"moderate": 30, "large": 60}, "moderate"),
        (59, {"large": 60}, ""),
        (60, {"large": 60}, "large"),
        # A threshold of 0 is one.
        (0, {"small": 0, "moderate": 30}, "small"),
    ],
)
def test_size_belongs_to_the_threshold_that_opens_it(change, thresholds, size):
    assert size_of(change, thresholds) == size


@pytest.mark.parametrize(
    ("level", "change", "sign", "thresholds", "said"),
    [
        ("high", -61, None, ALL, Statement("high", "large", "reduces")),
        ("moderate", 31, None, ALL, Statement("moderate", "moderate", "increases")),
        ("low", -11, None, ALL, Statement("low", "small", "reduces")),
        ("low", -9, None, ALL, Statement("low", "little")),
        ("high", -61, None, {}, Statement("high", "", "reduces")),
        ("high", 0, None, {}, Statement("high", "little")),
        ("high", None, -1, ALL, Statement("high", "", "reduces")),
        ("high", None, 1, {}, Statement("high", "", "increases")),
        ("high", None, 0, {}, Statement("high", "little")),
        # The change is what was computed; a sign told beside it says nothing more.
        ("high", -61, 1, ALL, Statement("high", "large", "reduces")),
        ("very-low", -61, None, ALL, Statement("very-low")),
        ("very-low", None, None, {}, Statement("very-low")),
        ("high", None, None, ALL, None),
        (None, -61, -1, ALL, None),
    ],
)
def test_statement_says_what_is_known(level, change, sign, thresholds, said):
    found = statement_of(level, change=change, sign=sign, thresholds=thresholds)

    assert found == said


@pytest.mark.parametrize(
    ("direction", "favours", "sign"),
    [
        ("favours-intervention", "lower", -1),
        ("favours-intervention", "higher", 1),
        ("favours-comparator", "lower", 1),
        ("favours-comparator", "higher", -1),
        ("no-difference", "lower", 0),
        ("no-difference", "", 0),
        ("favours-intervention", "", None),
        (None, "lower", None),
        ("unclear", "lower", None),
    ],
)
def test_way_follows_from_whom_it_favours(direction, favours, sign):
    assert sign_of(direction, favours) == sign
