"""A connection that is kept: found out when the server ended it, asked nothing while it lives."""

import psycopg
import pytest
from django.core.signals import request_started
from django.db import connection

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
