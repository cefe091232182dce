"""What no study can have: every figure of it is named, and they are those that a synthesis refuses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.imports.impossible_figures import impossible_figures
from evidence.imports.results_csv import ResultsTable, read_results
from evidence.synthesis_cases.case import Case
from evidence.synthesis_cases.computing import compute
from evidence.synthesis_cases.from_csv import read_csv

COLUMNS = {
    "pairwise": [
        ("events_1", "total_1", "events_2", "total_2"),
        ("mean_1", "sd_1", "total_1", "mean_2", "sd_2", "total_2"),
        ("estimate", "se"),
        ("ratio", "ci_lower", "ci_upper"),
        ("O_E", "V"),
    ],
    "proportion": [("events", "total")],
    "dta_rows": [("TP", "FP", "FN", "TN")],
    "dta_moses": [("TP", "FP", "FN", "TN")],
    "dta_bivariate": [("TP", "FP", "FN", "TN")],
}
CASES = [(kind, names) for kind, sets in COLUMNS.items() for names in sets]


def found(text, kind):
    table, _problems = read_results(text.encode())
    return [
        (each.code, each.row, each.column, each.value) for each in impossible_figures(table, kind)
    ]


@pytest.mark.parametrize(
    ("kind", "header", "row", "problems"),
    [
        ("pairwise", "e1,n1,e2,n2", "0,0,9,9", []),
        ("pairwise", "e1,n1,e2,n2", "2.5,9,0,9", []),
        (
            "pairwise",
            "e1,n1,e2,n2",
            "-1,9,10,9",
            [("negative", "e1", "-1"), ("events-above-total", "e2", "10 of 9")],
        ),
        ("pairwise", "e1,n1,e2,n2", "1,0,x,-9", [("negative", "n2", "-9"),
                                                ("events-above-total", "e1", "1 of 0")]),
        ("pairwise", "mean_1,sd_1,n1,mean_2,sd_2,n2", "-1,0,5,-2,-3,-4",
         [("negative", "sd_2", "-3"), ("negative", "n2", "-4")]),
        ("pairwise", "estimate,se,lower,e1", "-1,0,-2,-3", [("not-above-zero", "se", "0")]),
        ("pairwise", "O-E,V", "-2.5,-0.1", [("negative", "V", "-0.1")]),
        ("pairwise", "HR,lower,upper", "0.8,0.9,1.2",
         [("limits-out-of-order", "HR", "0.8 with 0.9 to 1.2")]),
        ("pairwise", "HR,lower,upper", "0.8,0,0.7", [("not-above-zero", "lower", "0")]),
        ("proportion", "x,n", "0,0", [("not-above-zero", "n", "0")]),
        ("proportion", "x,n", "7,6", [("events-above-total", "x", "7 of 6")]),
        ("dta_rows", "TP,FP,FN,TN", "-1,2.5,0,-4", [("negative", "TP", "-1"), ("negative", "TN", "-4")]),
        ("dta_bivariate", "TP,FP,FN,TN", "1e10,2.5,0,-4",
         [("too-large", "TP", "10000000000"), ("not-whole", "FP", "2.5"), ("negative", "TN", "-4")]),
    ],
)  # fmt: skip
def test_every_impossible_figure_of_a_row_is_named(kind, header, row, problems):
    assert found(f"study,{header}\nAdams,{row}\n", kind) == [
        (code, 2, column, value) for code, column, value in problems
    ]


def test_rows_are_counted_as_in_the_file():
    text = "study;Events 1;Total 1;Events 2;Total 2\n\nA;1;2;1;2\n\nB;3;2;-1;2\n"

    assert found(text, "pairwise") == [
        ("negative", 5, "Events 2", "-1"),
        ("events-above-total", 5, "Events 1", "3 of 2"),
    ]


def test_kind_in_any_case_is_read_by_its_columns():
    content = b"TP,FP,FN,TN\n1,-2,3,-4\n"

    _case, problems = read_csv(content, "t", {"kind": "DTA_Rows"}, file="t.csv")

    assert [str(each) for each in problems] == [
        "t.csv: row 2, column FP: negative (-2)",
        "t.csv: row 2, column TN: negative (-4)",
    ]


FIGURES = st.sampled_from([-1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 2e9])


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_what_is_told_at_once_is_what_a_synthesis_refuses(data):
    kind, names = data.draw(st.sampled_from(CASES))
    rows = data.draw(st.lists(st.tuples(*[FIGURES] * len(names)), min_size=1, max_size=3))
    figures = {name: [row[i] for row in rows] for i, name in enumerate(names)}
    table = ResultsTable(figures, None, None, list(range(2, 2 + len(rows))), [])

    told = impossible_figures(table, kind)
    measure = {"mean_1": "MD", "events_1": "OR", "estimate": "GIV"}.get(names[0], "HR")
    options = {"measure": measure} if kind == "pairwise" else {}
    refused = compute(Case("x", kind, options, figures)).problem

    codes = {each.code.replace("not-above-zero", "not-positive") for each in told}
    code = refused.code if refused and refused.column else ""
    # A total below zero is told as such; the synthesis meets it as fewer people than events, or as
    # nobody.
    if code in ("events-above-total", "not-positive") and "negative" in codes:
        code = "negative"
    assert code in (codes or {""})
