"""Whole analyses against R (metafor, meta), RevMan 5's stored results and RevMan Web's printed rows."""

from __future__ import annotations

import math

import pytest

from evidence.synthesis.analysis import pool
from evidence.synthesis.inputs import InvalidInput

from .reference import (
    MODEL,
    cases,
    close,
    disagreements,
    load,
    options_of,
    pooled_block,
    studies_block,
)

PAIRWISE = cases("pairwise")
STORED = cases("revman5_stored")
PRINTED = load("revman_rows")
# Figures of the interval module, compared in test_intervals.py.
ELSEWHERE = ("I2_tau2", "H2_tau2", "tau2_ci_qprofile", "I2_tau2_ci", "pi_")


def test_reference_cases_are_all_there():
    assert set(PAIRWISE) == {
        "ex-RR-MH-RE",
        "ex-RR-MH-FE",
        "ex-OR-IV-RE",
        "ex-PETO",
        "ex-zero-RD",
        "ex-zero-RR",
        "ex-SMD-DL",
        "ex-giv-REML-wald",
        "ex-giv-REML-hksj",
        "ex-giv-REML-hksj_adhoc",
        "ex-giv-PM",
    }
    assert set(STORED) == {
        "ex-stored-fleiss",
        "ex-stored-001.24",
        "ex-stored-001.26",
        "ex-stored-md",
    }
    assert (len(PRINTED["rows"]), len(PRINTED["analyses"])) == (41, 16)


@pytest.mark.parametrize("case", PAIRWISE.values(), ids=PAIRWISE)
def test_pool_reproduces_r(case):
    pooled = pool(case["data"], **options_of(case))

    expected = {
        key: value
        for key, value in case["expected"].items()
        if key not in ("studies", "unverified") and not key.startswith(ELSEWHERE)
    }
    assert disagreements(pooled_block(pooled), expected, case["tolerance"]) == []
    assert (
        disagreements(studies_block(pooled), case["expected"]["studies"], case["tolerance"]) == []
    )


@pytest.mark.parametrize("case", STORED.values(), ids=STORED)
def test_pool_reproduces_what_revman_5_stored(case):
    pooled = pool(case["data"], **options_of(case))

    studies = pooled.studies
    got = pooled_block(pooled) | {"weight_pct": float(studies.weight_pct.sum())}
    got_studies = studies_block(pooled) | {
        "est_natural": pooled.studies_natural(studies.estimate),
        "ci_lo_natural": pooled.studies_natural(studies.ci_lower),
        "ci_hi_natural": pooled.studies_natural(studies.ci_upper),
    }
    expected = {k: v for k, v in case["expected"].items() if k != "studies" and "stored" not in k}
    assert disagreements(got, expected, case["tolerance"]) == []
    assert disagreements(got_studies, case["expected"]["studies"], case["tolerance"]) == []


def single(row):
    """A printed row as an analysis of one study."""
    columns = {key: [value] for key, value in row.items() if key[-2:] in ("_1", "_2")}
    method = "peto" if row["measure"] == "PETO" else "iv"
    return pool(columns, measure=row["measure"], method=method, model="fixed")


@pytest.mark.parametrize(
    "row", PRINTED["rows"], ids=lambda r: f"{r['review']}-{r['measure']}-{r['shape']}"
)
def test_study_rows_reproduce_revman_web(row):
    pooled = single(row)

    studies = pooled.studies
    got = {
        "est": pooled.studies_natural(studies.estimate)[0],
        "ci_lo": pooled.studies_natural(studies.ci_lower)[0],
        "ci_hi": pooled.studies_natural(studies.ci_upper)[0],
        "estimable": bool(studies.estimable[0]),
    }
    expected = {key: row[key] for key in got}
    assert disagreements(got, expected, PRINTED["tolerance"]) == []
    assert pooled.estimable == row["estimable"]


@pytest.mark.parametrize(
    "printed",
    PRINTED["analyses"],
    ids=lambda a: f"{a['review']}-{a['measure']}-{a['method']}-{a['model']}",
)
def test_weights_reproduce_revman_web(printed):
    columns = {key: value for key, value in printed.items() if key[-2:] in ("_1", "_2")}

    pooled = pool(
        columns,
        measure=printed["measure"],
        method=printed["method"],
        model=MODEL[printed["model"]],
        tau2=printed["tau2"] or "dl",
    )

    studies = pooled.studies
    got = {
        "est": pooled.studies_natural(studies.estimate),
        "ci_lo": pooled.studies_natural(studies.ci_lower),
        "ci_hi": pooled.studies_natural(studies.ci_upper),
    }
    expected = {key: printed[key] for key in got}
    assert disagreements(got, expected, PRINTED["tolerance"]) == []
    weight = {"rel": 0, "abs": PRINTED["tolerance"]["weight_abs"]}
    printed_weights = {"weight_pct": printed["weight_pct"]}
    assert disagreements({"weight_pct": studies.weight_pct}, printed_weights, weight) == []


def counts(*rows):
    names = ("events_1", "total_1", "events_2", "total_2")
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def test_pool_without_studies_says_so():
    pooled = pool(
        {"events_1": [], "total_1": [], "events_2": [], "total_2": []},
        measure="RR",
        method="mh",
        model="random",
    )

    assert (pooled.estimable, pooled.reason, pooled.k) == (False, "no-studies", 0)
    assert (pooled.estimate, pooled.ci, pooled.natural, pooled.q, pooled.tau2) == (None,) * 5


def test_pool_without_any_event_says_so():
    pooled = pool(counts((0, 10, 0, 12), (0, 8, 0, 9)), measure="OR", method="mh", model="fixed")

    assert (pooled.estimable, pooled.reason) == (False, "none-estimable")
    assert (pooled.k, pooled.n_studies) == (0, 2)
    assert list(pooled.studies.weight_pct) == [0, 0]
    assert all(math.isnan(each) for each in pooled.studies.estimate)


def test_pool_of_risk_differences_without_any_event_has_no_error_to_show():
    pooled = pool(counts((0, 10, 0, 12), (0, 8, 0, 9)), measure="RD", method="mh", model="fixed")

    assert (pooled.estimable, pooled.reason) == (False, "zero-variance")


def test_pool_of_one_study_is_that_study():
    pooled = pool(counts((3, 30, 6, 28)), measure="RR", method="mh", model="random", ci="hksj")

    assert close(pooled.natural, (3 / 30) / (6 / 28), {"rel": 1e-14, "abs": 0})
    assert (pooled.k, pooled.q, pooled.q_df, pooled.q_p) == (1, 0.0, 0, None)
    assert (pooled.i2, pooled.tau2, pooled.ci_method) == (None, None, "wald")
    assert list(pooled.studies.weight_pct) == [100.0]


def test_pool_counts_every_study_in_the_totals():
    pooled = pool(counts((0, 10, 0, 12), (3, 30, 6, 28)), measure="RR", method="mh", model="random")

    totals = pooled.totals
    assert (totals.events_1, totals.total_1, totals.events_2, totals.total_2) == (3, 40, 6, 40)
    assert (pooled.k, pooled.n_studies) == (1, 2)


def test_pool_exponentiates_a_log_hazard_ratio():
    pooled = pool({"log_effect": [-0.22], "se": [0.11]}, measure="HR", method="iv", model="random")

    assert pooled.natural == math.exp(-0.22)
    assert pooled.scale == "log"


def test_pool_takes_the_plain_q_outside_revman_5():
    studies = counts((3, 30, 6, 28), (9, 60, 21, 58), (12, 40, 9, 45))

    revman = pool(studies, measure="RR", method="mh", model="random")
    plain = pool(studies, measure="RR", method="mh", model="random", profile="general")
    inverse = pool(studies, measure="RR", method="iv", model="random")

    assert (plain.q, plain.tau2) == (inverse.q, inverse.tau2)
    assert revman.q > plain.q


def test_pool_keeps_its_recipe():
    pooled = pool(counts((3, 30, 6, 28)), measure="or", method="PETO", model="fixed")

    recipe = pooled.recipe
    assert (recipe.measure, recipe.method, recipe.model) == ("PETO", "peto", "fixed")
    assert (recipe.tau2, recipe.ci, recipe.profile, recipe.level) == (
        None,
        "wald",
        "revman5",
        0.95,
    )


@pytest.mark.parametrize(
    ("rows", "code", "study", "column"),
    [
        ([(3, 30, 6, 28), (31, 30, 6, 28)], "events-above-total", "Brown 2001", "events_1"),
        ([(3, 30, 6, 28), (3, 30, 29, 28)], "events-above-total", "Brown 2001", "events_2"),
        ([(-1, 30, 6, 28), (3, 30, 6, 28)], "negative", "Adams 1999", "events_1"),
        ([(3, 30, None, 28), (3, 30, 6, 28)], "not-a-number", "Adams 1999", "events_2"),
        ([(3, 30, 6, 28), (3, "n/a", 6, 28)], "not-a-number", "Brown 2001", "total_1"),
        ([(3, 30, 6, 28), (3, 30, 6, math.inf)], "not-a-number", "Brown 2001", "total_2"),
    ],
)
def test_pool_names_the_study_that_is_wrong(rows, code, study, column):
    with pytest.raises(InvalidInput) as raised:
        pool(
            counts(*rows),
            measure="RR",
            method="mh",
            model="fixed",
            labels=["Adams 1999", "Brown 2001"],
        )

    assert (raised.value.code, raised.value.study, raised.value.column) == (code, study, column)
    assert str(raised.value).startswith(study)


@pytest.mark.parametrize(
    ("columns", "code", "column"),
    [
        ({"estimate": [0.1], "se": [0.0]}, "not-positive", "se"),
        ({"estimate": [0.1, 0.2], "se": [0.1]}, "lengths-differ", "se"),
        ({"estimate": [0.1]}, "missing-column", "se"),
        ({"O_E": [0.1], "V": [-1]}, "negative", "V"),
    ],
)
def test_pool_refuses_generic_data_it_cannot_weigh(columns, code, column):
    with pytest.raises(InvalidInput) as raised:
        pool(columns, measure="HR", method="iv", model="fixed")

    assert (raised.value.code, raised.value.column) == (code, column)


@pytest.mark.parametrize(
    "options",
    [
        {"measure": "RRR", "method": "iv", "model": "fixed"},
        {"measure": "MD", "method": "mh", "model": "fixed"},
        {"measure": "PETO", "method": "peto", "model": "random"},
        {"measure": "RR", "method": "peto", "model": "fixed"},
        {"measure": "RR", "method": "iv", "model": "fixed", "ci": "hksj"},
        {"measure": "RR", "method": "iv", "model": "random", "tau2": "eb"},
        {"measure": "RR", "method": "iv", "model": "random", "profile": "stata"},
    ],
)
def test_pool_refuses_options_that_do_not_exist(options):
    with pytest.raises(InvalidInput) as raised:
        pool(counts((3, 30, 6, 28)), **options)

    assert raised.value.code == "unknown-option"


def test_pool_refuses_mantel_haenszel_without_counts():
    with pytest.raises(InvalidInput) as raised:
        pool({"O_E": [1.0], "V": [2.0]}, measure="OR", method="mh", model="fixed")

    assert raised.value.code == "missing-column"


def test_pool_takes_ratios_with_their_printed_limits():
    limits = {"ratio": [0.8, 1.1], "ci_lower": [0.6, 0.7], "ci_upper": [1.0667, 1.7286]}

    pooled = pool(limits, measure="HR", method="iv", model="fixed")

    z = 1.959963984540054
    assert pooled.studies.estimate.tolist() == [math.log(0.8), math.log(1.1)]
    assert pooled.studies.se[0] == pytest.approx(math.log(1.0667 / 0.6) / (2 * z), rel=1e-12)


@pytest.mark.parametrize(
    ("limits", "code"), [((0.8, 0.9, 1.1), "limits-out-of-order"), ((0.8, 0, 1.1), "not-positive")]
)
def test_pool_names_the_study_whose_limits_cannot_be(limits, code):
    columns = {
        name: [value] for name, value in zip(("ratio", "ci_lower", "ci_upper"), limits, strict=True)
    }

    with pytest.raises(InvalidInput) as raised:
        pool(columns, measure="HR", method="iv", model="fixed", labels=["Adams"])

    assert (raised.value.code, raised.value.study) == (code, "Adams")
