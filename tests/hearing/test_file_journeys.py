"""A file beside a comment in browsers, from whoever sends it to whoever opens it: with and without script."""

import pytest

from hearing.actions.comments import comment_on_draft
from hearing.actions.hearings import open_hearing
from hearing.opening_terms import Terms
from tests import factories
from tests.chromium import DESK, PHONE, axe_violations, click_in_place, overflow, press, unfold

TABLE = {"name": "<i>table.txt", "mimeType": "text/plain", "buffer": "生存率 1".encode()}
PROGRAM = {"name": "report.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00"}
COMMITTEE = "/guidelines/livers/hearings/hearing-1/comments/1/answer/"


@pytest.fixture
def receipt(guideline, question, secretariat):
    """The receipt of a comment in a hearing that takes files."""
    factories.make_recommendation(question=question, ref="q1r1")
    terms = Terms(takes_files=True)
    hearing = open_hearing(by=secretariat, guideline=guideline, terms=terms)
    return comment_on_draft(hearing=hearing, part="q1r1", body="For whom?").receipt


def taken(page, name: str) -> str:
    """What comes when the link to a file is followed: saved to the device, never shown."""
    with page.expect_download() as download:
        click_in_place(page.get_by_role("link", name=name))
    return download.value.path().read_text(encoding="utf-8")


@pytest.mark.slow  # some eight pages in a browser
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no-script"])
def test_file_is_sent_looked_at_opened_and_removed(
    receipt, visit, member, secretariat, width, scripted
):
    options = {"width": width, "java_script_enabled": scripted}
    own = visit(f"/comments/{receipt}/", **options)
    own.get_by_label("File", exact=True).set_input_files(PROGRAM)
    press(own, "Add this file")
    assert "The file is no PDF" in own.inner_text(".error-summary")
    # The form that was shown again came with 422, and the console tells.
    visit.complaints.clear()
    own.get_by_label("File", exact=True).set_input_files(TABLE)
    press(own, "Add this file")
    assert taken(own, TABLE["name"]) == "生存率 1"

    closed = visit(COMMITTEE, by=member, **options)
    assert closed.get_by_text("nobody has looked at it yet").is_visible()
    assert closed.get_by_role("link", name=TABLE["name"]).count() == 0
    looks = visit(COMMITTEE, by=secretariat, **options)
    assert taken(looks, TABLE["name"]) == "生存率 1"
    unfold(looks, "Keep file 1 shut")
    looks.get_by_label("Why", exact=True).fill("Names a patient.")
    press(looks, "Keep it shut")
    assert looks.get_by_text("Names a patient.").is_visible()
    press(looks, "Open file 1 for the committee")
    closed.reload()
    assert taken(closed, TABLE["name"]) == "生存率 1"
    if scripted:
        found = [(axe_violations(page), overflow(page)) for page in (own, looks, closed)]
        assert found == [([], 0)] * 3

    wording = own.get_by_label("Your comment", exact=True)
    wording.fill("For which adults?")
    press(own, "Remove file 1")
    assert wording.input_value() == "For which adults?"
    assert own.get_by_text("The wording in the box is not kept yet.").is_visible()
    press(own, "Keep this wording")
    assert wording.input_value() == "For which adults?"
    own.get_by_label("File", exact=True).set_input_files(TABLE)
    wording.fill("For which children?")
    press(own, "Add this file")
    assert wording.input_value() == "For which children?"
    press(own, "Remove file 1")
    assert own.get_by_text("The file is removed.").is_visible()
    closed.reload()
    assert closed.get_by_text(TABLE["name"]).count() == 0
