"""The page that takes people from a spreadsheet: looked at first, written when confirmed."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from outbox.models import Delivery
from tests import factories

ADDRESS = "/guidelines/livers/panel/import/"


def bring(client, text: str):
    file = SimpleUploadedFile("panel.csv", text.encode())
    return client.post(ADDRESS, {"file": file})


def test_list_is_looked_at_then_taken_over_and_invited(guideline, chair, client_of):
    browser = client_of(chair)

    page = bring(browser, "name,email,role\nA,a@example.org,member\n")
    assert guideline.panel.count() == 1
    rows = page.context["take_over"].initial["rows"]
    given = {"step": "take-over", "rows": rows, "invite": "on"}
    done = browser.post(ADDRESS, given, follow=True)

    assert "1 place is taken over." in done.content.decode()
    assert guideline.panel.get(name="A").user.email == "a@example.org"
    assert Delivery.objects.get().payload["to"] == "a@example.org"


def test_problems_are_shown_at_their_rows_and_nothing_can_be_taken_over(
    guideline, chair, client_of
):
    answer = bring(client_of(chair), "name,email,role\nA,a@example,boss\nB,,\n")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("is no address.") == 2
    assert 'href="#row-2"' in page
    assert "Take these people over" not in page


def test_place_taken_meanwhile_is_told_and_the_list_shown_again(guideline, chair, client_of):
    browser = client_of(chair)
    rows = bring(browser, "name\nA\n").context["take_over"].initial["rows"]
    factories.make_member(guideline=guideline, name="A")

    answer = browser.post(ADDRESS, {"step": "take-over", "rows": rows})

    assert answer.status_code == 422
    assert "Somebody of this name is on the panel." in answer.content.decode()
    assert guideline.panel.count() == 2


@pytest.mark.parametrize("rows", ["", "{", "[1]", json.dumps([{"row": 1}]), "[" * 100_000])
def test_list_that_does_not_come_back_whole_is_refused(guideline, chair, client_of, rows):
    answer = client_of(chair).post(ADDRESS, {"step": "take-over", "rows": rows})

    assert answer.status_code == 422
    assert guideline.panel.count() == 1


def test_file_beyond_the_limit_is_refused_unread(guideline, chair, client_of):
    answer = bring(client_of(chair), "name\n" + "x" * 1_000_001)

    assert answer.status_code == 422
    assert "The file is larger than 1 MB." in answer.content.decode()


def test_sheet_to_fill_in_is_handed_out(guideline, chair, client_of):
    browser = client_of(chair)

    assert browser.get(f"{ADDRESS}template.csv").content.startswith(b"\xef\xbb\xbfname,")
    assert browser.get(f"{ADDRESS}template.xlsx").content.startswith(b"PK")
    assert browser.get(f"{ADDRESS}template.exe").status_code == 404


@pytest.mark.parametrize(("role", "status"), [("secretariat", 200), ("member", 403)])
def test_who_opens_the_page(request, guideline, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status
