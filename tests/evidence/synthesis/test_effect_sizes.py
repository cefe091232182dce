"""Effects of single studies; RevMan's printed rows are in test_analysis.py."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.synthesis import effect_sizes
from evidence.synthesis.effect_sizes import cells, hedges_j, log_ratio_from_interval

tables = st.tuples(
    st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40)
).filter(lambda t: t[0] + t[1] > 0 and t[2] + t[3] > 0)


def two_by_two(a, b, c, d):
    return cells(*(np.array([float(n)]) for n in (a, a + b, c, c + d)))


MEASURES = [
    effect_sizes.log_risk_ratio,
    effect_sizes.log_odds_ratio,
    effect_sizes.risk_difference,
    effect_sizes.peto_log_odds_ratio,
]


@pytest.mark.parametrize("measure", MEASURES)
@given(table=tables)
def test_swapping_the_arms_mirrors_the_effect(measure, table):
    a, b, c, d = table

    here, there = measure(two_by_two(a, b, c, d)), measure(two_by_two(c, d, a, b))

    np.testing.assert_allclose(here.estimate, -there.estimate, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(here.se, there.se, rtol=1e-12)


@pytest.mark.parametrize("measure", MEASURES)
@given(table=tables)
def test_effects_are_finite_exactly_where_estimable(measure, table):
    effects = measure(two_by_two(*table))

    assert np.array_equal(np.isfinite(effects.estimate), effects.estimable)
    assert np.array_equal(effects.se > 0, effects.estimable)


@given(table=tables)
def test_odds_ratio_of_the_other_event_is_its_inverse(table):
    a, b, c, d = table

    here = effect_sizes.log_odds_ratio(two_by_two(a, b, c, d))
    there = effect_sizes.log_odds_ratio(two_by_two(b, a, d, c))

    np.testing.assert_allclose(here.estimate, -there.estimate, rtol=1e-12, atol=1e-12)


def test_risk_ratio_with_all_events_in_both_arms_is_one():
    effects = effect_sizes.log_risk_ratio(two_by_two(14, 0, 18, 0))

    assert effects.estimate[0] == 0.0
    assert effects.se[0] == pytest.approx(
        math.sqrt(1 / 14.5 - 1 / 15 + 1 / 18.5 - 1 / 19), rel=1e-14
    )


def test_an_empty_arm_is_not_estimable():
    for measure in MEASURES:
        assert not measure(two_by_two(0, 0, 3, 5)).estimable[0]


def smd(definition, sd=2.0, n=10.0):
    one = np.ones(1)
    return effect_sizes.standardised_mean_difference(
        5 * one, sd * one, n * one, 4 * one, sd * one, n * one, definition=definition
    )


def test_hedges_j_is_near_its_usual_approximation():
    exact = hedges_j(np.array([18.0]))[0]

    # Γ(9)/(3·Γ(8.5)), by hand from the factorial and the double factorial.
    assert exact == pytest.approx(40320 / (3 * math.sqrt(math.pi) * 2027025 / 256), rel=1e-13)
    assert abs(exact - (1 - 3 / (4 * 20 - 9))) < 2e-4


def test_standardised_difference_has_two_definitions():
    revman, metafor = smd("revman"), smd("metafor")

    g = 0.5 * hedges_j(np.array([18.0]))[0]
    assert revman.estimate[0] == pytest.approx(0.5 * (1 - 3 / 71), rel=1e-14)
    assert metafor.estimate[0] == pytest.approx(g, rel=1e-14)
    assert metafor.se[0] == pytest.approx(math.sqrt(0.2 + g**2 / 40), rel=1e-14)


def test_standardised_difference_without_any_deviation_is_not_estimable():
    assert not smd("revman", sd=0.0).estimable[0]


def test_log_ratio_from_interval_returns_what_made_the_interval():
    estimate, se, z = -0.22, 0.11, 1.959963984540054
    ratio, lower, upper = (np.array([math.exp(estimate + shift * z * se)]) for shift in (0, -1, 1))

    effects = log_ratio_from_interval(ratio, lower, upper)

    assert effects.estimate[0] == pytest.approx(estimate, rel=1e-13)
    assert effects.se[0] == pytest.approx(se, rel=1e-13)
