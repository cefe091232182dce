"""Likelihood ratios and odds ratio from two logits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.synthesis.accuracy_summary import from_log, from_logit, logistic, ratios

logit = st.floats(-8, 8)


@given(a=logit, b=logit)
def test_ratios_are_those_of_sensitivity_and_specificity(a, b):
    sens, spec = logistic(a), logistic(b)

    got = ratios(np.array([a, b]), np.eye(2) * 0.1, 0.95)

    assert got.lr_pos.value == pytest.approx(sens / (1 - spec), rel=1e-9)
    assert got.lr_neg.value == pytest.approx((1 - sens) / spec, rel=1e-9)
    assert got.dor.value == pytest.approx(got.lr_pos.value / got.lr_neg.value, rel=1e-9)


@given(a=logit, b=logit)
def test_limits_have_the_slopes_of_a_difference(a, b):
    cov, h = np.array([[0.09, -0.02], [-0.02, 0.16]]), 1e-6

    got = ratios(np.array([a, b]), cov, 0.95)

    for name in ("lr_pos", "lr_neg", "dor"):

        def log_ratio(x, y, name=name):
            return np.log(getattr(ratios(np.array([x, y]), cov, 0.95), name).value)

        slope = np.array(
            [
                (log_ratio(a + h, b) - log_ratio(a - h, b)) / (2 * h),
                (log_ratio(a, b + h) - log_ratio(a, b - h)) / (2 * h),
            ]
        )
        estimate = getattr(got, name)
        width = np.log(estimate.upper / estimate.lower) / 2 / 1.959963984540054
        assert width == pytest.approx(np.sqrt(slope @ cov @ slope), rel=1e-5, abs=1e-7)


def test_limits_of_a_proportion_stay_within_0_and_1():
    wide = from_logit(2.0, 30.0, 0.95)

    assert 0 <= wide.lower < wide.value < wide.upper <= 1


def test_limits_of_a_ratio_never_overflow():
    assert np.isfinite(from_log(3.0, 1000.0, 0.95).upper)
