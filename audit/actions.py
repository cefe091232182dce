"""Recording: the one way an event enters the chain."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.chain import GENESIS, link
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


@transaction.atomic
def record(
    verb: str,
    *,
    by: Any = None,
    guideline: str = "",
    target: str = "",
    reason: str = "",
    at: datetime | None = None,
    **facts: Any,
) -> Event:
    """Append one event to the chain, in the transaction of the deed it tells of.

    `by` is the person, or None for the program itself. `facts` are plain values (JSON); what the
    sentence of `verb` names must be among them.
    """
    ChainHead.objects.get_or_create(pk=1, defaults={"hash": GENESIS})
    head = ChainHead.objects.select_for_update().get(pk=1)
    event = Event(
        sequence=head.length + 1,
        # As the database returns it: a time in another zone would hash to something else.
        at=(at or timezone.now()).astimezone(UTC),
        actor=by,
        actor_label=str(by)[:200] if by else SYSTEM,
        verb=verb,
        guideline=guideline,
        target=target[:200],
        reason=reason,
        facts=(_CARRIED.get() or {}) | facts,
        previous_hash=head.hash,
    )
    event.hash = link(head.hash, payload(event))
    event.save(force_insert=True)
    head.length, head.hash = event.sequence, event.hash
    head.save(update_fields=["length", "hash"])
    return event


def payload(event: Event) -> dict[str, Any]:
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
