"""The one way in which a comment enters the database: all of it in one step, or nothing.

Number, lateness, the comment, its event and the work it asks for are one call of a function in
PostgreSQL (`hearing_enter_comment`) and one immediate transaction on SQLite. The number is the next one
under the lock of the hearing's row, which is held for no round trip; the database's clock says at that
moment whether the comment is late. A key, a receipt or a proof that came in meanwhile is refused with
IntegrityError.
"""

import json
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from accounts.prepared import one_row
from audit.actions import append, payload
from audit.chain import around_sequence
from audit.models import Event
from guideline.queries import next_number
from hearing.models import Comment, Hearing
from outbox.models import Delivery
from voting.clock import database_now

# What only the database knows.
_DECIDED_THERE = {"id", "number", "received_at", "late", "held_at"}
_CALL = """SELECT new_id, new_number, entered_at, is_late FROM hearing_enter_comment(
    %s::jsonb, %s::jsonb, %s::timestamptz, %s, %s, %s, %s, %s::jsonb, %s, %s)"""


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work for the outbox, asked for with the comment."""

    kind: str
    key: str
    payload: dict[str, Any] = field(default_factory=dict)
    seconds: int = 0


def enter(comment: Comment, event: Event, work: list[Work]) -> bool:
    """Enter it; False where the hearing takes no comments, and then nothing was entered.

    The event's facts get the number and whether the comment is late.
    """
    own = transaction.atomic() if connection.in_atomic_block else nullcontext()
    with own:
        if connection.vendor == "postgresql":
            return _in_one_call(comment, event, work)
        return _in_one_transaction(comment, event, work)


def _in_one_call(comment: Comment, event: Event, work: list[Work]) -> bool:
    # As `number` and `late` will be written; the database puts its own in their places.
    event.facts |= {"number": 0, "late": False}
    before, after = around_sequence(payload(event))
    values = {
        each.column: each.value_from_object(comment)
        for each in comment._meta.concrete_fields
        if each.attname not in _DECIDED_THERE
    }
    asked = [
        {"kind": each.kind, "key": each.key, "payload": each.payload, "seconds": each.seconds}
        for each in work
    ]
    found = one_row(
        _CALL,
        [
            *(json.dumps(values, cls=DjangoJSONEncoder), json.dumps(asked), event.at),
            *(event.actor_label, event.verb, event.guideline, event.target),
            *(json.dumps(event.facts), before, after),
        ],
    )
    if found is None or found[0] is None:
        return False
    comment.pk, comment.number, comment.received_at, comment.late = found
    _is_in(comment)
    return True


def _in_one_transaction(comment: Comment, event: Event, work: list[Work]) -> bool:
    with transaction.atomic():
        hearing = (
            Hearing.objects.defer("draft")
            .select_for_update(of=("self",))
            .get(pk=comment.hearing_id)
        )
        now = database_now()
        if hearing.imported or (hearing.opens_at and hearing.opens_at > now):
            return False
        comment.number = next_number(hearing.comments)
        comment.received_at = now
        comment.late = hearing.closes_at is not None and hearing.closes_at <= now
        _is_in(comment)
        comment.save(force_insert=True)
        for each in work:
            due = now + timedelta(seconds=each.seconds)
            Delivery.objects.get_or_create(
                key=each.key, defaults={"kind": each.kind, "payload": each.payload, "due": due}
            )
        event.facts |= {"number": comment.number, "late": comment.late}
        append(event)
    return True


def _is_in(comment: Comment) -> None:
    comment.held_at = comment.received_at if comment.held_because else None
    comment._state.adding, comment._state.db = False, connection.alias
