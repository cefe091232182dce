"""The addresses of the REST interface as a document, each with what its view says of itself."""

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver

PREFIX = "api/v1/"
METHODS = ("get", "post", "put", "delete")
INTRODUCTION = """\
`manage.py create_token SLUG [PANEL_ID ...]` prints a line `PANEL_ID TOKEN` for each place; a request carries it as
`Authorization: Token TOKEN`. Who may do what is what the pages say ([roles](roles.md)); each address asks the same permission, calls
the same action and shows what the page shows. `/api/v1/schema/` describes every body (OpenAPI 3).

```sh
curl -X POST https://plenary.example.org/api/v1/recommendations/livers:q1r1/rounds/ \\
    -H "Authorization: Token $CHAIR" -H "Content-Type: application/json" -d '{}'          # 201, {"id": 7, ...}
curl -X PUT https://plenary.example.org/api/v1/rounds/7/ballot/ \\
    -H "Authorization: Token $MEMBER" -H "Content-Type: application/json" \\
    -H "Idempotency-Key: 5f2c" -d '{"choice": "weak-for", "comment": ""}'                  # 201, {"receipt": "...", ...}
```

A recommendation is addressed by its number or as `SLUG:ID` of its bundle, somebody on the panel by their `PANEL_ID`. The same vote with the same
`Idempotency-Key` is one vote with one answer, also after a broken connection and after the close.

Errors are problem details (RFC 9457, `application/problem+json`):

| key | says |
|---|---|
| `status`, `title` | 400 cannot be read, 401 no token, 403 not for you, 404 not there (or not for you to know), 405 no such verb there, 409 something is in the way, 413 too much, 415 neither JSON nor a form, 422 makes no sense |
| `code` | what tells refusals of one status apart: `blocked`, `key-taken`, `unusable-ballot`, `not-on-the-roll`, ... |
| `detail` | the reason, as the page gives it: whom to ask, when the round closed |
| `blockers` | of a 409: each thing in the way, with the page where it is mended |
| `errors` | of a 422: what is wrong, by key; keys that nobody knows are wrong too where terms are set |
"""


def lines() -> Iterator[str]:
    """The document without its title."""
    yield from INTRODUCTION.splitlines()
    yield ""
    yield "| address below `/api/v1/` | | what it does | permission |"
    yield "|---|---|---|---|"
    for route, view in sorted(_views()):
        for method in METHODS:
            if hasattr(view, method):
                yield _line(route, method, view)


def _views() -> Iterator[tuple[str, Any]]:
    for pattern in _patterns(get_resolver().url_patterns, ""):
        view = getattr(pattern[1].callback, "cls", None)
        if pattern[0].startswith(PREFIX) and view is not None:
            yield pattern[0].removeprefix(PREFIX), view


def _patterns(entries: Any, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in entries:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from _patterns(entry.url_patterns, route)


def _line(route: str, method: str, view: Any) -> str:
    asked = getattr(view, "permission", "")
    permission = asked.get(method.upper(), "") if isinstance(asked, dict) else asked
    address = re.sub(r"<(?:\w+:)?(\w+)>", lambda place: "{" + place[1] + "}", route)
    said = (getattr(view, method).__doc__ or view.__doc__ or "").strip().splitlines()[0]
    return f"| `{address}` | {method.upper()} | {said} | `{permission}` |"
