"""Everything that is kept about one's own comment, as a file."""

import json

from django.urls import reverse

from hearing.actions.comments import comment_on_draft, withdraw_comment
from tests import factories


def take(client, receipt: str):
    answer = client.get(reverse("comment_data", args=[receipt]))
    return answer, json.loads(answer.content)


def test_holder_takes_everything_that_was_given_and_the_answer(opened, client):
    received = comment_on_draft(
        hearing=opened,
        part="q1r1",
        body="Why?",
        kind="individual",
        name="Somebody",
        email="one@example.org",
        consent=True,
    )
    factories.make_answer(comment=received.comment, text="Because.")

    answer, data = take(client, received.receipt)

    said = {key: data["comment"][key] for key in ("name", "email", "body", "consent", "part")}
    assert said == {
        "name": "Somebody",
        "email": "one@example.org",
        "body": "Why?",
        "consent": True,
        "part": "q1r1",
    }
    assert data["answer"] == {"changed": False, "text": "Because."}
    assert answer.headers["Cache-Control"] == "no-store"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_after_withdrawal_nothing_is_left(received, client):
    withdraw_comment(comment=received.comment)

    _answer, data = take(client, received.receipt)

    assert (data["comment"]["body"], data["comment"]["name"]) == ("", "")
    assert data["comment"]["withdrawn_at"] is not None
