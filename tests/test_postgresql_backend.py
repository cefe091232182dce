"""A connection that is kept, found out when the server ended it; statements that are kept prepared on it."""

from datetime import UTC, datetime

import psycopg
import pytest
from django.core.signals import request_started
from django.db import (
    IntegrityError,
    InternalError,
    OperationalError,
    ProgrammingError,
    connection,
    transaction,
)
from django.test.utils import CaptureQueriesContext

from accounts.prepared import all_rows, one_row
from outbox.models import Delivery
from voting.clock import database_now

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="a file has no connection to lose"
    ),
]


def own_pid() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def as_another(statement: str, *values):
    """What another connection to the same database is told."""
    told = connection.get_connection_params()
    told.pop("cursor_factory")
    told.pop("context")
    with psycopg.connect(**told, autocommit=True) as other:
        return other.execute(statement, values).fetchone()


def request_begins() -> None:
    request_started.send(sender=None, environ={})


def test_what_the_server_ended_is_replaced_when_the_next_request_begins():
    before = own_pid()
    assert as_another("SELECT pg_terminate_backend(%s, 5000)", before) == (True,)

    request_begins()

    assert database_now()
    assert own_pid() != before


def test_what_this_end_closed_is_replaced_as_well():
    before = own_pid()
    connection.connection.close()

    request_begins()

    assert own_pid() != before


def test_a_connection_that_lives_is_asked_nothing():
    pid = own_pid()

    request_begins()
    assert connection.is_usable()

    last = as_another("SELECT query FROM pg_stat_activity WHERE pid = %s", pid)
    assert last == ("SELECT pg_backend_pid()",)
    assert own_pid() == pid


PREPARED = """SELECT statement FROM pg_prepared_statements WHERE name LIKE 'plenary%%'
    AND statement NOT LIKE '%%pg_prepared_statements%%' ORDER BY prepare_time"""
INSERT = """INSERT INTO outbox_delivery (kind, key, payload, due, attempts, last_error)
    VALUES (%s, %s, '{}', now(), 0, '') RETURNING key"""


def asked_anew() -> None:
    connection.close()
    connection.connect()


def test_values_go_and_come_back_as_they_are():
    moment = datetime(2026, 3, 1, 9, 30, 0, 123456, UTC)
    sent = ["日本語 'x' %s", 7, 2**40, True, None, moment, 0.5]

    found = all_rows("SELECT %s::text, %s, %s, %s, %s::text, %s, %s, 7 %% 4", sent)

    assert found == [(*sent, 3)]
    assert found[0][5].tzinfo is not None


def test_statement_is_prepared_once_a_connection_and_type_of_its_values():
    asked_anew()

    assert [one_row("SELECT %s + 1", [value]) for value in (1, 2, 3)] == [[2], [3], [4]]
    assert all_rows(PREPARED, []) == [("SELECT $1 + 1",)]
    assert one_row("SELECT %s + 1", [2**40]) == [2**40 + 1]
    assert len(all_rows(PREPARED, [])) == 2

    asked_anew()

    assert all_rows(PREPARED, []) == []
    assert one_row("SELECT %s + 1", [1]) == [2]


def test_no_row_is_none():
    assert (one_row("SELECT 1 WHERE %s", [False]), all_rows("SELECT 1 WHERE %s", [False])) == (
        None,
        [],
    )


@pytest.mark.parametrize("first", [True, False])
def test_in_a_transaction_it_belongs_to_it(first):
    with transaction.atomic():
        if not first:
            assert not Delivery.objects.exists()
        all_rows(INSERT, ["a", "one"])
        all_rows(INSERT, ["a", "two"])
        assert Delivery.objects.count() == 2
        transaction.set_rollback(True)

    assert Delivery.objects.count() == 0


def test_alone_it_is_a_transaction_of_its_own():
    all_rows(INSERT, ["a", "one"])

    assert as_another("SELECT key FROM outbox_delivery") == ("one",)


def test_what_the_database_refuses_is_refused_as_ever():
    all_rows(INSERT, ["a", "one"])

    for _again in range(2):
        with pytest.raises(IntegrityError):
            all_rows(INSERT, ["b", "one"])
    with pytest.raises(ProgrammingError):
        all_rows("SELECT nothing FROM nowhere", [])
    assert one_row("SELECT kind FROM outbox_delivery WHERE key = %s", ["one"]) == ["a"]


def test_transaction_that_failed_asks_nothing_more():
    with transaction.atomic():
        all_rows(INSERT, ["a", "one"])
        with pytest.raises(IntegrityError):
            all_rows(INSERT, ["b", "one"])
        with pytest.raises(InternalError, match="transaction is aborted"):
            one_row("SELECT 1", [])
        transaction.set_rollback(True)
    with transaction.atomic():
        all_rows(INSERT, ["a", "one"])
        transaction.set_rollback(True)
        with pytest.raises(transaction.TransactionManagementError):
            one_row("SELECT 1", [])

    assert Delivery.objects.count() == 0


def test_connection_that_breaks_under_a_statement_is_said_to_be_broken():
    pid = own_pid()
    as_another("SELECT pg_terminate_backend(%s, 5000)", pid)

    with pytest.raises(OperationalError):
        one_row("SELECT %s", [1])
    request_begins()

    assert one_row("SELECT %s", [1]) == [1]


def test_who_listens_hears_of_it():
    with CaptureQueriesContext(connection) as asked:
        assert one_row("SELECT %s", [1]) == [1]

    assert [each["sql"] for each in asked] == ["SELECT 1"]
