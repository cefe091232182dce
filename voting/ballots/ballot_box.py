"""The one way in which a vote enters the database: all of it in one step, or nothing.

The round's lock, the ballot and its event are one message to PostgreSQL and one transaction: no
lock is held while Python thinks, and a close waits for no more than what is on its way already. On
SQLite it is one immediate transaction. What was read before the step may have changed since; the
constraints and the guards (voting/guards.py) look again within it and refuse with IntegrityError.
"""

import uuid
from contextlib import nullcontext
from typing import Any

from django.db import connection, transaction

from audit.actions import Unlinked, append, append_statement
from voting import locks
from voting.models import Ballot, Voter

Statement = tuple[str, list[Any]]


def new_ballot(ballot: Ballot) -> Statement:
    """A version of somebody's vote."""
    cast_at = connection.ops.adapt_datetimefield_value(ballot.cast_at)
    return (
        "INSERT INTO voting_ballot "
        "(voter_id, version, choice, comment, cast_at, key, receipt, proxy_id, basis) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, '')",
        [
            *(ballot.voter_id, ballot.version, ballot.choice, ballot.comment),
            *(cast_at, ballot.key, ballot.receipt, ballot.proxy_id),
        ],
    )


def end_proxy(voter: Voter) -> Statement:
    """Nobody votes any longer for whoever votes themselves."""
    return (
        "UPDATE voting_proxy SET ended_at = %s, ended_because = 'voted' "
        "WHERE giver_id = %s AND ended_at IS NULL",
        [connection.ops.adapt_datetimefield_value(voter.now), voter.pk],
    )


def tick(voter: Voter) -> Statement:
    """Voted, on a secret round's roll. The guards take no more secret ballots than there are ticks."""
    statement = "UPDATE voting_voter SET has_voted = TRUE WHERE id = %s AND NOT has_voted"
    return (statement, [voter.pk])


def new_secret_ballot(round_pk: int, choice: str, comment: str, receipt_hash: str) -> Statement:
    """A vote of nobody's."""
    return (
        "INSERT INTO voting_secretballot (id, round_id, choice, comment, receipt_hash) "
        "VALUES (%s, %s, %s, %s, %s)",
        [uuid.uuid4().hex, round_pk, choice, comment, receipt_hash],
    )


def exchanged(round_pk: int, choice: str, comment: str, receipt_hash: str) -> Statement:
    """What the holder of the receipt votes instead."""
    return (
        "UPDATE voting_secretballot SET choice = %s, comment = %s "
        "WHERE round_id = %s AND receipt_hash = %s",
        [choice, comment, round_pk, receipt_hash],
    )


def enter(round_pk: int, statements: list[Statement], event: Unlinked) -> None:
    """Do all of it, in order, and record the event."""
    if connection.vendor != "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            for statement, values in statements:
                cursor.execute(statement, values)
            append(event)
        return
    parts = [locks.shared(round_pk), *statements, append_statement(event)]
    message = "; ".join(statement for statement, _values in parts)
    # A message is a transaction of its own, unless the caller has begun one.
    own = transaction.atomic() if connection.in_atomic_block else nullcontext()
    with own, connection.cursor() as cursor:
        cursor.execute(message, [value for _statement, values in parts for value in values])
