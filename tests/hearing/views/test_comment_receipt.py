"""The receipt as a text file."""

import hmac
from datetime import timedelta

from django.core import mail
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from hearing.actions.commenting import comment_on_draft
from hearing.actions.comments import withdraw_comment
from hearing.actions.purging import purge_comments
from hearing.details import Details
from hearing.models import Hearing
from hearing.receipts import hashed
from outbox.actions import relay
from tests import factories


def file_of(client, receipt: str) -> str:
    return client.get(reverse("comment_receipt", args=[receipt])).content.decode()


def test_file_holds_number_receipt_address_and_what_the_log_keeps(received, client):
    answer = client.get(reverse("comment_receipt", args=[received.receipt]))

    text = answer.content.decode()
    kept = hmac.new(received.receipt.encode(), b"For whom?", "sha256").hexdigest()
    assert "Your comment has the number 1." in text
    assert f"/comments/{received.receipt}/" in text
    assert f"In the log (HMAC-SHA256 of the text): {kept}" in text
    assert Event.objects.get(verb="comment-received").facts["body_hash"] == kept
    assert "receipt-hearing-1-1.txt" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_file_says_on_what_and_from_whom(opened, client):
    receipt = comment_on_draft(
        hearing=opened,
        part="q1r1",
        body="For whom?",
        kind="organisation",
        name="A society",
        details=Details(
            paragraph=1, quote="We suggest", signatories=({"name": "B group", "place": ""},)
        ),
    ).receipt

    assert file_of(client, receipt).split("\n\n")[6:12] == [
        "On: recommendation q1r1, paragraph 1",
        "From: organisation: A society",
        "Passage: We suggest",
        "Signatories: B group",
        "The name is not published.",
        "No mail address is kept.",
    ]


def test_file_says_that_the_name_may_be_published_and_which_address_was_left(opened, client):
    said = {"kind": "individual", "name": "Ada", "email": "ada@example.org", "consent": True}
    receipt = comment_on_draft(hearing=opened, part="q1r1", body="For whom?", **said).receipt

    text = file_of(client, receipt)
    assert "The name may be published with the comment." in text
    assert "Mail address: ada@example.org" in text


def test_file_promises_no_change_after_the_close(closed, received, client):
    assert "you can read and withdraw it, and find" in file_of(client, received.receipt)


def test_file_of_a_withdrawn_comment_says_so_and_nothing_else_of_it(received, client):
    withdraw_comment(comment=received.comment)

    text = file_of(client, received.receipt)
    assert "You withdrew it; this address says so:" in text
    assert "For whom?" not in text
    assert "HMAC" not in text


def test_link_of_the_mail_opens_the_file_and_the_log_does_not_know_it(received, client):
    factories.make_answer_link(comment=received.comment, token_hash=hashed("a-link"))

    text = file_of(client, "a-link")
    assert "For whom?" in text
    assert "HMAC" not in text


def test_unknown_receipt_is_404(opened, client):
    assert client.get(reverse("comment_receipt", args=["nothing"])).status_code == 404


def test_file_of_a_purged_comment_says_so_and_claims_no_hash(received, client):
    past = timezone.now() - timedelta(days=3000)
    Hearing.objects.update(opens_at=past, closes_at=past + timedelta(days=1))
    purge_comments()

    text = file_of(client, received.receipt)
    page = client.get(reverse("comment", args=[received.receipt])).content.decode()
    assert "and its words are deleted" in text
    assert "HMAC" not in text
    assert "its words were deleted on" in page
    assert "<blockquote" not in page


def test_mail_with_a_late_comment_s_receipt_promises_no_change_after_the_close(closed):
    said = {"kind": "individual", "name": "Ada", "email": "ada@example.org"}
    comment_on_draft(hearing=closed, part="q1r1", body="Sorry.", **said)
    relay()

    body = next(each.body for each in mail.outbox if each.to == ["ada@example.org"])
    assert "edit it until the hearing closes" in body
