"""Results per 1000 tested."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.synthesis.accuracy_summary import Estimate, ratios
from evidence.synthesis.consequences import consequences
from evidence.synthesis.inputs import InvalidInput

SENS, SPEC = Estimate(0.9, 0.8, 0.95), Estimate(0.75, 0.6, 0.85)
RATIOS = ratios(np.log([9.0, 3.0]), np.array([[0.05, 0.01], [0.01, 0.08]]), 0.95)


def rounded(estimate):
    return tuple(round(each, 6) for each in (estimate.value, estimate.lower, estimate.upper))


def test_a_thousand_people_are_shared_out():
    (got,) = consequences(SENS, SPEC, RATIOS, [0.2])

    assert rounded(got.tp) == (180, 160, 190)
    assert rounded(got.fn) == (20, 10, 40)
    assert rounded(got.tn) == (600, 480, 680)
    assert rounded(got.fp) == (200, 120, 320)


def test_predictive_values_are_shares_of_those_with_the_result():
    (got,) = consequences(SENS, SPEC, RATIOS, [0.2])

    assert got.ppv.value == pytest.approx(180 / (180 + 200))
    assert got.npv.value == pytest.approx(600 / (600 + 20))
    assert got.ppv.lower < got.ppv.value < got.ppv.upper
    assert got.npv.lower < got.npv.value < got.npv.upper


def test_at_the_ends_of_prevalence_everything_is_known():
    nobody, everybody = consequences(SENS, SPEC, RATIOS, [0, 1])

    assert (nobody.tp.value, nobody.ppv.value, nobody.npv.value) == (0, 0, 1)
    assert (everybody.tn.value, everybody.ppv.value, everybody.npv.value) == (0, 1, 0)


def test_predictive_values_need_the_likelihood_ratios():
    (got,) = consequences(SENS, SPEC, None, [0.2])

    assert (got.ppv, got.npv) == (None, None)


@pytest.mark.parametrize("prevalence", [-0.1, 1.2, float("nan")])
def test_prevalence_is_a_fraction(prevalence):
    with pytest.raises(InvalidInput) as raised:
        consequences(SENS, SPEC, RATIOS, [prevalence])

    assert raised.value.code == "prevalence-outside-0-1"
