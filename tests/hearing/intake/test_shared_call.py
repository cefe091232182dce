"""Comments that come while the database is busy share one call, and none is lost or mixed up."""

from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial

import pytest
from django.db import OperationalError, connection, connections, transaction
from rest_framework.authtoken.models import Token

from accounts.blockers import Blocked
from audit.models import ChainHead, Event
from audit.queries import verify
from hearing.actions.commenting import comment_on_draft
from hearing.intake import desk, grouping
from hearing.intake.arriving import Arriving, arriving
from hearing.intake.remembered import Assumed
from hearing.models import Comment, Hearing
from outbox.models import Delivery
from tests.factories import make_user
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


def while_the_hearing_is_locked(hearing: Hearing, deeds: list, meanwhile=lambda: None) -> list:
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
            meanwhile()
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


def test_of_several_accounts_each_answers_for_itself(opened, calls):
    stamp = arriving(opened.pk, "none", None).stamp
    tokens = [Token.objects.create(user=make_user(name)) for name in ("one", "two", "closed")]
    for token in tokens:
        token.user.is_active = token.user.username != "closed"
        token.user.save()
    one, two, closed = (Assumed(each.key, each.user_id, stamp) for each in tokens)
    by = [
        *(one, one, two, closed, one),
        Assumed(one.token, two.account, stamp),
        Assumed(two.token, one.account, stamp),
        Assumed(one.token, one.account, stamp[:-1]),
        *(closed, two),
    ]
    deeds = [
        a_comment(opened, str(at), read=Arriving(opened, assumed=each))
        for at, each in enumerate(by)
    ]

    came = while_the_hearing_is_locked(opened, deeds)

    assert calls == [1, 9]
    refused = [at for at, each in enumerate(came) if isinstance(each.exception(), Blocked)]
    assert refused == [3, 5, 6, 7, 8]
    stored = Comment.objects.order_by("number").values_list("number", "body")
    assert list(stored) == [(1, "0"), (2, "1"), (3, "2"), (4, "4"), (5, "9")]
    events = Event.objects.filter(verb="comment-received").order_by("sequence")
    assert [each.facts["number"] for each in events] == [1, 2, 3, 4, 5]
    assert verify() is None


def test_log_that_was_empty_begins_with_the_comments(opened, calls):
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_event CASCADE")
    ChainHead.objects.all().delete()

    while_the_hearing_is_locked(opened, [a_comment(opened, each) for each in "abc"])

    assert calls == [1, 2]
    assert list(Event.objects.order_by("sequence").values_list("sequence", flat=True)) == [1, 2, 3]
    assert ChainHead.objects.get().length == 3
    assert verify() is None


@pytest.fixture
def one_moment(monkeypatch) -> None:
    """All comments of a test come in one span of grouping."""
    monkeypatch.setattr(grouping, "GATHER", 10**8)
    monkeypatch.setattr(desk, "_asked_for", {})


def was_asked_for() -> bool:
    """Whether the comments before asked the outbox for it; it is taken out of it again."""
    return bool(Delivery.objects.filter(kind=grouping.KIND).delete()[0])


def test_grouping_is_asked_for_once_in_a_moment(opened, one_moment):
    a_comment(opened, "First")()
    assert was_asked_for()

    a_comment(opened, "Second")()
    assert not was_asked_for()


def test_grouping_that_was_taken_back_is_asked_for_again(opened, one_moment):
    with transaction.atomic():
        a_comment(opened, "Undone")()
        transaction.set_rollback(True)
    assert not was_asked_for()

    a_comment(opened, "First")()
    assert was_asked_for()


def test_grouping_is_asked_for_by_who_enters(opened, one_moment):
    Hearing.objects.filter(pk=opened.pk).update(opens_at="2999-01-01T00:00Z")
    with pytest.raises(Blocked):
        a_comment(opened, "Too early", read=Arriving(opened))()
    Hearing.objects.filter(pk=opened.pk).update(opens_at=opened.opens_at)

    a_comment(opened, "First")()
    assert was_asked_for()


def cut_off_who_waits_for_the_lock(but: int = 0) -> int:
    """End the connection of the call under way, as an operator or a crash would; its process's number."""
    found: list[int] = []

    def waits() -> bool:
        with connection.cursor() as cursor:
            # Within a transaction the same would be said again.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE query LIKE '%%hearing_enter_comments%%' "
                "AND wait_event_type = 'Lock' AND datname = current_database() AND pid <> %s",
                [but],
            )
            found[:] = [row[0] for row in cursor.fetchall()]
        return len(found) == 1

    until(waits)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", found)
    return found[0]


def test_who_shared_a_call_that_was_cut_off_enter_by_themselves(opened, calls):
    def cut_off_both():
        cut_off_who_waits_for_the_lock(cut_off_who_waits_for_the_lock())

    deeds = [a_comment(opened, each) for each in "abcd"]

    came = while_the_hearing_is_locked(opened, deeds, cut_off_both)

    assert calls[:2] == [1, 3]
    assert [isinstance(each.exception(), OperationalError) for each in came] == [
        True,
        True,
        False,
        False,
    ]
    kept = [came[2].result().comment, came[3].result().comment]
    stored = Comment.objects.order_by("body")
    assert [(each.number, each.body) for each in stored] == [
        (each.number, each.body) for each in kept
    ]
    assert sorted(each.number for each in stored) == [1, 2]
    assert verify() is None
