"""The profile on paper: as many columns in each row as in the head, every cell in its place."""

import pytest

from evidence.profiles.building import profile_table
from publication.exports.layout import Cell, sheets_of


@pytest.fixture
def sheets(rated_question):
    return sheets_of(profile_table(rated_question))


def test_sheets_fill_every_row_from_side_to_side(sheets):
    for sheet in sheets:
        wide = {sum(cell.span for cell in row) for row in sheet.rows}
        assert wide == {len(sheet.columns)}
        assert sum(span for _group, span in sheet.groups) == len(sheet.columns)


def test_profile_row_says_what_grade_tables_say(sheets):
    profile, _findings = sheets
    heading, row = profile.rows[:2]

    assert [cell.heading for cell in heading] == [True]
    assert [cell.text for cell in row] == [
        "2",
        "randomised trials",
        "not serious",
        "not serious",
        "not serious",
        "serious",
        "none",
        "42/200 (21.0\N{NO-BREAK SPACE}%)",
        "61/200 (30.5\N{NO-BREAK SPACE}%)",
        "RR 0.70 (0.50 to 0.97)",
        "91 fewer per 1000 (150 fewer to 10 fewer) (typical)\n"
        "182 fewer per 1000 (300 fewer to 19 fewer) (high)",
        "moderate\nreconstructed",
        "9 critical",
    ]
    assert [(cell.footnotes, cell.level) for cell in row if cell.footnotes or cell.level] == [
        ((1,), None),
        ((), "moderate"),
    ]


def test_row_without_figures_says_its_words_across_patients_and_effect(sheets):
    profile, findings = sheets
    row = next(each for each in profile.rows if any("Two studies" in c.text for c in each))

    assert [(cell.text, cell.span) for cell in row if cell.span > 1] == [
        ("Not pooled. Two studies, no difference.", 4)
    ]
    said = [row[-1].text for row in findings.rows if len(row) == len(findings.columns)]
    assert "Not pooled. Two studies, no difference." in said


def test_accuracy_stands_under_its_test_with_what_it_means_per_1000(sheets):
    profile, _findings = sheets
    texts = [[cell.text for cell in row] for row in profile.rows]
    place = texts.index(["Accuracy of D"])

    assert texts[place + 1] == ["Sensitivity"]
    assert texts[place + 2][7:10] == [
        "35 lesions with the condition",
        "0.89 (0.73 to 0.97)",
        "At 10\N{NO-BREAK SPACE}%: 89 (73 to 97) true positives, 11 (3 to 27) false negatives per 1000",
    ]


def test_long_names_of_arms_give_way_to_the_words_that_the_head_explains(rated_question):
    rated_question.intervention = "A" * 36
    rated_question.comparator = "B" * 37

    profile, _findings = sheets_of(profile_table(rated_question))

    assert [column.title for column in profile.columns[7:9]] == ["A" * 36, "Comparator"]


def test_cell_keeps_a_figure_and_its_per_cent_sign_together():
    assert Cell(("21.0 % of 5 %",)).lines == ("21.0\N{NO-BREAK SPACE}% of 5\N{NO-BREAK SPACE}%",)


def test_headings_in_a_group_rank_below_its_own(sheets):
    profile, _findings = sheets
    ranks = {cells[0].text: cells[0].rank for cells in profile.rows if len(cells) == 1}

    assert (ranks["Accuracy of D"], ranks["Sensitivity"]) == (1, 2)


def test_columns_keep_95_percent_ci_on_one_line(sheets):
    for sheet in sheets:
        assert [column.title for column in sheet.columns if "% CI" in column.title] == []
