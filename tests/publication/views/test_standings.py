"""The matrix of panel and questions before a meeting, as a page and as files."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests import factories

ADDRESS = "/guidelines/livers/conflicts/votes"


@pytest.fixture
def sly(guideline, question):
    """A place whose name a spreadsheet would take for a formula."""
    member = factories.make_member(guideline=guideline, name='=HYPERLINK("x")')
    factories.make_conflict(member=member, question=question, action="leave-room")
    return member


def test_page_shows_who_leaves_and_what_is_needed(sly, chair, client_of):
    page = client_of(chair).get(f"{ADDRESS}/").content.decode()

    assert "1 of 2 may vote; 1 needed." in page
    assert '<td class="no-vote">leaves</td>' in page


def test_files_hold_the_same_and_no_formula(sly, chair, client_of):
    browser = client_of(chair)
    text = browser.get(f"{ADDRESS}.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    sheet = load_workbook(io.BytesIO(browser.get(f"{ADDRESS}.xlsx").content)).active

    names = [row[0] for row in rows]
    assert names == ["Place", '\'=HYPERLINK("x")', "chair", "Forecast", "Question"]
    assert rows[1][2:] == ["leaves"]
    cell = next(cell for cell in sheet["A"] if "HYPERLINK" in str(cell.value))
    assert (cell.value, cell.data_type) == ('=HYPERLINK("x")', "s")
    assert browser.get(f"{ADDRESS}.exe").status_code == 404


def test_page_costs_the_same_for_one_place_and_for_three(guideline, question, chair, client_of):
    counts = []
    for more in (1, 2):
        for _each in range(more):
            factories.make_conflict(member=factories.make_member(guideline=guideline))
        with CaptureQueriesContext(connection) as queries:
            client_of(chair).get(f"{ADDRESS}/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("secretariat", 200),
        ("methodologist", 403),
        ("member", 403),
        ("stranger", 404),
    ],
)
@pytest.mark.parametrize("ending", ["/", ".csv"])
def test_who_reads_it(request, guideline, role, status, ending, client_of):
    answer = client_of(request.getfixturevalue(role)).get(f"{ADDRESS}{ending}")

    assert answer.status_code == status
