"""Who does which kind of work. Handlers are idempotent by key: a second run changes nothing."""

from collections.abc import Callable
from typing import Any

Handler = Callable[[dict[str, Any]], None]
_HANDLERS: dict[str, Handler] = {}


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does work of this kind."""

    def register(handler: Handler) -> Handler:
        _HANDLERS[kind] = handler
        return handler

    return register


def handler_of(kind: str) -> Handler:
    """The registered function; KeyError names the kind that nobody handles."""
    return _HANDLERS[kind]
