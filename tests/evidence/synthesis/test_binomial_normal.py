"""The binomial-normal model against plain integration and its limiting cases."""

from __future__ import annotations

import math

import numpy as np
import pytest

from evidence.synthesis.binomial_normal import binomial_normal

# The six studies of the proportion cases in tests/data/synthesis/proportion.json.
EVENTS, TOTAL = [4, 11, 0, 27, 9, 16], [40, 52, 21, 88, 35, 97]


def plain_log_likelihood(events, total, mu, sigma):
    """The same likelihood as a trapezium sum over 20,001 points of u."""
    u = np.linspace(-10, 10, 20_001)
    eta = mu + sigma * u
    value = 0.0
    for x, n in zip(events, total, strict=True):
        log_terms = x * eta - n * np.logaddexp(0, eta) - u * u / 2
        integral = np.exp(log_terms).sum() * (u[1] - u[0]) / math.sqrt(2 * math.pi)
        value += math.log(integral) + math.log(math.comb(n, x))
    return value


def test_binomial_normal_has_the_likelihood_of_plain_integration():
    fit = binomial_normal(EVENTS, TOTAL)

    plain = plain_log_likelihood(EVENTS, TOTAL, fit.estimate, math.sqrt(fit.tau2))
    assert fit.log_likelihood == pytest.approx(plain, rel=1e-9)


def test_binomial_normal_is_at_the_maximum_with_the_curvature_there():
    fit = binomial_normal(EVENTS, TOTAL)

    def at(mu, sigma):
        return plain_log_likelihood(EVENTS, TOTAL, mu, sigma)

    mu, sigma, h = fit.estimate, math.sqrt(fit.tau2), 1e-3
    top = at(mu, sigma)
    slope_mu = (at(mu + h, sigma) - at(mu - h, sigma)) / (2 * h)
    slope_sigma = (at(mu, sigma + h) - at(mu, sigma - h)) / (2 * h)
    bend_mu = (at(mu + h, sigma) - 2 * top + at(mu - h, sigma)) / h**2
    bend_sigma = (at(mu, sigma + h) - 2 * top + at(mu, sigma - h)) / h**2
    corners = at(mu + h, sigma + h) - at(mu + h, sigma - h)
    corners += at(mu - h, sigma - h) - at(mu - h, sigma + h)
    hessian = np.array([[bend_mu, corners / (4 * h**2)], [corners / (4 * h**2), bend_sigma]])
    # Central differences at this step carry an error near h² times the third derivative.
    assert (slope_mu, slope_sigma) == (pytest.approx(0, abs=1e-4), pytest.approx(0, abs=1e-4))
    assert fit.logit.se == pytest.approx(math.sqrt(np.linalg.inv(-hessian)[0, 0]), rel=1e-4)


def test_binomial_normal_without_spread_is_one_common_proportion():
    fit = binomial_normal([5, 10, 20], [20, 40, 80])

    assert fit.tau2 == 0.0
    assert fit.prop == pytest.approx(35 / 140, rel=1e-14)
    assert fit.logit.se == pytest.approx(math.sqrt(1 / 35 + 1 / 105), rel=1e-12)


def test_binomial_normal_of_the_others_mirrors():
    others = [n - x for x, n in zip(EVENTS, TOTAL, strict=True)]

    here, there = binomial_normal(EVENTS, TOTAL), binomial_normal(others, TOTAL)

    assert here.estimate == pytest.approx(-there.estimate, rel=1e-8)
    assert here.tau2 == pytest.approx(there.tau2, rel=1e-7)
    assert here.prop_lower == pytest.approx(1 - there.prop_upper, rel=1e-8)


def test_binomial_normal_takes_studies_without_and_with_all_events():
    fit = binomial_normal([0, 1, 0, 30, 25], [500, 400, 20, 30, 40])

    assert fit.tau2 > 1
    assert 0 < fit.prop_lower < fit.prop < fit.prop_upper < 1


@pytest.mark.parametrize(
    ("events", "total", "reason"),
    [
        ([], [], "no-studies"),
        ([0, 0], [10, 20], "no-events"),
        ([10, 20], [10, 20], "all-events"),
        ([0, 6], [134, 6], "did-not-converge"),
    ],
)
def test_binomial_normal_says_why_there_is_no_estimate(events, total, reason):
    fit = binomial_normal(events, total)

    assert (fit.reason, fit.estimate, fit.prop) == (reason, None, None)


@pytest.mark.parametrize(
    ("events", "total"),
    [([0, 40], [40, 40]), ([0, 0, 900, 900], [900, 900, 900, 900]), ([0, 3000], [3000, 3000])],
)
def test_studies_that_are_all_or_nothing_have_no_finite_spread(events, total):
    got = binomial_normal(events, total)

    assert (got.reason, got.prop, got.tau2) == ("did-not-converge", None, None)
