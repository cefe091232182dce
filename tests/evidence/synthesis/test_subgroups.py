"""Subgroups and their test against R."""

from __future__ import annotations

import pytest

from evidence.synthesis.analysis import pool
from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.subgroups import by_subgroup

from .reference import cases, disagreements, options_of, pooled_block

SUBGROUP = cases("subgroup")


def test_reference_cases_are_all_there():
    assert set(SUBGROUP) == {"ex-subgroup"}


@pytest.mark.parametrize("case", SUBGROUP.values(), ids=SUBGROUP)
def test_by_subgroup_reproduces_r(case):
    columns = {name: column for name, column in case["data"].items() if name != "subgroup"}
    expected, tolerance = case["expected"], case["tolerance"]

    got = by_subgroup(columns, case["data"]["subgroup"], **options_of(case))

    overall = {key: expected["overall"][key] for key in expected["overall"] if key != "studies"}
    assert disagreements(pooled_block(got.overall), overall, tolerance) == []
    assert list(got.names) == [block["subgroup"] for block in expected["subgroups"]]
    for pooled, block in zip(got.pooled, expected["subgroups"], strict=True):
        wanted = {key: block[key] for key in block if key not in ("subgroup", "studies")}
        assert disagreements(pooled_block(pooled), wanted, tolerance) == []
    test = {"Q": got.test.q, "df": got.test.df, "p": got.test.p, "I2": got.test.i2}
    assert disagreements(test, expected["subgroup_test"], tolerance) == []
    weights = {"weight": list(got.weight_pct)}
    assert disagreements(weights, {"weight": expected["subgroup_weight_pct"]}, tolerance) == []


COLUMNS = {
    "events_1": [3, 9, 0, 12],
    "total_1": [30, 60, 10, 40],
    "events_2": [6, 21, 0, 9],
    "total_2": [28, 58, 12, 45],
}
OPTIONS = {"measure": "RR", "method": "mh", "model": "fixed"}


def test_by_subgroup_leaves_a_group_without_events_out_of_the_test():
    got = by_subgroup(COLUMNS, ["a", "a", "b", "c"], **OPTIONS)

    assert [each.estimable for each in got.pooled] == [True, False, True]
    assert got.test.df == 1


def test_by_subgroup_with_one_group_has_nothing_to_test():
    got = by_subgroup(COLUMNS, ["a"] * 4, **OPTIONS)

    assert (got.test.df, got.test.p, got.test.i2) == (0, None, None)
    assert got.pooled[0].estimate == got.overall.estimate


def test_by_subgroup_keeps_the_names_of_its_studies():
    labels = ["Adams 1999", "Brown 2001", "Clark 2003", "Davis 2005"]

    got = by_subgroup(COLUMNS, ["b", "a", "b", "a"], labels=labels, **OPTIONS)

    assert got.names == ("b", "a")
    assert got.pooled[1].studies.labels == ("Brown 2001", "Davis 2005")


def test_by_subgroup_needs_a_group_for_each_study():
    with pytest.raises(InvalidInput) as raised:
        by_subgroup(COLUMNS, ["a", "b"], **OPTIONS)

    assert raised.value.code == "lengths-differ"


def test_by_subgroup_by_risk_of_bias_is_the_usual_sensitivity_analysis():
    ratings = ["low", "high", "some concerns", "low"]

    got = by_subgroup(COLUMNS, ratings, **OPTIONS)

    low = pool({name: [values[0], values[3]] for name, values in COLUMNS.items()}, **OPTIONS)
    assert got.names == ("low", "high", "some concerns")
    assert got.pooled[0].estimate == low.estimate
    assert got.weight_pct.sum() == pytest.approx(100, rel=1e-12)
