"""Where a program's ordinary comment is taken before Django makes a request of it; all else is led inside.

Policies, hosts and transport are the site's own business: a comment is answered at the door only where the site
itself answered one that came the same way (to the same host, by the same transport), and with the headers that it
gave then. Whatever is not ordinary, and every refusal, comes from inside.
"""

import re
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.core.handlers.exception import response_for_exception
from django.core.handlers.wsgi import WSGIRequest, get_script_name
from django.db import connection
from django.urls import set_script_prefix
from django.utils import translation
from rest_framework.utils.encoders import JSONEncoder

from config.straight import API, is_of_a_reader
from hearing.intake.remembered import keep
from hearing.rest.at_once import status_of, taken_at_once
from hearing.rest.bodies import received_data

Environ = dict[str, Any]
Header = tuple[str, str]
Application = Callable[[Environ, Callable], Iterable[bytes]]

_ADDRESS = re.compile(API + r"hearings/([1-9][0-9]{0,17})/comments/")
# No comment is longer, whatever its letters; what says to be is looked at inside.
_LENGTH = re.compile(r"[1-9][0-9]{0,4}")
# All that the site looks at before it asks what a request wants.
_OF_THE_WAY = (
    "wsgi.url_scheme",
    "SCRIPT_NAME",
    "SERVER_NAME",
    "SERVER_PORT",
    "HTTP_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_USER_AGENT",
)
_OF_ONE_ANSWER = frozenset(("content-length", "content-encoding"))
# As DRF renders it.
_JSON = JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_STATUS = {200: "200 OK", 201: "201 Created"}


class Door:
    """The site as a WSGI application, with the door before it."""

    def __init__(self, site: Application) -> None:
        self.site = site
        # The headers of an answer, by the way on which the comment came.
        self._headers: dict[tuple, list[Header]] = {}

    def __call__(self, environ: Environ, start_response: Callable) -> Iterable[bytes]:
        asked = _ADDRESS.fullmatch(environ["PATH_INFO"])
        if asked is None or environ["REQUEST_METHOD"] != "POST" or is_of_a_reader(environ):
            return self.site(environ, start_response)
        way = tuple(environ.get(name) for name in _OF_THE_WAY)
        headers = self._headers.get(way)
        if headers is None:
            return self.site(environ, self._watching(way, start_response))
        return self._taken(environ, start_response, int(asked[1]), headers)

    def _taken(
        self, environ: Environ, start_response: Callable, hearing_pk: int, headers: list[Header]
    ) -> Iterable[bytes]:
        _begin(environ)
        try:
            came = taken_at_once(environ, lambda: _body(environ), hearing_pk)
        except Exception as error:  # noqa: BLE001 - as Django answers whatever a view lets out
            failed = response_for_exception(WSGIRequest(environ), error)
            start_response(f"{failed.status_code} {failed.reason_phrase}", list(failed.items()))
            return failed
        if came is None:
            return self.site(environ, start_response)
        told = _JSON.encode(received_data(came.comment, came.receipt)).encode()
        start_response(_STATUS[status_of(came)], [*headers, ("Content-Length", str(len(told)))])
        return [told]

    def _watching(self, way: tuple, start_response: Callable) -> Callable:
        """`start_response` that remembers the headers of a comment that was entered."""

        def started(status: str, headers: list[Header], *failure: Any) -> Any:
            if status == _STATUS[201]:
                steady = [each for each in headers if each[0].lower() not in _OF_ONE_ANSWER]
                keep(self._headers, way, steady)
            return start_response(status, headers, *failure)

        return started


def _begin(environ: Environ) -> None:
    """What Django does at the beginning of a request, as far as it matters here."""
    set_script_prefix(get_script_name(environ))
    # The last request of this thread may have had a language.
    translation.deactivate()
    # A connection that failed or grew too old is not used again, and it is asked for a sign of life.
    connection.close_if_unusable_or_obsolete()


def _body(environ: Environ) -> bytes:
    """The body, which can be read again inside; ValueError for one that is no ordinary comment's."""
    length = environ.get("CONTENT_LENGTH") or ""
    if not _LENGTH.fullmatch(length):
        raise ValueError(length)
    body = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(body)
    if len(body) != int(length):
        raise ValueError(length)
    return body
