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


def shared(round_pk: int) -> tuple[str, list[int]]:
    """The statement that takes the round's lock together with other voters (PostgreSQL)."""
    return ("SELECT pg_advisory_xact_lock_shared(%s, %s)", [_NAMESPACE, round_pk % 2**31])


def take_shared(round_pk: int) -> None:
    """Take it so now, and read afterwards."""
    _take(*shared(round_pk))


def hold_alone(round_pk: int) -> None:
    """Take the round's lock alone: every ballot on its way is in, and none follows until the end."""
    _take("SELECT pg_advisory_xact_lock(%s, %s)", [_NAMESPACE, round_pk % 2**31])


def _take(statement: str, numbers: list[int]) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a round is locked only inside a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement, numbers)
