"""Each format read back by a program that is not the one that wrote it."""

import csv
import io
import json
import zipfile

import pytest
from django.utils import translation

from evidence.profiles.building import profile_table
from evidence.profiles.table import as_data
from evidence.queries import question_with_evidence
from publication.exports.flat import HEADINGS
from publication.exports.formats import FORMATS, file_name

SHOWN = '=HYPERLINK("http://example.org","a & b")<b>'


def made(question, ending: str) -> bytes:
    return FORMATS[ending].make(question)


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "json", "zip", "pdf"])
def test_same_evidence_gives_the_same_bytes(rated_question, ending):
    again = question_with_evidence("livers", "q1")

    assert made(rated_question, ending) == made(again, ending)


@pytest.mark.parametrize("ending", list(FORMATS))
def test_question_without_evidence_has_a_file_all_the_same(question, ending):
    assert len(made(question_with_evidence("livers", "q1"), ending)) > 100


def test_file_name_says_guideline_and_question(question):
    assert file_name(question, "docx") == "livers-q1-evidence.docx"


# --- Word ----------------------------------------------------------------------------------------


@pytest.fixture
def document(rated_question):
    from docx import Document  # slow import

    return Document(io.BytesIO(made(rated_question, "docx")))


def test_word_is_landscape_with_two_tables_whose_headings_repeat(document):
    section = document.sections[0]
    repeated = [
        [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows][:3]
        for table in document.tables
    ]

    assert section.page_width > section.page_height
    assert repeated == [[True, True, False], [True, True, False]]


def test_word_merges_the_headings_of_groups_and_of_outcomes(document):
    profile = document.tables[0]
    spans = [
        int((cell.xpath("./w:tcPr/w:gridSpan/@w:val") or [1])[0])
        for cell in profile.rows[0]._tr.tc_lst
    ]

    assert spans == [7, 2, 2, 1, 1]
    assert profile.rows[2].cells[0]._tc is profile.rows[2].cells[12]._tc


def test_word_shows_circles_raised_footnotes_and_their_texts(document):
    profile = document.tables[0]
    cells = [cell.text for cell in profile.rows[3].cells]
    raised = [
        run.text
        for row in profile.rows
        for cell in row.cells
        for run in cell.paragraphs[0].runs
        if run.font.superscript
    ]

    assert "●●●○\nmoderate\nreconstructed" in cells
    assert raised == ["1"]
    assert "1 +Wide on both sides" in [each.text for each in document.paragraphs]


def test_word_holds_text_as_it_was_typed_but_for_control_characters(document):
    assert document.tables[0].rows[2].cells[0].text == SHOWN


# --- Spreadsheets --------------------------------------------------------------------------------


@pytest.fixture
def workbook(rated_question):
    from openpyxl import load_workbook  # slow import

    return load_workbook(io.BytesIO(made(rated_question, "xlsx")))


def test_xlsx_has_both_tables_the_figures_and_the_results(workbook):
    assert workbook.sheetnames == [
        "Evidence profile",
        "Summary of findings",
        "Figures",
        "Results",
    ]


def test_xlsx_holds_no_formula_and_no_link(workbook):
    cells = [cell for page in workbook for row in page.iter_rows() for cell in row]

    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert SHOWN in [cell.value for cell in cells]


def test_xlsx_figures_are_numbers_unrounded(workbook):
    page = workbook["Figures"]
    heading = [cell.value for cell in page[1]]
    row = dict(zip(heading, [cell.value for cell in page[2]], strict=True))

    assert heading == list(HEADINGS)
    # metafor 3.8-1: rma(escalc("RR", ai = c(12, 30), n1i = c(100, 100), ci = c(20, 41),
    #   n2i = c(100, 100)), method = "DL"); its tau2 is 0, whichever estimate Q is taken about
    assert row["effect"] == pytest.approx(0.6963283134, rel=1e-9)
    assert (row["events_1"], row["total_1"], row["certainty"]) == (42, 200, "moderate")


def test_csv_has_a_line_for_each_baseline_and_prevalence_and_no_formula(rated_question):
    text = made(rated_question, "csv").decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))

    assert [(line["id"], line["baseline"], line["prevalence"]) for line in lines] == [
        ("death", "typical", ""),
        ("death", "high", ""),
        ("quality", "", ""),
        ("accuracy.sensitivity", "", "0.1"),
        ("accuracy.specificity", "", "0.1"),
    ]
    assert lines[0]["outcome"] == f"'{SHOWN}"
    assert lines[0]["imprecision_because"] == "'+Wide on both sides"


# --- JSON, ZIP, PDF ------------------------------------------------------------------------------


def test_json_is_the_table(rated_question):
    data = json.loads(made(rated_question, "json"))

    assert data.pop("schema") == "plenary-evidence-profile/1"
    assert data == json.loads(json.dumps(as_data(profile_table(rated_question))))


def test_zip_holds_the_profile_too(rated_question):
    archive = zipfile.ZipFile(io.BytesIO(made(rated_question, "zip")))

    assert archive.read("profile.csv") == made(rated_question, "csv")
    assert archive.read("profile.json") == made(rated_question, "json")
    assert "profile.csv" in archive.read("README.html").decode()


def test_pdf_is_tagged_and_has_a_page_for_each_table(rated_question):
    content = made(rated_question, "pdf")

    assert content.startswith(b"%PDF-1.")
    assert b"/StructTreeRoot" in content
    assert content.count(b"/Type /Page\n") + content.count(b"/Type/Page/") >= 2


def test_files_speak_the_readers_language(rated_question):
    rated_question.text = {"en": "In English", "ja": "日本語で"}

    with translation.override("ja"):
        data = json.loads(made(rated_question, "json"))

    assert (data["title"], data["language"]) == ("日本語で", "ja")
