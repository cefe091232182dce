"""Work that must happen: asked for once, taken once, tried again, given up in the end."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from outbox import handlers
from outbox.actions import ATTEMPTS, LEASE, _put_off, claim, enqueue, relay, run
from outbox.models import Delivery
from tests.factories import make_delivery


@pytest.fixture
def done(monkeypatch) -> list:
    """What a handler of kind `note` has done."""
    done = []
    monkeypatch.setitem(handlers._HANDLERS, "note", done.append)
    return done


@pytest.fixture
def _failing(monkeypatch):
    """Kind `note` cannot be done."""

    def fail(payload):
        raise ConnectionError("no route")

    monkeypatch.setitem(handlers._HANDLERS, "note", fail)


@pytest.mark.django_db
def test_enqueue_with_the_same_key_is_one_piece_of_work():
    enqueue("note", key="round 1 opened", text="first")
    enqueue("note", key="round 1 opened", text="second")

    assert [row.payload for row in Delivery.objects.all()] == [{"text": "first"}]


@transaction.atomic
def _enqueue_and_fail() -> None:
    enqueue("note", key="never")
    raise RuntimeError


@pytest.mark.django_db
def test_enqueue_is_undone_with_its_cause():
    with pytest.raises(RuntimeError):
        _enqueue_and_fail()

    assert Delivery.objects.count() == 0


@pytest.mark.django_db
def test_relay_does_what_is_due_once(done):
    enqueue("note", key="now", text="now")
    enqueue("note", key="later", due=timezone.now() + timedelta(hours=1), text="later")

    assert (relay(), relay()) == (1, 0)
    assert done == [{"text": "now", "delivery": "now"}]
    assert [row.key for row in Delivery.objects.filter(done_at=None)] == ["later"]


@pytest.mark.django_db
def test_relay_takes_no_more_than_its_limit(done):
    for number in range(3):
        enqueue("note", key=f"note {number}")

    assert (relay(limit=2), relay(limit=2)) == (2, 1)


@pytest.mark.django_db
def test_claim_is_given_once_until_the_lease_ends():
    row = make_delivery()

    assert (claim(row.pk), claim(row.pk)) == (True, False)

    Delivery.objects.update(locked_until=timezone.now() - timedelta(seconds=1))
    assert claim(row.pk) is True
    row.refresh_from_db()
    assert row.attempts == 2
    assert timedelta() < row.locked_until - timezone.now() <= LEASE


@pytest.mark.django_db(transaction=True)
def test_claim_by_several_at_once_is_given_to_one():
    row = make_delivery()
    together, given = Barrier(4), []

    def try_it() -> None:
        together.wait()
        given.append(claim(row.pk))
        connection.close()

    threads = [Thread(target=try_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(given) == [False, False, False, True]


@pytest.mark.django_db
def test_run_of_work_that_is_done_changes_nothing(done):
    row = make_delivery(kind="note", done_at=timezone.now())

    run(row.pk)

    assert done == []


@pytest.mark.django_db
@pytest.mark.usefixtures("_failing")
def test_run_that_fails_keeps_the_error_and_backs_off_further_each_time():
    row = make_delivery(kind="note")
    pauses = []

    for _ in range(3):
        Delivery.objects.update(due=Now())
        relay()
        row.refresh_from_db()
        pauses.append(round((row.due - timezone.now()).total_seconds()))

    assert row.last_error == "ConnectionError: no route"
    assert (row.attempts, row.locked_until, row.done_at) == (3, None, None)
    assert pauses == [60, 120, 240]


@pytest.mark.django_db
@pytest.mark.usefixtures("_failing")
def test_run_gives_up_after_the_last_attempt():
    row = make_delivery(kind="note", attempts=ATTEMPTS - 1)

    relay()
    Delivery.objects.update(due=Now())

    row.refresh_from_db()
    assert row.given_up_at is not None
    assert relay() == 0


@pytest.mark.django_db
def test_run_of_a_kind_that_nobody_handles_is_put_off():
    row = make_delivery(kind="conjure")

    relay()

    row.refresh_from_db()
    assert row.last_error == "KeyError: 'conjure'"


@pytest.mark.django_db
def test_run_undoes_what_a_failing_handler_wrote(monkeypatch):
    def half(payload):
        make_delivery(key="half done")
        raise ValueError("broken")

    monkeypatch.setitem(handlers._HANDLERS, "note", half)
    make_delivery(kind="note", key="whole")

    relay()

    assert [row.key for row in Delivery.objects.all()] == ["whole"]


@pytest.mark.django_db
def test_mail_is_sent_to_one_person():
    enqueue("mail", key="welcome", to="member@example.org", subject="Welcome", body="Come in.")

    relay()

    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [
        (["member@example.org"], "Welcome", "Come in.")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "told"),
    [
        (SMTPRecipientsRefused({"one@example.org": (550, b"no")}), "SMTPRecipientsRefused: 550"),
        (SMTPDataError(554, b"one@example.org is no friend"), "SMTPDataError: 554"),
    ],
)
def test_address_that_a_mail_server_names_is_not_kept(error, told):
    enqueue("conjure", key="c")
    row = Delivery.objects.get()

    _put_off(row.pk, error)

    row.refresh_from_db()
    assert row.last_error == told
