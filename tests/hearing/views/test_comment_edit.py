"""Rewording one's own comment on the page."""

from django.urls import reverse


def test_author_rewords_the_comment(received, client):
    address = reverse("comment_edit", args=[received.receipt])

    answer = client.post(address, {"body": "For which patients?"})

    received.comment.refresh_from_db()
    assert received.comment.body == "For which patients?"
    assert answer.headers["Location"] == reverse("comment", args=[received.receipt])


def test_comment_cannot_be_reworded_after_the_close(closed, received, client):
    answer = client.post(reverse("comment_edit", args=[received.receipt]), {"body": "Other."})

    received.comment.refresh_from_db()
    assert (answer.status_code, received.comment.body) == (422, "For whom?")
    assert "stands as it was sent" in answer.content.decode()


def test_empty_wording_is_refused(received, client):
    answer = client.post(reverse("comment_edit", args=[received.receipt]), {"body": ""})

    assert (answer.status_code, answer["Cache-Control"]) == (422, "no-store")


def test_receipt_is_needed(received, client):
    assert client.post(reverse("comment_edit", args=["wrong"]), {"body": "x"}).status_code == 404


def test_late_wording_is_there_to_copy_and_leads_to_a_late_comment(closed, received, client):
    address = reverse("comment_edit", args=[received.receipt])
    pages = [client.post(address, {"body": body}) for body in ("Other, <b>.", "x" * 5001)]

    assert [page.status_code for page in pages] == [422, 422]
    found = [page.content.decode() for page in pages]
    assert ("Other, &lt;b&gt;.</textarea>" in found[0], "x" * 5001 in found[1]) == (True, True)
    assert all(f'href="{closed.get_absolute_url()}">Send a late comment' in each for each in found)
    assert ["please mend this" in each for each in found] == [False, False]
    assert ["Keep this wording" in each for each in found] == [False, False]


def test_file_that_was_chosen_and_not_added_is_not_passed_over(received, client):
    address = reverse("comment_edit", args=[received.receipt])

    page = client.post(address, {"body": "Other.", "file": "table.txt"}, follow=True)

    assert "The file was not added: choose it again" in page.content.decode()
