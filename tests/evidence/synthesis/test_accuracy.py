"""Sensitivity and specificity against R's binom.test and figure 2 of the liver metastases guideline."""

from __future__ import annotations

import csv
import math
from decimal import ROUND_HALF_UP, Decimal

import pytest

from evidence.synthesis.accuracy import rows
from evidence.synthesis.inputs import InvalidInput

from .reference import DATA, cases, disagreements

DTA_ROWS = cases("dta_rows")
FIGURES = ("sens", "sens_lower", "sens_upper", "spec", "spec_lower", "spec_upper")


def test_reference_cases_are_all_there():
    assert set(DTA_ROWS) == {"ex-dta-rows"}


@pytest.mark.parametrize("case", DTA_ROWS.values(), ids=DTA_ROWS)
def test_rows_reproduce_r(case):
    counts = case["data"]

    got = rows(counts["TP"], counts["FP"], counts["FN"], counts["TN"])

    expected = case["expected"]["rows"]
    figures = {
        "sens": got.sens,
        "spec": got.spec,
        "sens_ci": [*zip(got.sens_lower, got.sens_upper, strict=True)],
        "spec_ci": [*zip(got.spec_lower, got.spec_upper, strict=True)],
    }
    wanted = {key: [row[key] for row in expected] for key in figures}
    assert disagreements(figures, wanted, case["tolerance"]) == []


def half_up(value):
    """Two decimals as printed: 10/16 is 0.63. The 12 digits before keep 0.625 what it is."""
    exact = Decimal(f"{value:.12f}")
    return str(exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def figure_2():
    """The 23 printed rows of figure 2, Yamamoto 2021 (doi 10.1002/jhbp.868)."""
    with (DATA / "figure_2.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_figure_2_of_yamamoto_2021_is_complete():
    tests = [row["test"] for row in figure_2()]

    assert (tests.count("MRI"), tests.count("CT")) == (12, 11)


@pytest.mark.parametrize(
    "row", figure_2(), ids=lambda row: f"{row['test']}-{row['study']}-{row['tp']}"
)
def test_rows_reproduce_figure_2_of_yamamoto_2021(row):
    got = rows(*([int(row[name])] for name in ("tp", "fp", "fn", "tn")))

    printed = {name: row[name] for name in FIGURES}
    assert {name: half_up(getattr(got, name)[0]) for name in FIGURES} == printed


def test_rows_leave_undefined_what_nobody_was_tested_for():
    got = rows([0], [3], [0], [7])

    assert all(math.isnan(each[0]) for each in (got.sens, got.sens_lower, got.sens_upper))
    assert got.spec[0] == 0.7


def test_rows_have_closed_limits_at_the_edges():
    got = rows([5, 0], [0, 4], [0, 5], [4, 0])

    assert (got.sens_upper[0], got.spec_upper[0]) == (1.0, 1.0)
    assert (got.sens_lower[1], got.spec_lower[1]) == (0.0, 0.0)


def test_rows_of_no_study_are_empty():
    got = rows([], [], [], [])

    assert (len(got.sens), got.labels) == (0, ())


def test_rows_name_the_study_that_is_wrong():
    with pytest.raises(InvalidInput) as raised:
        rows([5, 4], [0, 1], [1, -2], [4, 4], labels=["Adams 1999", "Brown 2001"])

    assert (raised.value.code, raised.value.study, raised.value.column) == (
        "negative",
        "Brown 2001",
        "fn",
    )
