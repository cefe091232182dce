"""The zone in which the reader of a page wants its times; without one, the guideline's holds."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

_READER: ContextVar[Any] = ContextVar("reader", default=None)


class ReadersZoneMiddleware:
    """Remembers who reads, for as long as the page is made; looks nobody up by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _READER.set(SimpleLazyObject(lambda: request.user))
        try:
            return self.get_response(request)
        finally:
            _READER.reset(token)


def readers_zone() -> ZoneInfo | None:
    """The zone of whoever reads the page that is being made; None where they chose none."""
    return zone_of(_READER.get())


def zone_of(user: Any) -> ZoneInfo | None:
    """The zone that an account chose; None for none, or for one that this machine does not know."""
    name = getattr(user, "time_zone", "") if user is not None else ""
    return ZoneInfo(name) if name in available_timezones() else None
