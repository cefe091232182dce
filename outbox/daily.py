"""Work that nobody asks for and that is due every day: each way of running the relay asks for it."""

from collections.abc import Callable

from django.utils import timezone

from outbox.actions import enqueue
from outbox.handlers import Handler, handles

_KINDS: list[str] = []


def handles_daily(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does work of this kind, once each day (UTC)."""

    def register(handler: Handler) -> Handler:
        if kind not in _KINDS:
            _KINDS.append(kind)
        return handles(kind)(handler)

    return register


def ask_for_daily() -> None:
    """Ask for today's work; the key makes it one piece, however many relays ask and how often."""
    today = timezone.now().date().isoformat()
    for kind in _KINDS:
        enqueue(kind, key=f"{kind}-{today}")
