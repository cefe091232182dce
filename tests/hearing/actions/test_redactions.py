"""Redaction: two persons, a reason, and the original sealed."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.blockers import Blocked
from audit.models import Event
from audit.queries import verify
from hearing.actions.publishing import blockers_to_publishing_comments
from hearing.actions.redactions import confirm_redaction, drop_redaction, propose_redaction
from hearing.publishing.states import words_of
from hearing.receipts import hash_under
from publication.my_work import my_work
from tests import factories


@pytest.fixture
def comment(closed):
    comment = closed.comments.get()
    comment.body = "Dr Nobody erred. Ask Dr Nobody."
    comment.save()
    return comment


def propose(by, comment, passage="Dr Nobody", reason="A person is named."):
    return propose_redaction(by=by, comment=comment, passage=passage, reason=reason)


def test_second_person_confirms_and_the_original_stays_sealed(comment, chair, secretariat):
    redaction = propose(chair, comment)
    assert words_of(comment) == "Dr Nobody erred. Ask Dr Nobody."
    with pytest.raises(Blocked, match="second person"):
        confirm_redaction(by=chair, redaction=redaction)

    confirm_redaction(by=secretariat, redaction=redaction)

    mark = "[redacted: A person is named.]"
    assert words_of(comment) == f"{mark} erred. Ask {mark}."
    comment.refresh_from_db()
    assert comment.body == "Dr Nobody erred. Ask Dr Nobody."
    event = Event.objects.get(verb="comment-redacted")
    assert event.facts["body_hash"] == hash_under(settings.SECRET_KEY, comment.body)
    assert "Nobody" not in str(event.facts)
    assert verify() is None


def test_whole_comment_is_redacted_without_a_passage(comment, chair, secretariat):
    confirm_redaction(
        by=secretariat, redaction=propose(chair, comment, passage="", reason="Insult.")
    )

    assert words_of(comment) == "[redacted: Insult.]"


def test_dropped_redaction_changes_nothing_and_is_not_confirmed_later(comment, chair, secretariat):
    redaction = propose(chair, comment)

    drop_redaction(by=secretariat, redaction=redaction)

    assert words_of(comment) == comment.body
    with pytest.raises(Blocked, match="was dropped"):
        confirm_redaction(by=secretariat, redaction=redaction)


def test_confirming_twice_tells_once(comment, chair, secretariat, events):
    redaction = propose(chair, comment)
    for _time in range(2):
        confirm_redaction(by=secretariat, redaction=redaction)

    assert events().count("comment-redacted") == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"passage": "Dr Somebody"}, "no such passage"),
        ({"reason": " "}, "Say why"),
        ({"reason": "x" * 201}, "at most 200"),
    ],
)
def test_unusable_redaction_is_refused(comment, chair, said, why):
    with pytest.raises(Blocked, match=why):
        propose(chair, comment, **said)


def test_open_hearing_is_not_redacted(opened, received, chair):
    with pytest.raises(Blocked, match="still open"):
        propose(chair, received.comment, passage="whom")


def test_member_may_neither_propose_nor_confirm(comment, member, chair):
    with pytest.raises(PermissionDenied):
        propose(member, comment)
    with pytest.raises(PermissionDenied):
        confirm_redaction(by=member, redaction=propose(chair, comment))


def test_nothing_is_published_while_a_redaction_waits(comment, guideline, chair, secretariat):
    redaction = propose(chair, comment)

    (blocker,) = blockers_to_publishing_comments(guideline)
    assert "waits for a second person" in blocker.sentence
    assert [task.verb for task in my_work(secretariat)].count("Decide on a redaction") == 1
    assert [task.verb for task in my_work(chair)].count("Decide on a redaction") == 0

    confirm_redaction(by=secretariat, redaction=redaction)

    assert blockers_to_publishing_comments(guideline) == []


def test_database_refuses_one_person_for_both(comment, chair):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_redaction(
            comment=comment, proposed_by=chair, decided_by=chair, is_confirmed=True
        )


def test_nobody_reads_the_sealed_words_on_any_page(
    comment, received, chair, secretariat, client_of, client
):
    pages = [
        reverse("comment_redact", args=["livers", "hearing-1", 1]),
        reverse("hearing_inbox", args=["livers", "hearing-1"]),
        reverse("audit_log", args=["livers"]),
        reverse("comment", args=[received.receipt]),
        reverse("comment_data", args=[received.receipt]),
        reverse("comment_receipt", args=[received.receipt]),
        f"/api/v1/comments/{received.receipt}/",
    ]
    redaction = propose(chair, comment)
    confirm = reverse("redaction_confirm", args=["livers", "hearing-1", 1, redaction.pk])
    assert b"Dr Nobody" in client_of(chair).get(pages[0]).content

    client_of(secretariat).post(confirm)

    for page in pages:
        for reader in (client_of(chair), client_of(secretariat), client):
            assert b"Nobody" not in reader.get(page).content
