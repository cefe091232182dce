"""Votes against a close: who waits for whom.

PostgreSQL: ballots share an advisory lock, a close takes it alone, so ballots never wait for each
other and a close waits only for those already on their way. SQLite: `BEGIN IMMEDIATE` (settings)
lets one writer in at a time, which is the same promise. Both hold until the transaction ends.

A statement sees what was committed when it began, so whatever depends on the lock must be read in a
later statement than the one that took it.
"""

from django.db import connection

# 'VOTE' in ASCII: keeps these locks apart from any other use of advisory locks in the database.
_NAMESPACE = 0x564F5445


def share(round_pk: int) -> None:
    """Take the round's lock together with other voters."""
    _lock("pg_advisory_xact_lock_shared", round_pk)


def hold_alone(round_pk: int) -> None:
    """Take the round's lock alone: every ballot on its way is in, and none follows until the end."""
    _lock("pg_advisory_xact_lock", round_pk)


def _lock(function: str, round_pk: int) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a round is locked only inside a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # The function's name is one of the two above.
            cursor.execute(f"SELECT {function}(%s, %s)", [_NAMESPACE, round_pk % 2**31])
