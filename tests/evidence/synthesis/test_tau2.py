"""Estimators of the between-study variance at their defining equations and edges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.synthesis.tau2 import (
    ITERATIVE,
    generalised_q,
    log_likelihood,
    maximum_likelihood,
    paule_mandel,
    restricted_maximum_likelihood,
)

studies = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.01, 3)), min_size=2, max_size=12).map(
    lambda rows: tuple(np.array(column) for column in zip(*rows, strict=True))
)


@given(studies)
def test_paule_mandel_makes_q_equal_its_degrees_of_freedom(rows):
    estimate, se = rows

    tau2 = paule_mandel(estimate, se)

    q = generalised_q(estimate, se * se, tau2)[0]
    df = len(se) - 1
    assert (tau2 == 0 and q <= df) or q == pytest.approx(df, rel=1e-9)


@pytest.mark.parametrize(
    ("estimator", "restricted"),
    [(restricted_maximum_likelihood, True), (maximum_likelihood, False)],
)
@given(rows=studies)
def test_likelihood_is_nowhere_higher_than_at_its_estimate(estimator, restricted, rows):
    estimate, se = rows

    tau2 = estimator(estimate, se)

    elsewhere = np.concatenate(([0.0], np.geomspace(1e-6, 1e3, 200)))
    at = log_likelihood(np.array([tau2]), estimate, se, restricted=restricted)[0]
    highest = log_likelihood(elsewhere, estimate, se, restricted=restricted).max()
    assert at >= highest - 1e-9 * max(1.0, abs(highest))


def test_maximum_likelihood_finds_a_top_that_the_grid_steps_over():
    # At 0 the likelihood is -12.58575; it is higher at a flat top near 0.9.
    estimate = [0, 0, 0, 1, 2.5, 2.15625, 3.01171875, 3.01171875, 0.9247541515916344]
    se = [2, 2.03125, 0.04, 1.875, 2.78125, 2.78125, 1.134765625, 1.134765625, 0.61328125]
    estimate += [-1.6875, -1.21875, -0.75]
    se += [1.25, 1.15625, 3]

    tau2 = maximum_likelihood(np.array(estimate), np.array(se))

    assert tau2 == pytest.approx(0.8997, abs=0.0001)


def test_maximum_likelihood_finds_the_higher_of_two_tops():
    # One precise study and scattered imprecise ones: the likelihood has a top at 0 and another above.
    estimate, se = np.array([0.0, 0.0, 3.0, -3.0, 0.1]), np.array([0.001, 0.5, 0.1, 0.1, 0.002])

    tau2 = maximum_likelihood(estimate, se)

    grid = np.concatenate(([0.0], np.geomspace(1e-9, 100, 2000)))
    best = grid[np.argmax(log_likelihood(grid, estimate, se, restricted=False))]
    assert tau2 == pytest.approx(best, rel=0.02)


@pytest.mark.parametrize("name", ITERATIVE)
def test_estimators_give_zero_for_equal_estimates(name):
    assert ITERATIVE[name](np.full(4, 0.7), np.array([0.1, 0.2, 0.3, 0.4])) == 0.0


@pytest.mark.parametrize("name", ["reml", "pm"])
def test_equal_errors_give_the_variance_of_estimates_less_the_error(name):
    estimate, se = np.array([0.0, 1.0, 2.0, 5.0]), np.full(4, 0.5)

    tau2 = ITERATIVE[name](estimate, se)

    assert tau2 == pytest.approx(np.var(estimate, ddof=1) - 0.25, rel=1e-12)
