"""The ordinary comment of a program, taken in one statement; whatever is unusual goes the way of every request.

An account's token, JSON, a hearing and an account that this process saw before: then nothing has to be read first,
and the call that enters the comment says whether all of it still holds. Anything else, and any refusal, is left to
the view, which reads anew and says what is wrong.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework.exceptions import APIException
from rest_framework.utils.json import strict_constant

from accounts.blockers import Blocked
from accounts.problems import UNREADABLE
from accounts.rest import read_as
from hearing.actions.commenting import Received, comment_on_draft, receipt_for
from hearing.intake.arriving import Arriving
from hearing.intake.remembered import remembered
from hearing.rest.bodies import NewComment

_TOKEN = re.compile(r"Token ([0-9a-f]{40})")
_ANSWERED_IN_JSON = frozenset(("", "*/*", "application/json"))
_NEEDED, _PLAIN = frozenset(("part", "body")), frozenset(("part", "body", "kind"))
# As long as a view takes it.
KEY_LENGTH = 200


def taken_at_once(
    meta: Mapping[str, Any], body: Callable[[], bytes], hearing_pk: int
) -> Received | None:
    """The comment of a POST, entered; None where it has to go the way of every request.

    `meta` is what WSGI says of a request; the body is read only of one that looks ordinary.
    """
    token = _TOKEN.fullmatch(meta.get("HTTP_AUTHORIZATION", ""))
    key = meta.get("HTTP_IDEMPOTENCY_KEY", "")
    ordinary = (
        token
        and len(key) <= KEY_LENGTH
        and meta.get("CONTENT_TYPE") == "application/json"
        and meta.get("HTTP_ACCEPT", "") in _ANSWERED_IN_JSON
        and not meta.get("QUERY_STRING")
    )
    known = remembered(token[1], hearing_pk) if ordinary else None
    if known is None:
        return None
    hearing, assumed = known
    try:
        return comment_on_draft(
            hearing=hearing,
            receipt=receipt_for(hearing.pk, key, sender_of(assumed.account)),
            read=Arriving(hearing, assumed=assumed),
            **_read(_loaded(body())),
        )
    except (APIException, Blocked, Http404, PermissionDenied, ValueError, *UNREADABLE):
        return None


def status_of(came: Received) -> int:
    """Created, or found again."""
    return 200 if came.repeated else 201


def sender_of(account: int) -> str:
    """What keeps the keys of accounts apart."""
    return f"account-{account}"


def _read(sent: Any) -> dict[str, Any]:
    """What was sent, as the view reads it. A text on a part is all that most send: the action looks at both itself."""
    is_plain = (
        isinstance(sent, dict)
        and _NEEDED <= sent.keys() <= _PLAIN
        and all(type(value) is str for value in sent.values())
        and sent["part"] == sent["part"].strip()
    )
    return sent if is_plain else read_as(NewComment, sent)


def _loaded(body: bytes) -> Any:
    """As DRF reads it: numbers that JSON does not know are refused."""
    return json.loads(body.decode(), parse_constant=strict_constant)
