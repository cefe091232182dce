"""Comments: received, edited, withdrawn, answered."""

import hmac
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.blockers import Blocked
from audit.models import Event
from hearing.actions.comments import (
    UnusableComment,
    comment_on_draft,
    edit_comment,
    withdraw_comment,
)
from hearing.actions.hearings import close_hearing, open_hearing
from hearing.actions.publishing import publish_comments
from hearing.answering.states import DUE
from hearing.models import Comment
from hearing.models.comment import COMMENT_LENGTH
from hearing.publishing.states import sight_once_published
from hearing.publishing.table import rows_of
from hearing.receipts import hashed
from tests import factories

# --- Received ------------------------------------------------------------------------------------


def test_comment_is_kept_with_a_receipt_of_which_only_the_hash_is_stored(opened):
    received = comment_on_draft(
        hearing=opened, part="q1r1", body="For whom?", kind="organisation", name="A society"
    )

    comment = Comment.objects.get()
    assert (comment.number, comment.part, comment.body) == (1, "q1r1", "For whom?")
    assert comment.receipt_hash == hashed(received.receipt)
    assert received.receipt not in str(vars(comment))
    assert (comment.late, comment.consent, sight_once_published(comment).name) == (False,) * 3


def test_log_names_the_comment_and_not_who_made_it(opened):
    comment_on_draft(
        hearing=opened, part="q1r1", body="For whom?", kind="individual", name="Somebody"
    )

    event = Event.objects.get(verb="comment-received")
    assert (event.actor, event.target) == (None, "hearing-1")
    assert set(event.facts) == {"number", "part", "late", "body_hash"}
    assert "Somebody" not in str(event.facts)


def test_log_keeps_words_so_that_only_who_holds_the_receipt_finds_them(received):
    edit_comment(comment=received.comment, receipt=received.receipt, body="No.")
    withdraw_comment(comment=received.comment)

    first, edited, withdrawn = Event.objects.filter(verb__startswith="comment-").order_by("pk")
    for event, body in ((first, b"For whom?"), (edited, b"No.")):
        key = received.receipt.encode()
        assert event.facts["body_hash"] == hmac.new(key, body, "sha256").hexdigest()
    assert withdrawn.facts == {"number": received.comment.number}


def test_name_is_shown_only_with_consent_and_never_of_the_anonymous(opened):
    def shown(**said) -> bool:
        received = comment_on_draft(hearing=opened, part="document", body="Yes.", **said)
        return sight_once_published(received.comment).name

    assert shown(kind="individual", name="Somebody", consent=True) is True
    assert shown(kind="individual", name="Somebody") is False
    assert shown(kind="anonymous", name="Somebody", consent=True) is False


def test_comments_are_numbered(opened):
    for _number in range(3):
        comment_on_draft(hearing=opened, part="document", body="Yes.")

    assert list(Comment.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_comment_sent_twice_with_a_key_is_one_comment(opened):
    first = comment_on_draft(hearing=opened, part="document", body="Yes.", key="k1")

    again = comment_on_draft(hearing=opened, part="document", body="Yes.", key="k1")

    assert (again.receipt, again.repeated) == (first.receipt, True)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("body", ["", " \n ", "x" * (COMMENT_LENGTH + 1)])
def test_empty_and_overlong_comments_are_refused(opened, body):
    with pytest.raises(UnusableComment):
        comment_on_draft(hearing=opened, part="document", body=body)

    assert Comment.objects.count() == 0


def test_longest_comment_is_kept_whole(opened):
    received = comment_on_draft(hearing=opened, part="document", body="é" * COMMENT_LENGTH)

    assert len(received.comment.body) == COMMENT_LENGTH


@pytest.mark.parametrize("said", [{"part": "q9r9"}, {"part": "document", "kind": "robot"}])
def test_unknown_part_or_kind_is_refused(opened, said):
    with pytest.raises(UnusableComment):
        comment_on_draft(hearing=opened, body="Yes.", **said)


def test_comment_after_the_close_is_kept_and_marked_late(closed):
    received = comment_on_draft(hearing=closed, part="document", body="Sorry.")

    assert received.comment.late is True
    assert Event.objects.last().facts["late"] is True


def test_hearing_that_has_not_opened_takes_no_comment(guideline, recommendation, secretariat):
    hearing = open_hearing(
        by=secretariat, guideline=guideline, opens_at=timezone.now() + timedelta(days=1)
    )

    with pytest.raises(Blocked, match="not opened yet"):
        comment_on_draft(hearing=hearing, part="document", body="Early.")


def test_hearing_held_elsewhere_takes_no_comment(guideline):
    hearing = factories.make_hearing(guideline=guideline, imported=True)

    with pytest.raises(Blocked, match="held elsewhere"):
        comment_on_draft(hearing=hearing, part="document", body="Yes.")


# --- Edited, withdrawn ---------------------------------------------------------------------------


def test_author_rewords_until_the_close(received, opened, secretariat, events):
    edit_comment(comment=received.comment, receipt=received.receipt, body="For which patients?")
    edit_comment(comment=received.comment, receipt=received.receipt, body="For which patients?")

    received.comment.refresh_from_db()
    assert received.comment.body == "For which patients?"
    assert events().count("comment-edited") == 1
    close_hearing(by=secretariat, hearing=opened)
    with pytest.raises(Blocked, match="stands as it was sent"):
        edit_comment(comment=received.comment, receipt=received.receipt, body="Too late.")


def test_withdrawn_comment_is_read_and_answered_by_nobody(closed, received, events):
    withdraw_comment(comment=received.comment)
    withdraw_comment(comment=received.comment)

    assert list(rows_of(closed)) == []
    assert list(closed.comments.filter(DUE)) == []
    assert events().count("comment-withdrawn") == 1


def test_comments_are_hidden_until_publication(opened, received, secretariat, guideline):
    closed = close_hearing(by=secretariat, hearing=opened)
    assert [list(rows_of(each)) for each in (opened, closed)] == [[], []]

    publish_comments(guideline=guideline, at=timezone.now())

    closed.refresh_from_db()
    assert [each.number for each in rows_of(closed)] == [received.comment.number]


# --- Promises of the database --------------------------------------------------------------------


def test_database_refuses_an_empty_comment_and_an_empty_answer(opened):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_comment(hearing=opened, body="")
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_answer(text="")


def test_database_refuses_a_number_twice(opened, received):
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(hearing=opened, number=1, part="document", body="Again.")
