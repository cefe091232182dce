"""Recording: one chain, whoever records and however many at once."""

from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, connection, transaction

from audit.actions import SYSTEM, record
from audit.chain import Break
from audit.models import ChainHead, Event
from audit.queries import verify
from tests.factories import make_user


@pytest.mark.django_db
def test_record_keeps_who_what_where_and_why():
    user = make_user("chair", first_name="The", last_name="Chair")

    event = record("round-closed", by=user, guideline="livers", target="q1r1", reason="ok", round=2)

    event.refresh_from_db()
    assert (event.sequence, event.actor, event.actor_label) == (1, user, "The Chair")
    assert (event.verb, event.guideline, event.target) == ("round-closed", "livers", "q1r1")
    assert (event.reason, event.facts) == ("ok", {"round": 2})


@pytest.mark.django_db
def test_record_without_a_person_is_the_program_itself():
    assert record("reminder-sent").actor_label == SYSTEM


@pytest.mark.django_db
def test_record_moves_the_head_to_the_new_event():
    record("noted")
    event = record("noted")

    head = ChainHead.objects.get()
    assert (head.length, head.hash) == (2, event.hash)


@pytest.mark.django_db
def test_record_verifies_as_the_database_returns_it():
    tokyo = timezone(timedelta(hours=9))

    record(
        "noted",
        at=datetime(2021, 1, 1, 9, tzinfo=tokyo),
        figures=[1.0, 1e22, -0.0, 1e-7, 0.1],
        text='é "quoted" \\ 肝',
        nothing=None,
        pairs=(1, 2),
    )

    assert verify() is None
    assert Event.objects.get().at == datetime(2021, 1, 1, tzinfo=UTC)


@pytest.mark.django_db
def test_record_cuts_what_is_longer_than_its_column():
    user = make_user("long", first_name="a" * 150, last_name="b" * 150)

    event = record("noted", by=user, target="c" * 300)

    event.refresh_from_db()
    assert (len(event.actor_label), len(event.target)) == (200, 200)
    assert verify() is None


@transaction.atomic
def _record_and_fail() -> None:
    record("noted")
    raise RuntimeError


@pytest.mark.django_db
def test_record_leaves_nothing_behind_when_its_transaction_fails():
    record("noted")

    with pytest.raises(RuntimeError):
        _record_and_fail()

    assert Event.objects.count() == 1
    assert verify() is None


@pytest.mark.django_db(transaction=True)
def test_record_by_several_at_once_leaves_one_chain():
    together = Barrier(4)

    def record_ten() -> None:
        together.wait()
        for _ in range(10):
            record("noted")
        connection.close()

    threads = [Thread(target=record_ten) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(Event.objects.values_list("sequence", flat=True)) == list(range(1, 41))
    assert verify() is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "deed", [lambda events: events.update(reason="otherwise"), lambda events: events.delete()]
)
def test_event_is_final_on_postgresql(deed):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL guards the table itself")
    record("noted")

    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        deed(Event.objects.all())

    assert verify() is None


@pytest.mark.django_db
def test_verify_names_an_event_whose_time_was_spoiled():
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite stores a time that is none")
    record("noted")
    record("noted")

    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_event SET at = 'yesterday' WHERE sequence = 2")

    assert verify() == Break(2, "its content is not what was recorded")
