"""Sending a comment on the page."""

import pytest
from django.urls import reverse

from hearing.models import Comment
from hearing.receipts import hashed


@pytest.fixture
def send(client):
    """Posts a comment: `send(hearing, body="For whom?")`."""

    def post(hearing, **said):
        address = reverse("comment_make", args=[hearing.guideline.slug, hearing.ref])
        return client.post(address, {"part": "q1r1", "kind": "anonymous"} | said)

    return post


def test_anybody_comments_and_gets_a_receipt(opened, send, client):
    answer = send(opened, body="For whom?")

    comment = Comment.objects.get()
    receipt = answer.headers["Location"].split("/")[2]
    assert (comment.body, comment.receipt_hash) == ("For whom?", hashed(receipt))
    assert "For whom?" in client.get(answer.headers["Location"]).content.decode()


def test_form_sent_twice_is_one_comment(opened, send):
    first = send(opened, body="For whom?", key="k1")

    second = send(opened, body="For whom?", key="k1")

    assert second.headers["Location"] == first.headers["Location"]
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("body", ["", "x" * 5001])
def test_unusable_comment_is_shown_again_with_what_was_typed(opened, send, body):
    answer = send(opened, body=body)

    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert body in answer.content.decode()
    assert Comment.objects.count() == 0


def test_filled_bait_is_held_and_told_the_same(opened, send, client):
    answer = send(opened, body="Buy this.", website="https://example.org")

    comment = Comment.objects.get()
    assert (answer.status_code, comment.body) == (302, "Buy this.")
    assert (comment.is_held, comment.held_because) == (True, "bait")
    assert "held" not in client.get(answer.headers["Location"]).content.decode()


def test_late_comment_is_kept_as_late(closed, send):
    send(closed, body="Sorry.")

    assert Comment.objects.get(body="Sorry.").late is True


def test_reading_the_address_makes_nothing(opened, client):
    address = reverse("comment_make", args=["livers", opened.ref])

    assert client.get(address).status_code == 405
