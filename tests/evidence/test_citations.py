"""Citations pasted one per line: what is read, and what is wrong with which line."""

import pytest

from evidence.citations import Citation, LineProblem, read_citations


def test_line_with_tabs_is_read_by_column():
    text = "Liver resection\tPubMed\t2012\thttps://doi.org/10.1000/ab\t123\nAblation\t\t\t\t"

    assert read_citations(text) == (
        [
            Citation(1, "Liver resection", "PubMed", 2012, "10.1000/ab", "123"),
            Citation(2, "Ablation"),
        ],
        [],
    )


@pytest.mark.parametrize(
    ("line", "citation"),
    [
        (
            "Author A. Liver resection. Journal 2012;1:1-9. doi: 10.1000/ab.1. PMID: 123",
            Citation(
                1,
                "Author A. Liver resection. Journal 2012;1:1-9",
                year=2012,
                doi="10.1000/ab.1",
                pmid="123",
            ),
        ),
        ("A trial of 1999, printed 2001", Citation(1, "A trial of 1999, printed 2001", year=2001)),
        ("No year at all", Citation(1, "No year at all")),
    ],
)
def test_line_as_printed_gives_doi_pubmed_id_and_year_where_they_stand(line, citation):
    assert read_citations(line) == ([citation], [])


def test_empty_lines_are_passed_over_and_lines_keep_their_numbers():
    citations, problems = read_citations("\n\nFirst\n  \nSecond\n")

    assert [(each.line, each.title) for each in citations] == [(3, "First"), (5, "Second")]
    assert problems == []


def test_every_wrong_line_is_named_and_right_ones_are_still_read():
    text = "Good\n\tPubMed\t20x2\t\tabc\nAlso good\n" + "x" * 5001

    citations, problems = read_citations(text)

    assert [each.title for each in citations] == ["Good", "Also good"]
    assert problems == [
        LineProblem(2, "no-title"),
        LineProblem(2, "no-year", "20x2"),
        LineProblem(2, "no-pmid", "abc"),
        LineProblem(4, "too-long", "5000"),
    ]


@pytest.mark.parametrize("text", ["", " \n\n"])
def test_nothing_pasted_is_a_problem(text):
    assert read_citations(text) == ([], [LineProblem(1, "nothing")])


def test_too_many_lines_are_refused_whole():
    citations, problems = read_citations("A\n" * 5001)

    assert citations == []
    assert problems == [LineProblem(5001, "too-many", "5000")]
