"""The table of comments and answers as a file: what is hidden is hidden in each, and text stays text."""

import csv
import io
import re
import zipfile

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from hearing.actions.publishing import publish_comments
from hearing.models import Comment
from publication.exports.cells import FORMULA_STARTS, csv_bytes, csv_lines, restored
from tests import factories

SECRET = "Dr Nobody"


@pytest.fixture
def heard(guideline):
    """A published hearing with something to hide in every way, and formulas in every field."""
    hearing = factories.make_hearing(
        guideline=guideline, ref="h1", closes_at=timezone.now(), published_at=None
    )
    said = {"hearing": hearing, "email": "secret@example.org"}
    factories.make_comment(**said, body="Open words.", kind="individual", name="Private Name")
    redacted = factories.make_comment(**said, body=f"{SECRET} erred.")
    factories.make_redaction(
        comment=redacted, spans=[[0, 9]], decided_by=factories.make_user(), is_confirmed=True
    )
    gone = {"quote": "Withdrawn words", "declarations": {"interests": "Withdrawn words"}}
    factories.make_comment(**said, **gone, body="Withdrawn words.", withdrawn_at=timezone.now())
    beside = factories.make_comment(
        **said,
        body="We agree.",
        kind="organisation",
        name="Private Name",
        quote=f"as {SECRET} says",
        paragraph=7,
        support=True,
        collected_by="A collecting society",
        signatories=[{"name": "Private Name", "place": "Leeds"}],
        declarations={"interests": "Private Name"},
    )
    factories.make_redaction(
        comment=beside,
        spans=[],
        beside={"quote": [[3, 12]]},
        decided_by=factories.make_user(),
        is_confirmed=True,
    )
    formula = factories.make_comment(
        **said,
        body='=HYPERLINK("http://x","y")',
        kind="organisation",
        name="+1 Society",
        consent=True,
    )
    factories.make_answer(comment=formula, text="@SUM(1)")
    publish_comments(guideline=guideline, at=timezone.now())
    hearing.refresh_from_db()
    return hearing


def take(client, hearing, ending: str) -> bytes:
    address = reverse("hearing_answers_file", args=[hearing.guideline.slug, hearing.ref, ending])
    answer = client.get(address)
    assert "attachment" in answer.headers["Content-Disposition"]
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def words(content: bytes, ending: str) -> str:
    """All text of a file."""
    if ending == "csv":
        return content.decode()
    parts = zipfile.ZipFile(io.BytesIO(content))
    found = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]
    return re.sub(r"<[^>]+>", "", "".join(found))


@pytest.mark.parametrize("ending", ["csv", "xlsx", "docx", "pdf"])
def test_other_secrets_make_the_same_file(heard, client, ending):
    before = take(client, heard, ending)

    heard.comments.update(email="other@example.org")
    heard.comments.filter(name="Private Name").update(name="Other Name")
    heard.comments.filter(body="We agree.").update(
        signatories=[{"name": "Other Name", "place": "York"}],
        declarations={"tobacco": "Other Name"},
        quote="as Dr Anybod says",
    )
    heard.comments.filter(body__startswith=SECRET).update(body="Dr Anybod erred.")
    heard.comments.filter(body="Withdrawn words.").update(body="Other words.")
    heard.comments.filter(body__startswith="Dr Anybod").get().redactions.update(spans=[[0, 9]])

    assert take(client, heard, ending) == before


@pytest.mark.parametrize("ending", ["csv", "xlsx", "docx", "html"])
def test_every_file_and_the_page_tell_where_it_was_changed(heard, client, ending):
    comment = heard.comments.get(body="Open words.")
    proposal = factories.make_proposal(
        comment=comment, changed=True, elsewhere="the summary for patients"
    )
    question = factories.make_question(guideline=heard.guideline, ref="q7")
    before, after = (factories.make_moment(question=question, sequence=n) for n in (1, 2))
    factories.make_change(proposal=proposal, before=None, moment_before=before, moment_after=after)
    Comment.objects.filter(pk=comment.pk).update(proposal=None, progress="answered")
    comment.refresh_from_db()
    factories.make_answer(comment=comment, changed=True, text="We say so.", proposal=proposal)

    if ending == "html":
        page = client.get(reverse("hearing_answers", args=[heard.guideline.slug, heard.ref]))
        said = page.content.decode()
    else:
        said = words(take(client, heard, ending), ending)

    assert said.count("the summary for patients") == 1
    assert said.count("evidence of q7") == 1
    if ending == "html":
        assert f'href="{reverse("published_latest", args=[heard.guideline.slug])}#q7"' in said


@pytest.mark.parametrize("ending", ["csv", "xlsx", "docx"])
def test_what_is_hidden_is_in_no_file_and_marked_as_hidden(heard, client, ending):
    said = words(take(client, heard, ending), ending)

    for hidden in (SECRET, "Private Name", "Withdrawn words", "secret@example.org"):
        assert hidden not in said
    assert "Open words." in said
    assert "[redacted: A patient is named.] erred." in said
    assert "partly hidden: redacted" in said
    assert "an individual, not named" in said
    for shown in ("as [redacted: A patient is named.] says", "A collecting society", "7"):
        assert shown in said


@pytest.mark.parametrize("ending", ["csv", "xlsx", "docx", "pdf"])
def test_every_file_tells_what_stands_beside_a_comment_as_the_terms_say(heard, client, ending):
    before = take(client, heard, ending)

    heard.publishes_declarations = True
    heard.save()
    heard.comments.filter(body="We agree.").update(consent=True)

    after = take(client, heard, ending)
    assert after != before
    if ending != "pdf":
        for shown in ("Private Name; Leeds", "Interests"):
            assert shown in words(after, ending)


def test_formulas_are_text_in_csv_and_come_back_as_they_were(heard, client):
    rows = list(csv.reader(io.StringIO(take(client, heard, "csv").decode("utf-8-sig"))))

    cells = rows[-1]
    assert [cell for row in rows for cell in row if cell.startswith(tuple(FORMULA_STARTS))] == []
    assert restored(cells[6]) == '=HYPERLINK("http://x","y")'
    assert (restored(cells[3]), restored(cells[9])) == ("+1 Society", "@SUM(1)")


def test_formulas_are_text_in_the_workbook(heard, client):
    book = openpyxl.load_workbook(io.BytesIO(take(client, heard, "xlsx")))

    cells = [cell for row in book.active for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert '=HYPERLINK("http://x","y")' in [cell.value for cell in cells]


def test_there_is_no_file_before_publication_and_of_no_other_kind(heard, client):
    closed = factories.make_hearing(guideline=heard.guideline, closes_at=timezone.now())
    factories.make_comment(hearing=closed)

    def status(hearing, ending: str) -> int:
        address = reverse("hearing_answers_file", args=["livers", hearing.ref, ending])
        return client.get(address).status_code

    assert [status(closed, each) for each in ("csv", "xlsx", "docx", "pdf")] == [404] * 4
    assert status(heard, "exe") == 404


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_every_start_of_a_formula_is_neutralised_and_restored(start):
    said = f"{start}1+1"
    line = csv_bytes([[said]], mark=False).decode()

    (cell,) = next(csv.reader(io.StringIO(line, newline="")))

    assert cell.startswith("'") or cell == "1+1"
    assert restored(cell) == (said if start != "\r" else "1+1")


def test_apostrophes_of_the_text_itself_stay():
    for said in ("'quoted'", "'=1", "''", "'", "it's"):
        line = csv_bytes([[said]], mark=False).decode()
        (cell,) = next(csv.reader(io.StringIO(line)))
        assert restored(cell) == said


def test_lines_are_the_bytes_of_the_whole():
    rows = [["a", 1], ["=b", None], ["ü\n", -2]]

    assert b"".join(csv_lines(rows)) == csv_bytes(rows)
