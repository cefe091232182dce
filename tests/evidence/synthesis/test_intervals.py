"""Hartung-Knapp intervals and quantiles at their edges; their figures are in test_analysis.py."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.synthesis.distributions import normal_quantile, student_quantile
from evidence.synthesis.intervals import hartung_knapp, prediction, q_profile_tau2, wald


def test_normal_quantile_is_not_rounded():
    assert normal_quantile(0.95) == 1.959963984540054


def test_student_quantile_reproduces_the_printed_table():
    table = {1: 12.706, 2: 4.303, 10: 2.228, 30: 2.042}

    assert {df: round(student_quantile(0.95, df), 3) for df in table} == table


def test_hartung_knapp_of_equal_estimates_has_no_test():
    interval = hartung_knapp(np.full(3, 0.4), np.array([0.1, 0.2, 0.3]), 0.0, 0.4)

    assert (interval.ci_lower, interval.ci_upper) == (0.4, 0.4)
    assert (interval.statistic, interval.p) == (None, None)


def test_ad_hoc_interval_is_never_narrower_than_with_the_usual_error():
    estimate, se = np.array([0.40, 0.41, 0.39]), np.array([0.1, 0.2, 0.3])
    usual = float(1 / np.sqrt((1 / se**2).sum()))

    plain = hartung_knapp(estimate, se, 0.0, 0.4)
    ad_hoc = hartung_knapp(estimate, se, 0.0, 0.4, ad_hoc=True)

    assert plain.se < usual
    assert ad_hoc.se == pytest.approx(usual, rel=1e-14)


def test_wald_without_error_has_no_test():
    assert (wald(0.2, 0.0).p, wald(0.2, 0.0).ci_lower) == (None, 0.2)


def test_prediction_needs_a_degree_of_freedom():
    assert prediction(0.1, 0.2, 0.3, df=0) is None


def test_q_profile_of_one_study_is_undefined():
    assert q_profile_tau2(np.array([0.2]), np.array([0.1])) is None
