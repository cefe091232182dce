"""Files beside one's own comment: added by the receipt, given back, removed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.functions import Now
from django.urls import reverse

from hearing.actions.comment_files import add_file
from hearing.models import Hearing


@pytest.fixture
def receipt(received):
    Hearing.objects.update(takes_files=True)
    return received.receipt


@pytest.fixture
def file(received, receipt):
    return add_file(comment=received.comment, name="<b>table.txt", content=b"<script>1</script>")


def upload(client, receipt, content=b"A table.", name="table.txt"):
    address = reverse("comment_file_add", args=[receipt])
    return client.post(address, {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_file_stands_on_the_page_of_the_receipt_and_is_given_back(client, receipt):
    page = upload(client, receipt)
    own = client.get(reverse("comment_own_file", args=[receipt, 1]))

    assert "The file is kept beside your comment." in page.content.decode()
    assert "<bdi>table.txt</bdi>" in page.content.decode()
    assert (own.content, own["Content-Disposition"]) == (
        b"A table.",
        'attachment; filename="comment-1-file-1.txt"',
    )

    client.post(reverse("comment_file_remove", args=[receipt, 1]))
    assert client.get(reverse("comment_own_file", args=[receipt, 1])).status_code == 404


def test_refused_file_says_why_and_loses_no_word(client, receipt):
    page = upload(client, receipt, b"MZ\x90\x00", "report.pdf")

    told = "The file is no PDF, no picture (PNG, JPEG) and no plain text (UTF-8)."
    assert (page.status_code, told in page.content.decode()) == (422, True)
    assert "For whom?" in page.content.decode()


def test_nothing_chosen_is_said(client, receipt):
    answer = client.post(reverse("comment_file_add", args=[receipt]))

    assert (answer.status_code, "This field is required." in answer.content.decode()) == (422, True)


def test_page_offers_no_file_where_the_hearing_takes_none(client, received):
    page = client.get(reverse("comment", args=[received.receipt]))

    assert "Add this file" not in page.content.decode()


def test_own_data_name_the_files(client, file, receipt):
    kept = client.get(reverse("comment_data", args=[receipt])).json()["comment"]["files"]

    assert [(each["name"], each["size"], "content" in each) for each in kept] == [
        ("<b>table.txt", 18, False)
    ]


def test_file_that_comes_after_the_close_is_refused_with_the_reason(client, receipt):
    Hearing.objects.update(closes_at=Now())

    page = upload(client, receipt)

    assert page.status_code == 422
    assert "The hearing is closed" in page.content.decode()
    assert "Add this file" not in page.content.decode()


@pytest.mark.parametrize("name", ["comment_file_add", "comment_file_remove"])
def test_wording_that_was_not_kept_stands_in_the_box_again(client, file, receipt, name):
    added = {"file": SimpleUploadedFile("table.txt", b"A table.")} if "add" in name else {}
    address = reverse(name, args=[receipt] if added else [receipt, 1])

    page = client.post(address, {"body": "For\r\nwhich adults?"} | added).content.decode()

    assert "For\nwhich adults?</textarea>" in page
    assert "The wording in the box is not kept yet." in page
    own = client.get(reverse("comment", args=[receipt])).content.decode()
    assert "For whom?</textarea>" in own


def test_wording_stands_in_the_box_though_the_file_is_refused(client, receipt):
    sent = {"body": "For which adults?", "file": SimpleUploadedFile("report.pdf", b"MZ\x90\x00")}
    page = client.post(reverse("comment_file_add", args=[receipt]), sent)

    assert page.status_code == 422
    assert "For which adults?</textarea>" in page.content.decode()


def test_wording_is_there_to_copy_where_the_hearing_closed_meanwhile(client, file, receipt):
    Hearing.objects.update(closes_at=Now())
    address = reverse("comment_file_remove", args=[receipt, 1])

    page = client.post(address, {"body": "For which adults?"}).content.decode()

    assert "For which adults?</textarea>" in page
    assert "Send a late comment" in page
    assert "Remove file 1" not in page
