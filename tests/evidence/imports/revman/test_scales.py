"""On which scale a generic effect was stored."""

import math

import pytest

from evidence.imports.revman.review import Figure
from evidence.imports.revman.scales import generic_estimate

Z = 1.959963984540054


def stored(**figures: float) -> dict[str, Figure]:
    return {name: Figure(value) for name, value in figures.items()}


def test_ratio_with_its_logarithm_to_base_10():
    got = generic_estimate(stored(effect=0.5, log10_effect=math.log10(0.5)), log_data=True)

    assert got == (math.log(0.5), True)


def test_ratio_with_limits():
    lower, upper = math.exp(-0.5 - Z * 0.2), math.exp(-0.5 + Z * 0.2)

    value, is_clear = generic_estimate(
        stored(effect=math.exp(-0.5), ci_start=lower, ci_end=upper, se=0.2), log_data=True
    )

    assert (value, is_clear) == (pytest.approx(-0.5), True)


def test_logarithm_with_limits_stays():
    limits = stored(effect=0.5, ci_start=0.5 - Z * 0.2, ci_end=0.5 + Z * 0.2, se=0.2)

    assert generic_estimate(limits, log_data=True) == (0.5, True)


def test_ratio_alone_is_taken_as_one_but_told():
    assert generic_estimate(stored(effect=0.5), log_data=True) == (math.log(0.5), False)


def test_what_can_be_no_ratio_is_a_logarithm_but_told():
    assert generic_estimate(stored(effect=-0.5), log_data=True) == (-0.5, False)


def test_differences_stay_as_they_are():
    assert generic_estimate(stored(effect=-0.5), log_data=False) == (-0.5, True)


def test_nothing_stays_nothing():
    assert generic_estimate({}, log_data=True) == (None, True)
