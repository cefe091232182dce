"""Cells that are no figures: each is refused with its row, and the other cases are computed."""

from __future__ import annotations

import io
import json

import pytest

from evidence.synthesis_cases.command import run

GENERIC = {"estimate": [0.1, 0.2, 0.3], "se": [0.1, 0.2, 0.3]}
TABLES = {"TP": [10, 20, 30], "FP": [1, 2, 3], "FN": [2, 3, 4], "TN": [30, 20, 30]}
COLUMNS = [
    ("pairwise", GENERIC, "se"),
    ("subgroup", GENERIC | {"subgroup": ["a", "b", "a"]}, "estimate"),
    ("cumulative", GENERIC | {"year": [1, 2, 3]}, "year"),
    ("meta_regression", GENERIC | {"moderator": [1, 2, 4]}, "moderator"),
    ("proportion", {"events": [1, 2, 3], "total": [9, 9, 9]}, "events"),
    ("dta_rows", TABLES, "TP"),
    ("dta_bivariate", TABLES, "FN"),
]
# true would count as 1, "1_0" as ten; float() overflows on an integer of 400 digits.
CELLS = [None, True, "x", "", "1_0", [1], [1, 2, 3], {"a": 1}, 10**400, float("nan"), float("inf")]


def outcome(tmp_path, document):
    """Exit code, results and lines on standard error."""
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    code = run({"file": str(path)}, out, err)
    return code, json.loads(out.getvalue())["results"], err.getvalue().splitlines()


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: repr(cell)[:12])
@pytest.mark.parametrize(("kind", "data", "column"), COLUMNS, ids=[each[0] for each in COLUMNS])
def test_cell_that_is_no_figure_is_refused_by_row(tmp_path, kind, data, column, cell):
    whole = data | {column: [cell] * 3}
    last = data | {column: [*data[column][:2], cell]}
    cases = [
        {"id": "whole", "kind": kind, "data": whole},
        {"id": "last", "kind": kind, "data": last},
        {"id": "good", "kind": "pairwise", "data": GENERIC},
    ]

    code, results, lines = outcome(tmp_path, {"cases": cases})

    problems = [result["problem"] for result in results[:2]]
    assert code == 1
    assert [problem["code"] for problem in problems] == ["not-a-number", "not-a-number"]
    assert [problem["study"] for problem in problems] == ["row 1", "row 3"]
    assert [problem["column"].lower() for problem in problems] == [column.lower()] * 2
    assert [line.split(": ")[:2] for line in lines] == [["whole", "row 1"], ["last", "row 3"]]
    assert results[2]["k"] == 3


def test_columns_that_nothing_reads_may_hold_anything(tmp_path):
    data = GENERIC | {
        "subgroup": ["a", "b", "a"],
        "remark": [[1], [1, 2], None],
        "events_2": [None, "x", 3],
        "total_2": ["?", 4, None],
        "study": ["Adams 1999a", "Adams 1999b", "Brown 2001"],
    }
    cases = [{"id": kind, "kind": kind, "data": data} for kind in ("pairwise", "subgroup")]

    code, results, lines = outcome(tmp_path, {"cases": cases})

    assert (code, lines) == (0, [])
    assert results[0]["shared_controls"] == []
    assert [block["k"] for block in results[1]["subgroups"]] == [2, 1]


def test_long_value_is_cut_short_in_the_message(tmp_path):
    data = GENERIC | {"se": [0.1, 0.2, 10**400]}

    _code, _results, lines = outcome(
        tmp_path, {"cases": [{"id": "x", "kind": "pairwise", "data": data}]}
    )

    assert lines == [f"x: row 3: se is not a finite number (1{'0' * 39})"]


@pytest.mark.parametrize(
    ("cell", "code"), [(2.5, "not-whole"), (1e-320, "not-whole"), (1e10, "too-large")]
)
def test_exact_model_refuses_what_nobody_counted(tmp_path, cell, code):
    data = TABLES | {"FP": [1, cell, 3]}

    _code, results, _lines = outcome(
        tmp_path, {"cases": [{"id": "x", "kind": "dta_bivariate", "data": data}]}
    )

    problem = results[0]["problem"]
    assert (problem["code"], problem["study"], problem["column"]) == (code, "row 2", "fp")


@pytest.mark.parametrize("points", [float("nan"), float("inf"), 10**400, 2.5, True, "x"])
def test_points_that_are_no_whole_number_are_refused(tmp_path, points):
    case = {"id": "x", "kind": "dta_bivariate", "data": TABLES, "options": {"points": points}}

    code, results, _lines = outcome(tmp_path, {"cases": [case]})

    problem = results[0]["problem"]
    assert (code, problem["code"], problem["column"]) == (1, "unknown-option", "points")
