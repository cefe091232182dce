"""The database backend of an installation on PostgreSQL (`ENGINE`)."""

import re
import select
from functools import cache
from itertools import count
from typing import Any

from django.db.backends.postgresql.base import DatabaseWrapper as PostgresqlWrapper
from psycopg import errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ExecStatus, TransactionStatus


class DatabaseWrapper(PostgresqlWrapper):
    """Connections that are kept, and statements that are kept prepared on them.

    A connection is asked for a sign of life only where there is reason to. A server that ends a connection
    says so on it, or is closed at its end: one that says nothing is taken to live. To ask it by a round trip
    with every request (Django's way) costs a fifth of what a vote costs.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What the server calls a statement, by its words and the types of its values.
        self._prepared: dict[tuple[str, tuple[int, ...]], bytes] = {}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """One on which nothing is prepared yet."""
        self._prepared = {}
        return super().get_new_connection(conn_params)

    def is_usable(self) -> bool:
        """Whether the connection can serve the request that begins now."""
        if self.connection.closed:
            return False
        return self._is_quiet() or super().is_usable()

    def rows_of(self, statement: str, values: list[Any]) -> list[tuple]:
        """The rows of a statement with `%s` for its values; the server reads and plans it once a connection.

        libpq is asked directly: a cursor takes as long to ask as the server to answer. Where somebody listens
        to the queries, and for the first one in a transaction, it is a cursor's all the same.
        """
        self.close_if_health_check_failed()
        self.ensure_connection()
        if self.execute_wrappers or self.queries_logged or not self._can_be_asked():
            with self.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall()
        self.validate_thread_sharing()
        with self.wrap_database_errors:
            return self._asked(statement, values)

    def _asked(self, statement: str, values: list[Any]) -> list[tuple]:
        link = self.connection.pgconn
        adapted = Transformer(self.connection)
        sent = adapted.dump_sequence(values, [PyFormat.AUTO] * len(values))
        known = (statement, adapted.types)
        name = self._prepared.get(known)
        if name is None:
            name = b"plenary_%d" % next(_NUMBERS)
            self._check(link.prepare(name, _numbered(statement), adapted.types))
            self._prepared[known] = name
        result = self._check(link.exec_prepared(name, sent, adapted.formats))
        adapted.set_pgresult(result)
        return adapted.load_rows(0, result.ntuples, tuple)

    def _check(self, result: Any) -> Any:
        if result.status in _WELL:
            return result
        if self.connection.closed:
            raise errors.OperationalError(result.get_error_message())
        raise errors.error_from_result(result, self.connection.info.encoding)

    def _can_be_asked(self) -> bool:
        """Whether a statement would be its own transaction, or is one of those of a transaction under way."""
        if self.needs_rollback:
            return False
        status = self.connection.pgconn.transaction_status
        if status == TransactionStatus.IDLE:
            return self.connection.autocommit
        return status == TransactionStatus.INTRANS

    def _is_quiet(self) -> bool:
        """Whether it is in no transaction, which may have failed, and the server has said nothing."""
        link = self.connection.pgconn
        if link.transaction_status != TransactionStatus.IDLE:
            return False
        asked = select.poll()
        asked.register(link.socket, select.POLLIN)
        return not asked.poll(0)


_WELL = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
_NUMBERS = count()
_PLACE = re.compile("%([s%])")


@cache
def _numbered(statement: str) -> bytes:
    """The statement as the server reads it: `$1`, `$2` for each `%s`."""
    places = count(1)
    return _PLACE.sub(
        lambda found: f"${next(places)}" if found[1] == "s" else "%", statement
    ).encode()
