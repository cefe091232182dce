"""Keeping what stands in the form."""

from django.urls import reverse

from hearing.models import Comment, SavedComment


def test_unfinished_comment_is_kept_is_no_comment_and_is_sent_later(opened, client):
    said = {"part": "q1r1", "body": "مرحبا", "kind": "organisation", "signatories": "A; Paris"}
    kept = client.post(reverse("comment_save", args=["livers", opened.ref]), said)
    address = kept.headers["Location"]

    page = client.get(address).content.decode()
    assert ("مرحبا" in page, "A; Paris" in page) == (True, True)
    assert Comment.objects.count() == 0

    receipt = address.split("/")[2]
    again = client.post(
        reverse("comment_save", args=["livers", opened.ref]),
        said | {"saved": receipt, "body": "No"},
    )
    assert again.headers["Location"] == address
    assert SavedComment.objects.get().said["body"] == "No"

    sent = {"name": "A society", "saved": receipt}
    client.post(reverse("comment_make", args=["livers", opened.ref]), said | sent)
    comment = Comment.objects.get()
    assert (comment.body, comment.signatories) == ("مرحبا", [{"name": "A", "place": "Paris"}])
    assert SavedComment.objects.count() == 0


def test_nothing_is_kept_beyond_what_a_hearing_holds(opened, client, monkeypatch):
    monkeypatch.setattr("hearing.actions.saved_comments.MOST_KEPT", 1)
    address = reverse("comment_save", args=["livers", opened.ref])
    client.post(address, {"body": "One"})

    answer = client.post(address, {"body": "Two"})

    assert answer.status_code == 409
    assert "Two" in answer.content.decode()
    assert SavedComment.objects.count() == 1


def test_text_of_many_lines_is_kept_to_its_last_letter(opened, client):
    body = "\r\n".join(["x" * 49] * 100)
    kept = client.post(reverse("comment_save", args=["livers", opened.ref]), {"body": body})

    assert SavedComment.objects.get().said["body"] == body.replace("\r\n", "\n")
    assert body.replace("\r\n", "\n") in client.get(kept.headers["Location"]).content.decode()


def test_text_is_kept_though_too_long_to_send_and_refused_whole_beyond_that(opened, client):
    address = reverse("comment_save", args=["livers", opened.ref])
    client.post(address, {"body": "x" * 50_000})

    answer = client.post(address, {"body": "y" * 60_001})

    assert [len(each.said["body"]) for each in SavedComment.objects.all()] == [50_000]
    assert answer.status_code == 422
    assert "These are 60,001 characters; at most 60,000 can be kept." in answer.content.decode()
    assert "y" * 60_001 in answer.content.decode()
