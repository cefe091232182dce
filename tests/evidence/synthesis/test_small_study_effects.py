"""Egger's and Begg's tests and trim and fill against metafor."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from evidence.synthesis.analysis import pool
from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.small_study_effects import begg, egger, kendall, peters
from evidence.synthesis.trim_and_fill import trim_and_fill

from .bcg import BCG, COLUMNS
from .reference import MODEL, cases, disagreements

CASES = cases("small_study_effects")


def generic(columns, model="random", tau2="dl"):
    return pool(columns, measure="GIV", method="iv", model=model, tau2=tau2, profile="general")


def test_reference_cases_are_all_there():
    assert set(CASES) == {"ex-egger", "ex-trimfill"}


@pytest.mark.parametrize("case", [c for c in CASES.values() if c["kind"] == "egger"])
def test_egger_and_begg_reproduce_metafor(case):
    pooled = generic(case["data"])

    line, rank = egger(pooled), begg(pooled)

    got = {name: getattr(line, name) for name in case["expected"] if name != "begg"}
    expected = {name: value for name, value in case["expected"].items() if name != "begg"}
    assert disagreements(got, expected, case["tolerance"]) == []
    got_rank = {"tau": rank.tau, "p": rank.p}
    assert disagreements(got_rank, case["expected"]["begg"], case["tolerance"]) == []


# metafor 3.8-1: trimfill(rma(yi, sei = sei, method = M)) gives side, k0 and b for each M
#   (REML with control = list(threshold = 1e-13, maxiter = 10000))
ON_BOTH_SIDES = {
    "estimate": [0.52, -0.55, 0.16, 0.36, 1.45, 0.71, -1.11, 0.88],
    "se": [0.49, 0.75, 0.06, 0.11, 0.41, 0.55, 0.44, 0.7],
}


@pytest.mark.parametrize(
    ("tau2", "expected"), [("reml", ("right", 0, 0.310622551)), ("dl", ("left", 1, 0.156955726))]
)
def test_trim_and_fill_finds_the_side_with_the_estimator_of_the_analysis(tau2, expected):
    got = trim_and_fill(generic(ON_BOTH_SIDES, "random", tau2))

    side, k0, estimate = expected
    assert (got.side, got.k0) == (side, k0)
    assert got.pooled.estimate == pytest.approx(estimate, abs=1e-8)


@pytest.mark.parametrize("case", [c for c in CASES.values() if c["kind"] == "trim_and_fill"])
def test_trim_and_fill_reproduces_metafor(case):
    options = case["options"]
    pooled = generic(case["data"], MODEL[options["model"]], options["tau2"])

    got = trim_and_fill(pooled, estimator=options["estimator"])

    figures = {
        "k0": got.k0,
        "se_k0": got.se_k0,
        "side": got.side,
        "est": got.pooled.estimate,
        "se": got.pooled.se,
        "ci": got.pooled.ci,
        "tau2": got.pooled.tau2,
        "filled_yi": list(got.filled_estimate),
        "filled_se": list(got.filled_se),
    }
    assert disagreements(figures, case["expected"], case["tolerance"]) == []


def test_kendall_counts_permutations_where_nothing_is_tied():
    x, y = np.arange(5.0), np.array([0.0, 2.0, 1.0, 4.0, 3.0])
    tau, p, exact = kendall(x, y)

    taus = [kendall(x, np.array(order, dtype=float))[0] for order in permutations(range(5))]
    as_far = sum(abs(each) >= abs(tau) - 1e-12 for each in taus)
    assert exact
    assert tau == pytest.approx(0.6, rel=1e-14)
    assert p == pytest.approx(as_far / 120, rel=1e-12)


def test_kendall_of_one_value_is_undefined():
    assert kendall(np.ones(4), np.arange(4.0)) is None


@pytest.mark.parametrize("k", [1, 2])
def test_two_studies_make_no_funnel(k):
    pooled = generic({"estimate": [0.1, 0.4][:k], "se": [0.2, 0.3][:k]})

    assert egger(pooled) is None
    assert begg(pooled) is None


def test_equal_errors_make_no_line():
    assert egger(generic({"estimate": [0.1, 0.4, 0.3], "se": [0.2, 0.2, 0.2]})) is None


def test_tests_of_few_studies_say_that_they_are_few():
    nine = generic({"estimate": np.sin(np.arange(9)), "se": np.linspace(0.1, 0.5, 9)})
    ten = generic({"estimate": np.sin(np.arange(10)), "se": np.linspace(0.1, 0.5, 10)})

    assert (egger(nine).enough_studies, begg(nine).enough_studies) == (False, False)
    assert (egger(ten).enough_studies, begg(ten).enough_studies) == (True, True)


@pytest.mark.parametrize("estimator", ["L0", "R0"])
@pytest.mark.parametrize("model", ["fixed", "random"])
def test_trim_and_fill_mirrors_with_its_data(estimator, model):
    columns = CASES["ex-trimfill"]["data"]
    flipped = {"estimate": [-each for each in columns["estimate"]], "se": columns["se"]}

    here = trim_and_fill(generic(columns, model), estimator=estimator)
    there = trim_and_fill(generic(flipped, model), estimator=estimator)

    assert (here.k0, here.side, there.side) == (there.k0, "left", "right")
    assert here.pooled.estimate == pytest.approx(-there.pooled.estimate, rel=1e-12)
    np.testing.assert_allclose(here.filled_estimate, -there.filled_estimate, rtol=1e-12)


@pytest.mark.parametrize("estimator", ["L0", "R0"])
def test_trim_and_fill_leaves_an_even_funnel_alone(estimator):
    columns = {"estimate": [-0.5, -0.2, 0.01, 0.15, 0.4], "se": [0.4, 0.2, 0.1, 0.2, 0.4]}
    pooled = generic(columns)

    got = trim_and_fill(pooled, estimator=estimator)

    assert (got.k0, len(got.filled_estimate)) == (0, 0)
    assert got.pooled.estimate == pytest.approx(pooled.estimate, abs=1e-15)


def test_trim_and_fill_needs_two_studies():
    assert trim_and_fill(generic({"estimate": [0.1], "se": [0.2]})) is None


def test_trim_and_fill_refuses_another_estimator():
    with pytest.raises(InvalidInput):
        trim_and_fill(generic({"estimate": [0.1, 0.2], "se": [0.2, 0.3]}), estimator="Q0")


def counts(columns):
    return pool(columns, measure="OR", method="mh", model="fixed")


def test_peters_is_weighted_least_squares_on_the_inverse_total():
    # No printed value at hand: the same line by numpy's least squares on rows multiplied by √weight.
    a, b, c, d, *_rest = np.array(BCG, dtype=float).T
    y, x = np.log(a * d / (b * c)), 1 / (a + b + c + d)
    root = np.sqrt(1 / (1 / (a + c) + 1 / (b + d)))
    design = np.column_stack([np.ones(13), x]) * root[:, np.newaxis]
    beta, (squares,), _rank, _singular = np.linalg.lstsq(design, y * root, rcond=None)
    errors = np.sqrt(np.diag(np.linalg.inv(design.T @ design)) * squares / 11)

    got = peters(counts(COLUMNS))

    assert [got.limit_estimate, got.slope] == pytest.approx(beta.tolist(), rel=1e-9)
    assert (got.slope_se, got.t) == (
        pytest.approx(errors[1], rel=1e-9),
        pytest.approx(beta[1] / errors[1], rel=1e-9),
    )
    assert (got.df, got.enough_studies) == (11, True)


def test_peters_sees_no_asymmetry_where_effects_do_not_depend_on_size():
    sizes = np.array([40.0, 80.0, 160.0, 320.0, 640.0])
    columns = {
        "events_1": 0.1 * sizes,
        "total_1": sizes,
        "events_2": 0.2 * sizes,
        "total_2": sizes,
    }

    got = peters(counts(columns))

    assert got.slope == pytest.approx(0, abs=1e-9)
    assert got.limit_estimate == pytest.approx(np.log(0.1 / 0.9 / (0.2 / 0.8)), rel=1e-12)


def test_peters_leaves_out_studies_without_an_odds_ratio_and_needs_three():
    columns = {
        "events_1": [0, 4, 9, 5],
        "total_1": [10, 50, 60, 55],
        "events_2": [0, 9, 8, 11],
        "total_2": [10, 50, 60, 55],
    }

    assert peters(counts(columns)).df == 1
    assert peters(counts({name: values[:3] for name, values in columns.items()})) is None
    assert peters(generic({"estimate": [0.1, 0.2, 0.4], "se": [0.1, 0.2, 0.3]})) is None


def test_begg_is_undefined_where_one_study_outweighs_the_others():
    assert begg(generic({"estimate": [0.1, 0.4, 0.9], "se": [1e-9, 1.0, 2.0]}, "fixed")) is None
