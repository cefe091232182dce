"""One's own comment, opened by its receipt."""

from django.urls import reverse

from hearing.actions.commenting import comment_on_draft
from hearing.actions.comments import withdraw_comment
from tests import factories


def test_receipt_opens_the_comment_and_travels_nowhere(received, client):
    answer = client.get(reverse("comment", args=[received.receipt]))

    page = answer.content.decode()
    assert "For whom?" in page
    assert received.receipt in page
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"


def test_unknown_receipt_is_404(received, client):
    assert client.get(reverse("comment", args=["x" * 24])).status_code == 404


def test_author_finds_the_answer(closed, received, client):
    factories.answered(received.comment, text="The title says so.")

    page = client.get(reverse("comment", args=[received.receipt])).content.decode()

    assert "The title says so." in page
    assert 'name="body"' not in page


def test_withdrawn_comment_is_not_shown_any_more(received, client):
    withdraw_comment(comment=received.comment)

    page = client.get(reverse("comment", args=[received.receipt])).content.decode()

    assert "You withdrew it on" in page
    assert "For whom?" not in page


def test_author_reads_under_which_name_it_was_sent(opened, client):
    said = {"hearing": opened, "part": "document", "body": "For whom?", "kind": "organisation"}
    came = comment_on_draft(name="Nurses", **said)

    page = client.get(reverse("comment", args=[came.receipt])).content.decode()

    assert "organisation: Nurses" in page


def test_author_reads_whether_the_name_is_published_and_which_address_was_left(opened, client):
    said = {"hearing": opened, "part": "document", "body": "For whom?", "kind": "individual"}
    named = {"name": "Ada", "email": "ada@example.org", "consent": True}
    came = [comment_on_draft(**said, **more) for more in (named, {"name": "Bo"})]

    first, second = (
        client.get(reverse("comment", args=[each.receipt])).content.decode() for each in came
    )

    assert "may be published with the comment" in first
    assert "<bdi>ada@example.org</bdi>" in first
    assert "is not published" in second
    assert "none is kept" in second


def test_page_promises_no_change_after_the_close(closed, received, client):
    page = client.get(reverse("comment", args=[received.receipt])).content.decode()

    assert "can read and withdraw the comment" in page
    assert "read, edit and withdraw" not in page


def test_answer_is_read_in_the_direction_of_its_letters(closed, received, client):
    factories.answered(received.comment, text="نعم.")

    page = client.get(reverse("comment", args=[received.receipt])).content.decode()

    assert '<div dir="auto"><p>نعم.</p></div>' in page
