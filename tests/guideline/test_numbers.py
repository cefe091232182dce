"""Whole numbers in what somebody sent."""

import pytest

from guideline.numbers import whole_number


@pytest.mark.parametrize(
    ("said", "number"),
    [("7", 7), (7, 7), ("0", 0), ("007", 7), ("9" * 18, 10**18 - 1)],
)
def test_number_is_read(said, number):
    assert whole_number(said) == number


@pytest.mark.parametrize("said", ["", None, "-1", "1.0", " 1", "1e3", "٣", "²", "1" * 19, "one"])
def test_what_no_row_can_have_is_none(said):
    assert whole_number(said) is None
