"""Comments that come while the database is busy share one call, and none is lost or mixed up."""

from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial

import pytest
from django.db import connection, connections, transaction

from audit.queries import verify
from hearing.actions.commenting import comment_on_draft
from hearing.intake import desk
from hearing.intake.arriving import Arriving
from hearing.models import Comment, Hearing
from outbox.models import Delivery
from tests.hearing.intake.test_together import until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]
PATIENCE = 20


@pytest.fixture
def calls(monkeypatch) -> list[int]:
    """How many comments each call brought."""
    sizes: list[int] = []
    call = desk._together._do

    def counted(hearing, sent):
        sizes.append(len(sent))
        return call(hearing, sent)

    monkeypatch.setattr(desk._together, "_do", counted)
    return sizes


def while_the_hearing_is_locked(hearing: Hearing, deeds: list) -> list:
    """Let all begin while the hearing's row is locked elsewhere; what became of each, in order."""

    def in_a_thread(deed):
        try:
            return deed()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as threads:
        with transaction.atomic():
            Hearing.objects.select_for_update().get(pk=hearing.pk)
            came = [threads.submit(in_a_thread, deeds[0])]
            until(lambda: hearing.pk in desk._together._waiting)
            for waiting, deed in enumerate(deeds[1:], start=1):
                came.append(threads.submit(in_a_thread, deed))
                until(lambda n=waiting: len(desk._together._waiting[hearing.pk]) == n)
        assert not wait(came, PATIENCE).not_done
    return came


def a_comment(hearing: Hearing, body: str, **more):
    return partial(comment_on_draft, hearing=hearing, part="document", body=body, **more)


def test_each_gets_its_own_number_and_the_log_tells_of_all(opened, calls):
    bodies = ["First", "Second", "Third, 日本語", 'With "quotes" \\ and <b>']
    deeds = [
        a_comment(opened, body, email=f"{at}@example.org", held_because="" if at else "bait")
        for at, body in enumerate(bodies)
    ]

    came = [each.result() for each in while_the_hearing_is_locked(opened, deeds)]

    assert calls == [1, 3]
    assert [(each.comment.number, each.comment.body) for each in came] == list(
        enumerate(bodies, start=1)
    )
    stored = Comment.objects.order_by("number")
    assert [(each.number, each.body, each.email, each.held_at is None) for each in stored] == [
        (at + 1, body, f"{at}@example.org", at > 0) for at, body in enumerate(bodies)
    ]
    assert [each.pk for each in stored] == [each.comment.pk for each in came]
    assert Delivery.objects.filter(kind="comment-receipt").count() == 4
    assert verify() is None


def test_one_that_cannot_enter_takes_none_of_the_others_with_it(opened, calls):
    deeds = [
        a_comment(opened, "First"),
        a_comment(opened, "Twice", key="same"),
        a_comment(opened, "Once"),
        a_comment(opened, "Twice", key="same"),
    ]

    came = [each.result() for each in while_the_hearing_is_locked(opened, deeds)]

    assert calls[:2] == [1, 3]
    assert came[1].receipt == came[3].receipt
    assert sorted([came[1].repeated, came[3].repeated]) == [False, True]
    assert sorted(each.body for each in Comment.objects.all()) == ["First", "Once", "Twice"]
    assert [each.number for each in Comment.objects.order_by("number")] == [1, 2, 3]
    assert verify() is None


def test_within_a_transaction_of_the_callers_it_is_the_callers_alone(opened, calls):
    with transaction.atomic():
        a_comment(opened, "Undone")()
        transaction.set_rollback(True)

    assert (calls, Comment.objects.count()) == ([], 0)


def test_hearing_that_opens_later_takes_nothing_of_all(opened, calls):
    Hearing.objects.filter(pk=opened.pk).update(opens_at="2999-01-01T00:00Z")
    # As it was read before that.
    deeds = [a_comment(opened, each, read=Arriving(opened)) for each in "abc"]

    came = while_the_hearing_is_locked(opened, deeds)

    assert calls == [1, 2]
    assert [type(each.exception()).__name__ for each in came] == ["Blocked"] * 3
    assert Comment.objects.count() == 0
