"""The lines for R: what R printed when they were run is what the package gives.

`tests/data/exports/in_r.json` holds the lines with what R 4.2.2 and metafor 3.8-1 printed.
"""

import json
from pathlib import Path

import pytest

from evidence.synthesis.analysis import pool
from evidence.synthesis.recipe import recipe
from publication.exports.r_calls import r_call

DATA = json.loads((Path(__file__).parents[2] / "data/exports/in_r.json").read_text())
# metafor's own iterations stop at 1e-5 (REML, ML) and 1e-4 (PM) of τ².
ITERATIVE = ("reml", "ml", "pm")


def name(case) -> str:
    return "-".join(str(value) for value in case["options"].values())


@pytest.mark.parametrize("case", DATA["cases"], ids=name)
def test_r_call_is_the_one_that_was_run(case):
    columns = DATA["data"][case["kind"]]

    lines = r_call(recipe(**case["options"]), list(columns), f"{case['kind']}.csv")

    assert lines.split("\n") == case["call"]


@pytest.mark.parametrize("case", DATA["cases"], ids=name)
def test_r_printed_what_pooling_gives(case):
    columns = dict(DATA["data"][case["kind"]])
    labels = columns.pop("study")

    got = pool(columns, labels=labels, **case["options"])

    loose = case["options"]["tau2"] in ITERATIVE and case["options"]["model"] == "random"
    tolerance = {"rel": 2e-4, "abs": 2e-5} if loose else {"rel": 1e-9, "abs": 1e-11}
    figures = {"estimate": got.estimate, "ci_lower": got.ci_lower, "ci_upper": got.ci_upper}
    assert figures == pytest.approx(case["printed"], **tolerance)


def test_cases_reach_every_way_of_pooling():
    said = {(case["options"]["measure"], case["options"]["method"]) for case in DATA["cases"]}

    assert said == {
        ("RR", "mh"),
        ("OR", "mh"),
        ("RD", "mh"),
        ("RR", "iv"),
        ("OR", "iv"),
        ("RD", "iv"),
        ("PETO", "peto"),
        ("MD", "iv"),
        ("SMD", "iv"),
        ("HR", "iv"),
    }
