"""Leave-one-out against R, and against pooling again without each study."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from evidence.synthesis.analysis import pool
from evidence.synthesis.leave_one_out import leave_one_out
from evidence.synthesis.measures import rows_of

from .reference import cases, disagreements, options_of

LEAVE_ONE_OUT = cases("leave_one_out")
FIGURES = ("estimate", "se", "ci_lower", "ci_upper", "p", "tau2", "q", "i2")


def test_reference_cases_are_all_there():
    assert set(LEAVE_ONE_OUT) == {"ex-loo"}


@pytest.mark.parametrize("case", LEAVE_ONE_OUT.values(), ids=LEAVE_ONE_OUT)
def test_leave_one_out_reproduces_r(case):
    got = leave_one_out(pool(case["data"], **options_of(case)))

    figures = {
        "est": got.estimate,
        "se": got.se,
        "ci": [*zip(got.ci_lower, got.ci_upper, strict=True)],
        "p": got.p,
        "tau2": got.tau2,
        "Q": got.q,
        "I2_Q": got.i2,
    }
    expected = {key: [block[key] for block in case["expected"]["omitted"]] for key in figures}
    assert disagreements(figures, expected, case["tolerance"]) == []


COUNTS = {
    "events_1": [3, 9, 0, 12, 0, 5],
    "total_1": [30, 60, 10, 40, 20, 25],
    "events_2": [6, 21, 0, 9, 4, 25],
    "total_2": [28, 58, 12, 45, 21, 25],
}
GRID = [
    *itertools.product(("RR", "OR", "RD"), ("mh", "iv"), ("fixed",), ("dl",), ("wald",)),
    *itertools.product(
        ("RR", "OR", "RD"),
        ("mh", "iv"),
        ("random",),
        ("dl", "reml", "pm", "ml"),
        ("wald", "hksj", "hksj_adhoc"),
    ),
    ("PETO", "peto", "fixed", "dl", "wald"),
]


@pytest.mark.parametrize("profile", ["revman5", "general"])
@pytest.mark.parametrize(("measure", "method", "model", "tau2", "ci"), GRID)
def test_leave_one_out_is_pooling_without_each_study(measure, method, model, tau2, ci, profile):
    options = {
        "measure": measure,
        "method": method,
        "model": model,
        "tau2": tau2,
        "ci": ci,
        "profile": profile,
    }
    got = leave_one_out(pool(COUNTS, **options))

    for i in range(6):
        again = pool(rows_of(COUNTS, np.arange(6) != i), **options)
        wanted = [math.nan if getattr(again, f) is None else getattr(again, f) for f in FIGURES]
        np.testing.assert_allclose(
            [getattr(got, f)[i] for f in FIGURES], wanted, rtol=1e-9, atol=1e-12
        )


@pytest.mark.parametrize("model", ["fixed", "random"])
def test_leave_one_out_of_two_studies_is_the_other_one(model):
    columns = {"estimate": [0.1, 0.7], "se": [0.2, 0.1]}

    got = leave_one_out(pool(columns, measure="GIV", method="iv", model=model))

    np.testing.assert_allclose(got.estimate, [0.7, 0.1], rtol=1e-14)
    assert list(got.q) == [0.0, 0.0]
    assert np.isnan(got.tau2).all()
    assert np.isnan(got.i2).all()


def test_leave_one_out_of_one_study_is_undefined():
    got = leave_one_out(
        pool({"estimate": [0.1], "se": [0.2]}, measure="GIV", method="iv", model="random")
    )

    assert np.isnan(got.estimate).all()


def test_leave_one_out_of_many_studies_works_through_blocks():
    rng = np.random.default_rng(7)
    columns = {"estimate": rng.normal(size=1200), "se": rng.uniform(0.1, 1, 1200)}
    options = {"measure": "GIV", "method": "iv", "model": "random"}

    got = leave_one_out(pool(columns, **options))

    for i in (0, 217, 218, 1199):
        again = pool(rows_of(columns, np.arange(1200) != i), **options)
        assert got.estimate[i] == pytest.approx(again.estimate, rel=1e-11)
        assert got.tau2[i] == pytest.approx(again.tau2, rel=1e-11)
