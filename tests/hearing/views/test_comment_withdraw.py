"""Taking one's own comment back on the page."""

from django.urls import reverse


def test_author_withdraws_the_comment(received, client):
    client.post(reverse("comment_withdraw", args=[received.receipt]))

    received.comment.refresh_from_db()
    assert received.comment.withdrawn_at is not None


def test_reading_the_address_withdraws_nothing(received, client):
    assert client.get(reverse("comment_withdraw", args=[received.receipt])).status_code == 405
    received.comment.refresh_from_db()
    assert received.comment.withdrawn_at is None


def test_receipt_is_needed(received, client):
    assert client.post(reverse("comment_withdraw", args=["wrong"])).status_code == 404
