"""The summary curve and the parameters of the hierarchical model."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.synthesis.sroc import Hsroc, hsroc

logit = st.floats(-4, 4)
sd = st.floats(0.05, 3)


@given(a=logit, b=logit, sd_a=sd, sd_b=sd, r=st.floats(-1, 1))
def test_the_summary_point_lies_on_the_curve(a, b, sd_a, sd_b, r):
    both = r * sd_a * sd_b
    curve = hsroc(np.array([a, b]), np.array([[sd_a**2, both], [both, sd_b**2]]))

    fpr = 1 / (1 + np.exp(b))
    assert curve.sensitivity_at(np.array([fpr]))[0] == pytest.approx(1 / (1 + np.exp(-a)), abs=1e-9)


@given(a=logit, b=logit, sd_a=sd, sd_b=sd, r=st.floats(-1, 1))
def test_the_parameters_lead_back_to_the_bivariate_model(a, b, sd_a, sd_b, r):
    both = r * sd_a * sd_b
    p = hsroc(np.array([a, b]), np.array([[sd_a**2, both], [both, sd_b**2]]))

    # Harbord 2007, the inverse transformations.
    up, down = np.exp(p.shape / 2), np.exp(-p.shape / 2)
    back = [
        down * (p.threshold + p.accuracy / 2),
        -up * (p.threshold - p.accuracy / 2),
        down**2 * (p.var_threshold + p.var_accuracy / 4),
        up**2 * (p.var_threshold + p.var_accuracy / 4),
        -(p.var_threshold - p.var_accuracy / 4),
    ]
    assert back == pytest.approx([a, b, sd_a**2, sd_b**2, both], abs=1e-9)


@pytest.mark.parametrize("zero", [0, 1])
def test_no_curve_without_both_variances(zero):
    between = np.eye(2)
    between[zero, zero] = 0.0

    assert hsroc(np.array([1.0, 2.0]), between) is None


@pytest.mark.parametrize("log_dor", [0.5, 2.0, 6.0])
def test_area_of_a_symmetric_curve_is_the_closed_form(log_dor):
    # Walter 2002: DOR·(DOR − 1 − ln DOR)/(DOR − 1)² where the odds ratio is the same everywhere.
    dor = np.exp(log_dor)

    area = Hsroc(log_dor, 0.0, 0.0, 1.0, 1.0).area

    assert area == pytest.approx(dor * (dor - 1 - log_dor) / (dor - 1) ** 2, rel=1e-10)


def test_area_by_mada_is_a_little_less_than_the_mean_height():
    curve = Hsroc(0.0, 0.0, 0.0, 1.0, 1.0)

    # the curve without accuracy is the diagonal: mean height ½, of which mada prints 98/99.
    assert curve.area_by_mada() == pytest.approx(0.5 * 98 / 99)
    assert curve.area_by_mada(0.0, 0.5) == pytest.approx(0.255 * 98 / 99)


def test_area_by_mada_needs_two_false_positive_rates():
    assert Hsroc(1.0, 0.0, 0.0, 1.0, 1.0).area_by_mada(0.2, 0.2) is None
