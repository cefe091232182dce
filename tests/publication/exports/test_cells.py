"""Cells of spreadsheets: nothing is run, nothing is lost."""

import csv
import io

import pytest

from publication.exports.cells import csv_bytes, printable, safe


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ('"=1', "'\"=1"),
        ("＝1", "'＝1"),
        ("\x00=1", "'=1"),
        ("a=1", "a=1"),
        ("40 fewer", "40 fewer"),
        ("", ""),
        (None, ""),
        (-1.5, -1.5),
        (0, 0),
    ],
)
def test_safe_quotes_what_would_be_a_formula_and_leaves_the_rest(given, shown):
    assert safe(given) == shown


def test_printable_keeps_line_breaks_and_drops_control_characters():
    assert printable("a\x07b\nc\td\x7f") == "ab\nc\td"


@pytest.mark.parametrize("sign", ["\ufffe", "\uffff", "\ud800"])
def test_printable_drops_what_no_xml_may_hold(sign):
    assert printable(f"a{sign}b") == "ab"


def test_csv_bytes_read_back_as_they_were_written():
    rows = [["Study", "n"], ['Say "A", B\nC', 12], ["見本", -0.5]]

    made = csv_bytes(rows)

    assert made.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline=""))) == [
        ["Study", "n"],
        ['Say "A", B\nC', "12"],
        ["見本", "-0.5"],
    ]
