"""Prediction intervals and Q-profile limits against metafor."""

from __future__ import annotations

import pytest

from evidence.synthesis.analysis import pool
from evidence.synthesis.spread import NOTHING, spread

from .reference import cases, disagreements, options_of

PAIRWISE = {
    name: case for name, case in cases("pairwise").items() if "tau2_ci_qprofile" in case["expected"]
}


def spread_block(result):
    return {
        "I2_tau2": result.i2_tau2,
        "H2_tau2": result.h2_tau2,
        "tau2_ci_qprofile": result.tau2_ci,
        "I2_tau2_ci": result.i2_ci,
        "pi_z": result.prediction_z,
        "pi_t_k1": result.prediction_t_k1,
        "pi_t_k2": result.prediction_t_k2,
        "pi_metafor": result.prediction_metafor,
    }


def test_reference_cases_are_all_there():
    assert set(PAIRWISE) == {
        "ex-SMD-DL",
        "ex-giv-REML-wald",
        "ex-giv-REML-hksj",
        "ex-giv-REML-hksj_adhoc",
        "ex-giv-PM",
    }


@pytest.mark.parametrize("case", PAIRWISE.values(), ids=PAIRWISE)
def test_spread_reproduces_metafor(case):
    got = spread_block(spread(pool(case["data"], **options_of(case))))

    expected = {key: case["expected"][key] for key in got}
    assert disagreements(got, expected, case["tolerance"]) == []


def generic(estimate, se, **options):
    columns = {"estimate": estimate, "se": se}
    return pool(columns, measure="GIV", method="iv", **options)


def test_spread_of_one_study_is_undefined():
    assert spread(generic([0.3], [0.1], model="random")) == NOTHING


def test_spread_of_a_fixed_effect_is_undefined():
    assert spread(generic([0.3, 0.5], [0.1, 0.2], model="fixed")) == NOTHING


def test_spread_of_two_studies_has_no_interval_on_zero_degrees_of_freedom():
    result = spread(generic([0.3, 1.5], [0.1, 0.2], model="random"))

    assert result.prediction_t_k2 is None
    assert result.prediction_t_k1[0] < result.prediction_z[0]


def test_spread_of_studies_that_agree_stops_at_zero():
    result = spread(generic([0.3, 0.3, 0.3], [0.1, 0.2, 0.3], model="random"))

    assert (result.tau2_ci, result.i2_ci, result.i2_tau2, result.h2_tau2) == (
        (0.0, 0.0),
        (0.0, 0.0),
        0.0,
        1.0,
    )
