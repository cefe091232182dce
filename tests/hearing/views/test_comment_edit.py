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
