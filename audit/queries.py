"""Reads of the audit chain."""

from collections.abc import Iterator

from django.db.models import QuerySet

from audit.actions import payload
from audit.chain import GENESIS, Break, Link, first_break
from audit.models import ChainHead, Event


def links(after: int = 0, until: int | None = None) -> Iterator[Link]:
    """Every event in order (those after a number, up to another), streamed, to be verified."""
    events = Event.objects.filter(sequence__gt=after).order_by("sequence")
    if until is not None:
        events = events.filter(sequence__lte=until)
    for event in events.iterator(chunk_size=2000):
        yield Link(event.sequence, payload(event), event.previous_hash, event.hash)


def verify() -> Break | None:
    """Walk the stored chain; None when it holds."""
    head = ChainHead.objects.filter(pk=1).first()
    return first_break(
        links(), length=head.length if head else 0, head=head.hash if head else GENESIS
    )


def history(guideline: str) -> QuerySet[Event]:
    """What happened in a guideline, newest first."""
    return Event.objects.filter(guideline=guideline).select_related("actor").order_by("-sequence")
