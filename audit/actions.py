"""Recording: the one way an event enters the chain."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from audit.chain import GENESIS, around_sequence, link
from audit.models import ChainHead, Event

SYSTEM = "Plenary"
# What every event of a deed under way says besides its own facts.
_CARRIED: ContextVar[dict[str, Any] | None] = ContextVar("carried", default=None)


@contextmanager
def carrying(**facts: Any) -> Iterator[None]:
    """Let every event that is recorded within say this too; an event's own facts come first."""
    token = _CARRIED.set(facts)
    try:
        yield
    finally:
        _CARRIED.reset(token)


@dataclass(slots=True)
class Unlinked:
    """An event that is not in the chain yet; it has no place and no hash."""

    at: datetime
    actor: Any
    actor_label: str
    verb: str
    guideline: str
    target: str
    reason: str
    facts: dict[str, Any]
    sequence: None = None

    @property
    def actor_id(self) -> int | None:
        """The account's number; None for the program itself."""
        return self.actor.pk if self.actor else None


# No savepoint: a deed whose event cannot be recorded is undone whole.
@transaction.atomic(savepoint=False)
def record(verb: str, **told: Any) -> Event:
    """Append one event to the chain, in the transaction of the deed it tells of (see `prepared`)."""
    return append(prepared(verb, **told))


def prepared(
    verb: str,
    *,
    by: Any = None,
    guideline: str = "",
    target: str = "",
    reason: str = "",
    at: datetime | None = None,
    **facts: Any,
) -> Unlinked:
    """What an event will say.

    `by` is the person, or None for the program itself. `facts` are plain values (JSON); what the
    sentence of `verb` names must be among them.
    """
    return Unlinked(
        # As the database returns it: a time in another zone would hash to something else.
        at=(at or timezone.now()).astimezone(UTC),
        actor=by,
        actor_label=str(by)[:200] if by else SYSTEM,
        verb=verb,
        guideline=guideline,
        target=target[:200],
        reason=reason,
        facts=(_CARRIED.get() or {}) | facts,
    )


def append(unlinked: Unlinked) -> Event:
    """Lock the end of the chain, and make this event its new end."""
    event = Event(**{each.name: getattr(unlinked, each.name) for each in fields(Unlinked)})
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(*append_statement(unlinked))
            event.pk, event.sequence, event.previous_hash, event.hash = cursor.fetchone()
        event._state.adding, event._state.db = False, connection.alias
        return event
    ChainHead.objects.get_or_create(pk=1, defaults={"hash": GENESIS})
    head = ChainHead.objects.select_for_update().get(pk=1)
    event.sequence, event.previous_hash = head.length + 1, head.hash
    event.hash = link(head.hash, payload(event))
    event.save(force_insert=True)
    head.length, head.hash = event.sequence, event.hash
    head.save(update_fields=["length", "hash"])
    return event


def append_statement(event: Unlinked) -> tuple[str, list[Any]]:
    """The same as one statement of PostgreSQL: the chain is locked for no round trip of ours."""
    before, after = around_sequence(payload(event))
    return (
        "SELECT new_id, new_sequence, last_hash, new_hash FROM "
        "audit_append(%s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s)",
        [
            *(event.at, event.actor_id, event.actor_label, event.verb, event.guideline),
            *(event.target, event.reason, json.dumps(event.facts), before, after),
        ],
    )


def payload(event: Event | Unlinked) -> dict[str, Any]:
    """Everything of an event that its hash covers."""
    return {
        "sequence": event.sequence,
        # A time that somebody spoiled in the database reads as none.
        "at": event.at.isoformat() if event.at else None,
        "actor": event.actor_id,
        "actor_label": event.actor_label,
        "verb": event.verb,
        "guideline": event.guideline,
        "target": event.target,
        "reason": event.reason,
        "facts": event.facts,
    }
