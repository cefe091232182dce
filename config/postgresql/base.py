"""The database backend of an installation on PostgreSQL (`ENGINE`)."""

import select

from django.db.backends.postgresql.base import DatabaseWrapper as PostgresqlWrapper
from psycopg.pq import TransactionStatus


class DatabaseWrapper(PostgresqlWrapper):
    """A connection that is kept is asked for a sign of life only where there is reason to.

    A server that ends a connection says so on it, or is closed at its end: one that says nothing is taken to
    live. To ask it by a round trip with every request (Django's way) costs a fifth of what a vote costs.
    """

    def is_usable(self) -> bool:
        """Whether the connection can serve the request that begins now."""
        if self.connection.closed:
            return False
        return self._is_quiet() or super().is_usable()

    def _is_quiet(self) -> bool:
        """Whether it is in no transaction, which may have failed, and the server has said nothing."""
        link = self.connection.pgconn
        if link.transaction_status != TransactionStatus.IDLE:
            return False
        asked = select.poll()
        asked.register(link.socket, select.POLLIN)
        return not asked.poll(0)
