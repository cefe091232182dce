"""Study results from spreadsheets saved in every way that spreadsheets are."""

from __future__ import annotations

import math

import pytest

from evidence.imports.results_csv import number, read_results

PLAIN = "Study,Events 1,Total 1\nÅdams,4,48\nBrown,22,69\n"


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.encode("cp1252"),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace(",", "|").encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        ("\n\n" + PLAIN.replace("\n", "\n,,\n")).encode(),
        PLAIN.replace("48", '"48"').replace("Study", '"Study"').encode(),
        PLAIN.replace("Events 1", "events_1").replace("Total 1", "N1").encode(),
        PLAIN.replace(",", " , ").encode(),
        ("sep=;\n" + PLAIN.replace(",", ";")).encode(),
    ],
)
def test_read_results_reads_a_table_however_it_was_saved(content):
    table, problems = read_results(content)

    assert problems == []
    assert table.figures == {"events_1": [4.0, 22.0], "total_1": [48.0, 69.0]}
    assert table.studies == ["Ådams", "Brown"]


def test_read_results_reads_decimal_commas():
    table, problems = read_results(
        b'study;estimate;se\nAdams;-0,25;0,5\n"Brown; 2001";1,5e-2;,25\n'
    )

    assert problems == []
    assert table.figures == {"estimate": [-0.25, 0.015], "se": [0.5, 0.25]}
    assert table.studies == ["Adams", "Brown; 2001"]


def test_read_results_names_every_bad_cell_by_line_and_heading():
    content = b"Study,Events,N\n\nAdams,four,48\nBrown,2,\nClark,3,9,extra\nDavis,1,1.234\n"

    table, problems = read_results(content)

    assert [(each.code, each.row, each.column, each.value) for each in problems] == [
        ("not-a-number", 3, "Events", "four"),
        ("empty-cell", 4, "N", ""),
        ("too-many-cells", 5, "", "extra"),
        ("thousands-or-decimals", 6, "N", "1.234"),
    ]
    assert str(problems[0]) == "row 3, column Events: not a number (four)"
    assert table.rows == [3, 4, 5, 6]
    assert math.isnan(table.figures["events"][0])


def test_read_results_counts_lines_also_across_quoted_line_breaks():
    _table, problems = read_results(b'study,events,total\n"Adams\nand others",1,9\nBrown,x,9\n')

    assert [each.row for each in problems] == [4]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no-header"),
        (b"\n\n", "no-header"),
        (b"study,year\nAdams,1999\n", "no-known-column"),
        (b"events,total,N\n1,2,3\n", "column-twice"),
        (b"events,total\n", "no-rows"),
        (b"\xff\xfe\x00", "not-text"),
        (b"PK\x03\x04\x00\x00", "not-text"),
    ],
)
def test_read_results_says_what_is_wrong_with_the_whole(content, code):
    table, problems = read_results(content)

    assert [each.code for each in problems] == [code]
    assert all(column == [] for column in table.figures.values())


def test_read_results_tells_the_headings_it_does_not_know():
    table, problems = read_results(b"study,country,events,total,\nAdams,FR,1,9,\n")

    assert (problems, table.ignored) == ([], ["country"])


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12", 12.0),
        ("-0.5", -0.5),
        ("\u22120,5", -0.5),
        ("+1e3", 1000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("1,234,567", None),
        ("1.234,5", None),
        ("1 000", None),
        ("nan", None),
        ("inf", None),
        ("0x10", None),
        ("1_000", None),
        ("12%", None),
        ("", None),
    ],
)
def test_number_reads_figures_and_nothing_else(cell, value):
    assert number(cell) == value
