"""Intervals against P, estimates against intervals, and what an interval spans: at every boundary."""

import pytest

from publication.checks.arithmetic.intervals import (
    Interval,
    contradicts_p,
    estimate_is_outside,
    is_imprecise,
    unit_of,
)


@pytest.mark.parametrize(
    ("figures", "unit"),
    [((9, 28), 1), ((0.1, 0.28), 0.01), ((0.9, 1.0), 0.1), (("8", "19"), 1), (("0.560",), 0.001)],
)
def test_unit_is_that_of_the_last_digit_given(figures, unit):
    assert unit_of(*figures) == unit


@pytest.mark.parametrize(
    ("low", "high", "p", "comparison", "contradicts"),
    [
        # No effect is left out: P is below 0.05.
        (9, 28, 0.32, "=", True),  # the seed paper, question 13, as printed
        (8, 19, 0.42, "=", True),
        (9, 28, 0.06, "=", True),
        (9, 28, 0.05, "=", False),
        (9, 28, 0.04, "=", False),
        (9, 28, 0.05, "<", False),
        (9, 28, 0.05, ">", False),
        (9, 28, 0.10, ">", True),
        # No effect lies within: P is over 0.05.
        (-9, 28, 0.32, "=", False),
        (-9, 28, 0.05, "=", False),
        (-9, 28, 0.04, "=", True),
        (-9, 28, 0.05, "<", True),
        (-9, 28, 0.001, "<", True),
        (-9, 28, 0.10, "<", False),
        (-9, 28, 0.04, ">", False),
        # A limit that may have been rounded to or from no effect tells nothing.
        (0, 28, 0.32, "=", False),
        (0, 28, 0.01, "=", False),
        (-28, 0, 0.32, "=", False),
    ],
)
def test_interval_and_p_agree_unless_rounding_cannot_explain_them(
    low, high, p, comparison, contradicts
):
    interval = Interval(low, high, null=0, unit=1)

    assert contradicts_p(interval, p, comparison, unit=0.01) is contradicts


@pytest.mark.parametrize(
    ("low", "contradicts"), [(1.04, False), (1.05, False), (1.06, True), (1.2, True)]
)
def test_ratio_leaves_one_out_only_beyond_its_rounding(low, contradicts):
    assert contradicts_p(Interval(low, 1.9, null=1, unit=0.1), 0.2, unit=0.01) is contradicts


@pytest.mark.parametrize(
    ("estimate", "outside"),
    [(6, True), (7, False), (8, False), (19, False), (20, False), (21, True)],
)
def test_estimate_is_outside_only_beyond_a_unit(estimate, outside):
    assert estimate_is_outside(estimate, 8, 19, unit=1) is outside


@pytest.mark.parametrize(
    ("low", "high", "classic", "core"),
    [
        (0.74, 1.01, (1, 0.75), (1,)),
        (0.75, 1.01, (), (1,)),
        (0.76, 1.25, (), (1,)),
        (0.76, 1.26, (1, 1.25), (1,)),
        (0.60, 1.40, (1, 0.75, 1.25), (1,)),
        (0.60, 0.99, (), ()),
        (0.60, 1.00, (), ()),
        (1.00, 1.40, (), ()),
    ],
)
def test_ratio_is_imprecise_by_profile(low, high, classic, core):
    interval = Interval(low, high, null=1)

    assert is_imprecise(interval, is_ratio=True, profile="classic") == classic
    assert is_imprecise(interval, is_ratio=True, profile="core-2025") == core


@pytest.mark.parametrize(("low", "spanned"), [(-0.1, (0,)), (0, ()), (0.1, ())])
def test_difference_is_imprecise_across_zero(low, spanned):
    interval = Interval(low, 2, null=0)

    assert is_imprecise(interval, is_ratio=False, profile="classic") == spanned


@pytest.mark.parametrize(
    ("low", "high", "spanned"),
    [(-31, -9, (-10,)), (-31, -10, ()), (-5, 5, ()), (-11, 11, (-10, 10)), (-9, 9, ())],
)
def test_thresholds_of_the_committee_come_first(low, high, spanned):
    found = is_imprecise(
        Interval(low, high, null=0), is_ratio=True, profile="classic", thresholds=(-10, 10)
    )

    assert found == spanned
