"""The exact bivariate model against lme4, an integral done the slow way, and its own halves."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.synthesis.accuracy_analysis import fit
from evidence.synthesis.binomial_normal import binomial_normal
from evidence.synthesis.bivariate import fit_bivariate, fit_one_side, fit_regression
from evidence.synthesis.bivariate_likelihood import log_likelihood
from evidence.synthesis.integrand import tables
from evidence.synthesis.quadrature import rule

from .accuracy_tables import accuracy_block, figure_2, sides
from .reference import cases, disagreements

BIVARIATE = cases("dta_bivariate")
EXACT = {
    name: case for name, case in BIVARIATE.items() if case["options"]["likelihood"] == "binomial"
}
DESCRIBES_THE_FIT = ("points", "singular", "converged", "correction")
# Sensitivity and specificity high together or low together, exactly.
IN_STEP = ([90, 70, 50, 30, 10], [10, 30, 50, 70, 90], [10, 30, 50, 70, 90], [90, 70, 50, 30, 10])


def test_reference_cases_are_all_there():
    assert set(BIVARIATE) == {
        "ex-dta-bivariate-laplace",
        "ex-dta-bivariate-agq",
        "ex-dta-reitsma-all",
        "ex-dta-reitsma-single",
    }


@pytest.mark.parametrize("case", EXACT.values(), ids=EXACT)
def test_exact_model_reproduces_r(case):
    data, options = case["data"], case["options"]

    got = fit(
        *(data[cell] for cell in ("TP", "FP", "FN", "TN")),
        integration=options["integration"].split("-")[0],
        points=15,
    )

    wanted = {k: v for k, v in case["expected"].items() if k not in DESCRIBES_THE_FIT}
    assert got.model == "bivariate"
    assert disagreements(accuracy_block(got), wanted, case["tolerance"]) == []


def test_exact_model_climbs_higher_than_lme4_stopped():
    case = EXACT["ex-dta-bivariate-laplace"]
    got = fit(*(case["data"][cell] for cell in ("TP", "FP", "FN", "TN")), integration="laplace")

    assert 0 < got.loglik - case["expected"]["loglik"] < 1e-4
    assert got.bivariate.gradient < 1e-5


def paired_design():
    """Eight groups of two rows, the second with a covariate on both logits."""
    design = np.zeros((8, 2, 2, 4))
    design[:, :, :, :2] = np.eye(2)
    design[:, 1, :, 2:] = np.eye(2)
    rng = np.random.default_rng(7)
    total = rng.integers(1, 60, (8, 2, 2)).astype(float)
    return tables(np.floor(total * rng.random((8, 2, 2))), total, design)


@pytest.mark.parametrize("points", [1, 2, 7])
@pytest.mark.parametrize("factor", [(1.1, -0.8, 0.6), (0.9, 0.4, 0.0), (0.0, 0.0, 0.7), (3, 2, -4)])
def test_gradient_is_the_slope_of_the_likelihood(points, factor):
    data, by, h = paired_design(), rule(points), 1e-5
    point = np.array([0.4, -0.3, 0.2, -0.5, *factor])

    _, gradient = log_likelihood(point[np.newaxis], data, by)

    shifts = h * np.eye(len(point))
    ahead, behind = (log_likelihood(point + s, data, by)[0] for s in (shifts, -shifts))
    assert gradient[0] == pytest.approx((ahead - behind) / (2 * h), rel=1e-6, abs=1e-5)


def test_likelihood_is_the_same_point_by_point_and_together():
    data, by = paired_design(), rule(5)
    points = np.array([[0.4, -0.3, 0.2, -0.5, 1, 0.2, 0.5], [0.1, 0.3, 0.2, 0.5, 0.4, -0.2, 0.9]])

    together = log_likelihood(points, data, by)

    alone = [log_likelihood(point[np.newaxis], data, by) for point in points]
    assert together[0] == pytest.approx([each[0][0] for each in alone], rel=1e-13)


def test_likelihood_is_the_integral_over_a_fine_grid():
    events, total = np.array([[7.0, 18.0]]), np.array([[9.0, 20.0]])
    mean, factor = np.array([1.2, 1.6]), np.array([[0.9, 0.0], [-0.5, 0.7]])
    u = np.linspace(-9, 9, 721)
    grid = np.array(np.meshgrid(u, u, indexing="ij")).reshape(2, -1)
    eta = mean[:, np.newaxis] + factor @ grid
    chance = 1 / (1 + np.exp(-eta))
    ways = np.array([36.0, 190.0])
    x, n = events[0][:, np.newaxis], total[0][:, np.newaxis]
    density = (ways[:, np.newaxis] * chance**x * (1 - chance) ** (n - x)).prod(axis=0)
    weight = np.exp(-(grid**2).sum(axis=0) / 2) / (2 * np.pi) * (u[1] - u[0]) ** 2

    data = tables(events[:, np.newaxis], total[:, np.newaxis], np.eye(2)[np.newaxis, np.newaxis])
    point = np.array([[*mean, 0.9, -0.5, 0.7]])

    assert log_likelihood(point, data, rule(25))[0][0] == pytest.approx(
        np.log(density @ weight), rel=1e-9
    )


def test_without_correlation_the_model_is_its_two_halves():
    events, total = sides(figure_2("MRI"))

    both = fit_bivariate(events, total, points=15, spread="uncorrelated")
    halves = [fit_one_side(events[:, i], total[:, i], points=15) for i in (0, 1)]

    assert both.loglik == pytest.approx(sum(half.loglik for half in halves), rel=1e-9)
    assert both.beta == pytest.approx([half.beta[0] for half in halves], rel=1e-6)
    assert np.diag(both.between) == pytest.approx([h.between[0, 0] for h in halves], rel=1e-5)


@pytest.mark.parametrize("side", [0, 1])
def test_one_side_agrees_with_the_binomial_normal_model(side):
    events, total = (each[:, side] for each in sides(figure_2("CT")))

    half = fit_one_side(events, total, points=25)

    other = binomial_normal(events, total)
    assert half.beta[0] == pytest.approx(np.log(other.prop / (1 - other.prop)), rel=1e-5)
    assert half.between[0, 0] == pytest.approx(other.tau2, rel=1e-4)
    assert half.loglik == pytest.approx(other.log_likelihood, rel=1e-6)


def test_a_correlation_at_its_limit_is_said():
    events, total = sides(IN_STEP)

    got = fit_bivariate(events, total, points=5)

    assert (got.converged, got.limit) == (True, "correlation-at-limit")
    assert got.beta_cov is not None


def test_equal_studies_have_no_spread():
    events, total = np.tile([[80.0, 90.0]], (6, 1)), np.full((6, 2), 100.0)

    got = fit_bivariate(events, total, points=5)

    assert (got.converged, got.limit) == (True, "no-spread")
    assert got.between.tolist() == [[0.0, 0.0], [0.0, 0.0]]
    assert got.beta == pytest.approx([np.log(4), np.log(9)], rel=1e-9)
    assert np.diag(got.beta_cov) == pytest.approx([1 / 96, 1 / 54], rel=1e-5)


def test_studies_of_all_or_nothing_have_endless_spread():
    events, total = np.array([[0.0, 5], [9, 4], [0, 6], [9, 5]]), np.array([[9.0, 8]] * 4)

    assert fit_bivariate(events, total, points=9).limit == "endless-spread"


def test_a_group_may_have_rows_that_are_not_used():
    events, total = sides(figure_2("CT"))
    design = np.broadcast_to(np.eye(2), (len(events), 2, 2, 2))
    padded = [np.stack([each, np.zeros_like(each)], axis=1) for each in (events, total)]

    got = fit_regression(*padded, design, points=3)

    assert got.beta == pytest.approx(fit_bivariate(events, total, points=3).beta, rel=1e-8)


def test_more_points_change_less_and_less():
    events, total = sides(figure_2("CT"))
    logliks = [fit_bivariate(events, total, points=n).loglik for n in (1, 5, 15, 25)]

    changes = np.abs(np.diff(logliks))
    assert changes[0] > changes[1] > changes[2]
    assert changes[2] < 1e-3
