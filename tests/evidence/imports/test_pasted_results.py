"""Tables pasted from spreadsheets, whatever they were copied from."""

import math

import pytest

from evidence.figures import NEEDED
from evidence.imports.pasted_results import decoded, read_pasted

FIGURES = {"events_1": 4, "total_1": 40, "events_2": 8, "total_2": 41}


@pytest.mark.parametrize("delimiter", ["\t", ";", ",", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_cells_are_told_apart_by_what_separates_them(delimiter, ending):
    lines = [["study", *FIGURES], ["Author 2001", "4", "40", "8", "41"]]

    read = read_pasted(ending.join(delimiter.join(cells) for cells in lines), "dichotomous")

    assert read.every_problem == []
    assert (read.rows[0].study, read.rows[0].figures) == ("Author 2001", FIGURES)


@pytest.mark.parametrize(
    ("kind", "headings", "names"),
    [
        ("dichotomous", "Trial,ai,n1i,ci,n2i", ("study", *NEEDED["dichotomous"])),
        ("dichotomous", "Author,E1,N1,E2,N2", ("study", *NEEDED["dichotomous"])),
        ("diagnostic", "Study,TP,FP,FN,TN", ("study", *NEEDED["diagnostic"])),
        ("generic", "study,yi,sei", ("study", "log_effect", "se")),
        ("narrative", "study,figure,unit", ("study", "value", "unit")),
        ("dichotomous", "Study,Events,Total,Events,Total", ("study", *NEEDED["dichotomous"])),
        (
            "continuous",
            "Study,Mean (A),SD,N,Mean (B),SD,N",
            ("study", *NEEDED["continuous"]),
        ),
        ("dichotomous", "study,events 1,total 1,events 2,total 2,remark", None),
    ],
)
def test_headings_are_known_by_several_names(kind, headings, names):
    read = read_pasted(headings + "\nA" + ",1" * headings.count(","), kind)

    expected = names or ("study", *NEEDED["dichotomous"], None)
    assert read.names == expected


@pytest.mark.parametrize(
    "headings",
    ["Study,Events,Total", "Study,Total,Events,Total,Events", "Study,Events,Events,Total"],
)
def test_arms_are_not_guessed_from_less_than_both_in_order(headings):
    read = read_pasted(headings + "\nA" + ",1" * headings.count(","), "dichotomous")

    assert [problem.code for problem in read.problems] == ["no-known-column"]


def test_columns_of_another_kind_are_left_aside():
    read = read_pasted("study,e1,n1,e2,n2,mean_1,remark\nA,1,9,1,9,3,x", "dichotomous")

    assert read.ignored == ["mean_1", "remark"]
    assert "mean_1" not in read.rows[0].figures


def test_lines_keep_the_numbers_that_they_have_in_the_spreadsheet():
    read = read_pasted("\nstudy,e1,n1,e2,n2\n\nA,1,9,1,9\n\n\nB,1,9,1,9\n", "dichotomous")

    assert [row.line for row in read.rows] == [4, 7]


def test_comma_is_a_decimal_sign_within_a_cell():
    read = read_pasted("study;m1;sd1;n1;m2;sd2;n2\nA;1,5;0,5;9;−2;1;9", "continuous")

    assert read.every_problem == []
    assert (read.rows[0].figures["mean_1"], read.rows[0].figures["mean_2"]) == (1.5, -2)


def test_observed_less_expected_becomes_log_effect_and_error():
    read = read_pasted("study,O_E,V\nA,-6,16", "generic")

    assert read.rows[0].figures == {"log_effect": -0.375, "se": 0.25}


def test_ratio_with_limits_becomes_log_effect_and_error():
    figures = read_pasted("study,HR,lower,upper\nA,1,0.5,2", "generic").rows[0].figures

    assert figures["log_effect"] == 0
    assert math.isclose(figures["se"], math.log(4) / (2 * 1.959963984540054))


@pytest.mark.parametrize("cells", ["0.8,,1.2", "0.8,-1,1.2", "0.8,0.9,0.7", "1,1,1"])
def test_ratio_whose_limits_cannot_be_is_a_problem_of_one_cell(cells):
    read = read_pasted(f"study,HR,lower,upper\nA,{cells}", "generic")

    assert len(read.every_problem) == 1
    assert read.every_problem[0].place in (1, 2, 3)


def test_row_with_two_bad_cells_has_two_problems_and_keeps_the_rest():
    row = read_pasted("study,e1,n1,e2,n2\nA,x,9,1,y", "dichotomous").rows[0]

    assert [(each.place, each.code) for each in row.problems] == [
        (1, "not-a-number"),
        (4, "not-a-number"),
    ]
    assert (row.cells, row.figures) == (("A", "x", "9", "1", "y"), {"total_1": 9, "events_2": 1})


@pytest.mark.parametrize("text", ['"', '"\n', "\ufeff", "a\tb\n\t", "\r", "study", "=1+1", "\x1a"])
@pytest.mark.parametrize(
    "kind", ["dichotomous", "continuous", "generic", "diagnostic", "narrative"]
)
def test_anything_at_all_is_read_without_an_error(text, kind):
    assert read_pasted(text, kind).every_problem != []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_file_is_decoded(encoding):
    assert decoded("Müller – 2001".encode(encoding)) == "Müller – 2001"
