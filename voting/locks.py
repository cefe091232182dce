"""Votes against a close: who waits for whom.

PostgreSQL: ballots share an advisory lock, a close takes it alone, so ballots never wait for each
other and a close waits only for those already on their way. Ballots of one person do wait for each
other. SQLite: `BEGIN IMMEDIATE` (settings) lets one writer in at a time, which is the same promise.
All hold until the transaction ends.

A statement sees what was committed when it began, so whatever depends on the lock must be read in a
later statement than the one that took it.
"""

from django.db import connection

# 'VOTE' and 'ROLL' in ASCII: they keep these locks apart from any other use of advisory locks in
# the database.
_ROUNDS = 0x564F5445
_VOTERS = 0x524F4C4C


def share(round_pk: int, person_pk: int) -> None:
    """Take the round's lock together with other voters, and then the person's place in it alone."""
    # Two places may fall on one number: then two people wait for each other, and nothing is wrong.
    place = (round_pk * 1_000_003 + person_pk) % 2**31
    # In this order: who waits for the round holds up nobody who is already in it.
    _lock(
        "SELECT pg_advisory_xact_lock_shared(%s, %s), pg_advisory_xact_lock(%s, %s)",
        [_ROUNDS, round_pk % 2**31, _VOTERS, place],
    )


def hold_alone(round_pk: int) -> None:
    """Take the round's lock alone: every ballot on its way is in, and none follows until the end."""
    _lock("SELECT pg_advisory_xact_lock(%s, %s)", [_ROUNDS, round_pk % 2**31])


def _lock(statement: str, numbers: list[int]) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a round is locked only inside a transaction")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement, numbers)
