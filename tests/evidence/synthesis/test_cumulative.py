"""Cumulative meta-analysis against metafor, and against pooling what had come by then."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.synthesis.analysis import pool
from evidence.synthesis.cumulative import cumulative
from evidence.synthesis.inputs import InvalidInput

from .bcg import COLUMNS, METAFOR, YEARS


@pytest.mark.parametrize(
    ("options", "expected", "tolerance"),
    [
        ({"measure": "RR", "method": "iv", "model": "random", "tau2": "reml"}, "reml", 1e-8),
        ({"measure": "RR", "method": "mh", "model": "fixed"}, "mh", 1e-11),
        ({"measure": "PETO", "method": "peto", "model": "fixed"}, "peto", 1e-11),
    ],
)
def test_cumulative_reproduces_metafor(options, expected, tolerance):
    got = cumulative(COLUMNS, YEARS, **options)

    assert got.estimate.tolist() == pytest.approx(METAFOR["cumulative"][expected], abs=tolerance)


def test_cumulative_is_pooling_what_had_come_by_then():
    options = {"measure": "OR", "method": "mh", "model": "random", "ci": "hksj"}

    got = cumulative(COLUMNS, **options)

    for i in range(13):
        pooled = pool({name: values[: i + 1] for name, values in COLUMNS.items()}, **options)
        assert (got.k[i], got.estimate[i], got.se[i]) == (i + 1, pooled.estimate, pooled.se)
        assert (got.ci_upper[i], got.p[i], got.q[i]) == (pooled.ci_upper, pooled.p, pooled.q)
    assert np.isnan([got.tau2[0], got.i2[0]]).all()


def test_cumulative_keeps_the_names_in_the_order_of_years():
    columns = {"estimate": [0.1, 0.2, 0.3, 0.4], "se": [0.1, 0.1, 0.2, 0.2]}

    got = cumulative(
        columns, [3, 1, 2, 1], measure="GIV", method="iv", model="fixed", labels=list("abcd")
    )

    assert got.labels == ("b", "d", "c", "a")
    assert got.estimate[0] == pytest.approx(0.2)


def test_a_study_that_is_not_estimable_leaves_the_result_as_it_was():
    columns = {
        "events_1": [0, 4, 0],
        "total_1": [10, 50, 60],
        "events_2": [0, 9, 0],
        "total_2": [10, 50, 60],
    }

    got = cumulative(columns, measure="RR", method="mh", model="fixed")

    assert got.k.tolist() == [0, 1, 1]
    assert np.isnan(got.estimate[0])
    assert got.estimate[1] == got.estimate[2]


def test_cumulative_of_no_study_is_empty():
    got = cumulative({"estimate": [], "se": []}, measure="GIV", method="iv", model="random")

    assert (got.labels, got.estimate.tolist()) == ((), [])


@pytest.mark.parametrize(
    ("order", "code"), [([1, 2], "lengths-differ"), ([1, None, 3], "not-a-number")]
)
def test_cumulative_needs_a_place_for_each_study(order, code):
    columns = {"estimate": [0.1, 0.2, 0.3], "se": [0.1, 0.1, 0.2]}

    with pytest.raises(InvalidInput) as raised:
        cumulative(columns, order, measure="GIV", method="iv", model="fixed")

    assert raised.value.code == code
