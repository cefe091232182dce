"""The summary curve against R's lm and closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest

from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.moses_littenberg import SummaryCurve, area, summary_curve

from .reference import cases, disagreements

MOSES = cases("moses_littenberg")


def test_reference_cases_are_all_there():
    assert set(MOSES) == {
        "ex-dta-moses-all-u",
        "ex-dta-moses-all-w",
        "ex-dta-moses-zero-u",
        "ex-dta-moses-zero-w",
    }


@pytest.mark.parametrize("case", MOSES.values(), ids=MOSES)
def test_summary_curve_reproduces_r(case):
    expected, data = dict(case["expected"]), case["data"]

    got = summary_curve(
        data["TP"],
        data["FP"],
        data["FN"],
        data["TN"],
        correction=expected.pop("correction"),
        weighted=expected.pop("weighted"),
    )

    at = expected.pop("sens_at_spec")
    sensitivity = got.sensitivity_at(np.array([float(each) for each in at]))
    figures = {
        "a": got.a,
        "b": got.b,
        "se_a": got.se_a,
        "se_b": got.se_b,
        "p_b": got.p_b,
        "AUC": got.auc,
        "Q_star": got.q_star,
    }
    assert disagreements(figures, expected, case["tolerance"]) == []
    on_curve = {"sensitivity": list(sensitivity)}
    assert disagreements(on_curve, {"sensitivity": list(at.values())}, case["tolerance"]) == []


@pytest.mark.parametrize("log_dor", [0.5, 2.0, 6.0])
def test_area_without_slope_is_the_closed_form(log_dor):
    # Walter 2002: DOR·(DOR − 1 − ln DOR)/(DOR − 1)² where the odds ratio is the same everywhere.
    dor = math.exp(log_dor)

    assert area(log_dor, 0.0) == pytest.approx(
        dor * (dor - 1 - log_dor) / (dor - 1) ** 2, rel=1e-12
    )


def test_area_without_accuracy_is_a_half():
    assert area(0.0, 0.3) == pytest.approx(0.5, rel=1e-12)


def test_a_slope_of_one_has_no_curve():
    curve = SummaryCurve(5, 2.0, 0.1, 1.0, 0.1, 0.5, area(2.0, 1.0), 0.7)

    assert curve.auc is None
    assert curve.sensitivity_at(np.array([0.9])) is None


def test_two_studies_make_no_curve():
    assert summary_curve([9, 8], [1, 2], [1, 2], [9, 7]) is None


def test_studies_without_diseased_take_no_part():
    assert summary_curve([9, 8, 0, 7], [1, 2, 3, 2], [1, 2, 0, 5], [9, 7, 5, 30]).k == 3


def test_summary_curve_names_the_study_that_is_wrong():
    with pytest.raises(InvalidInput) as raised:
        summary_curve([9, -8], [1, 2], [1, 2], [9, 7], labels=["Adams 1999", "Brown 2001"])

    assert (raised.value.study, raised.value.column) == ("Brown 2001", "tp")
