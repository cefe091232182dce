"""The one way in which a comment enters the database: all of it in one step, or nothing.

Number, lateness, the comment, its event and the work it asks for are one call of a function in
PostgreSQL (`hearing_enter_comments`) and one immediate transaction on SQLite. The number is the next one
under the lock of the hearing's row, which is held for no round trip; the database's clock says at that
moment whether the comment is late. A key, a receipt or a proof that came in meanwhile is refused with
IntegrityError. Comments that come to a process while it waits for the database share its next call
(docs/adr/0025-comments-of-one-moment.md).
"""

import json
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, transaction

from accounts.prepared import all_rows
from audit.actions import Unlinked, append, payload
from audit.chain import around_sequence
from guideline.queries import next_number
from hearing.intake.remembered import Assumed, keep
from hearing.intake.together import AtOnce
from hearing.models import Comment, Hearing
from outbox.actions import enqueue
from outbox.models import Delivery
from voting.clock import database_now

# What only the database knows.
_DECIDED_THERE = {"id", "number", "received_at", "late", "held_at"}
_OF_THE_EVENT = ("at", "actor_label", "verb", "guideline", "target", "facts")
_CALL = """SELECT place, new_id, new_number, entered_at, is_late
    FROM hearing_enter_comments(%s, %s::jsonb)"""


class _Encoder(json.JSONEncoder):
    """Moments whole, to the microsecond: the event's hash covers them."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


_JSON = _Encoder(ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work for the outbox, asked for with the comment."""

    kind: str
    key: str
    payload: dict[str, Any] = field(default_factory=dict)
    seconds: int = 0
    # Whether all comments of a moment ask for the same.
    shared: bool = False


def ask_for(work: Work) -> None:
    """Ask for it without a comment, in the transaction of its cause."""
    due = database_now() + timedelta(seconds=work.seconds)
    enqueue(work.kind, key=work.key, due=due, **work.payload)


def enter(
    comment: Comment, event: Unlinked, work: list[Work], assumed: Assumed | None = None
) -> bool:
    """Enter it; False where the hearing takes no comments, and then nothing was entered.

    The event's facts get the number and whether the comment is late. False as well where what is
    `assumed` does not hold any more; only PostgreSQL is asked that.
    """
    own = transaction.atomic() if connection.in_atomic_block else nullcontext()
    with own:
        if connection.vendor == "postgresql":
            return _in_one_call(comment, event, work, assumed)
        return _in_one_transaction(comment, event, work)


def _in_one_call(
    comment: Comment, event: Unlinked, work: list[Work], assumed: Assumed | None
) -> bool:
    # As `number` and `late` will be written; the database puts its own in their places.
    event.facts |= {"number": 0, "late": False}
    before, after = around_sequence(payload(event))
    values = vars(comment)
    sent = {
        # What is left out is NULL there.
        "comment": {
            column: value for column, name in _columns() if (value := values[name]) is not None
        },
        "work": [
            {"kind": each.kind, "key": each.key, "payload": each.payload, "seconds": each.seconds}
            for each in work
            if each.key not in _asked_for
        ],
        "event": {name: getattr(event, name) for name in _OF_THE_EVENT},
        "before": before,
        "after": after,
    }
    if assumed:
        sent |= {"stamp": assumed.stamp, "token": assumed.token, "account": assumed.account}
    # Within a transaction of the caller's it is the caller's alone, and may be taken back.
    is_own = not connection.in_atomic_block
    found = (_together if is_own else _called)(comment.hearing_id, sent)
    if found is None:
        return False
    if is_own:
        _note(work)
    comment.pk, comment.number, comment.received_at, comment.late = found
    _is_in(comment)
    return True


def _called(hearing: int, sent: dict[str, Any]) -> tuple | None:
    return _call(hearing, [sent])[0]


def _call(hearing: int, sent: list[dict[str, Any]]) -> list[tuple | None]:
    """What became of each: its id, number, moment and lateness; None for one that was not entered."""
    rows = all_rows(_CALL, [hearing, _JSON.encode(sent)])
    entered = {place: tuple(decided) for place, *decided in rows}
    return [entered.get(place) for place in range(len(sent))]


_together = AtOnce(_call)

# Keys of shared work that stands in the outbox: who comes after in the same moment need not ask again.
_asked_for: dict[str, bool] = {}


def _note(work: list[Work]) -> None:
    for each in work:
        if each.shared:
            keep(_asked_for, each.key, True)


@cache
def _columns() -> list[tuple[str, str]]:
    """The columns that come from here, and what they are called in Python."""
    fields = Comment._meta.concrete_fields
    return [(each.column, each.attname) for each in fields if each.attname not in _DECIDED_THERE]


def _in_one_transaction(comment: Comment, event: Unlinked, work: list[Work]) -> bool:
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
    comment._state.adding, comment._state.db = False, DEFAULT_DB_ALIAS
