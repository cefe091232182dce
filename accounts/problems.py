"""REST errors as problem details (RFC 9457) that a client can act on."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import (
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import JsonResponse
from django.utils.text import camel_case_to_spaces, slugify
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from accounts.blockers import Blocked

PROBLEM_TYPE = "application/problem+json"


def problem_details(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Turn REST framework's error into `{"title", "status", "code", "detail", "errors"?, "blockers"?}`.

    `code` tells refusals of one status apart. `errors` names what is wrong by key of what was sent;
    `blockers` lists what stands in the way, each with the page where it is mended.
    """
    exc = as_refusal(exc) or exc
    response = exception_handler(exc, context)
    if response is None:
        return None
    data = _readable(response.data)
    detail = data.get("detail") if isinstance(data, dict) else None
    said = _("What was sent cannot be used: see errors.") if detail is None else str(detail)
    body = _body(response.status_code, _code(exc), said)
    if detail is None:
        body["errors"] = data
    if isinstance(exc.__cause__, Blocked):
        body["blockers"] = [
            {"detail": str(each), "link": each.link} for each in exc.__cause__.blockers
        ]
    response.data = body
    response.content_type = PROBLEM_TYPE
    return response


class TooLarge(APIException):
    """More than anybody would send."""

    status_code = 413
    default_detail = "Content too large."


# What Django raises while it reads what was sent.
UNREADABLE = (RecursionError, SuspiciousOperation, UnicodeError)


def as_refusal(error: Exception) -> APIException | None:
    """What reading a request raises, as the refusal that a client is told; None for anything else."""
    if isinstance(error, APIException):
        return error
    if isinstance(error, RecursionError):
        return ParseError(_("What was sent is nested too deeply."))
    if isinstance(error, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return TooLarge(_("More was sent than is taken."))
    return None


def problem(status: int, detail: str) -> JsonResponse:
    """A refusal outside of any view: of an address that does not exist, or where something broke."""
    body = _body(status, slugify(HTTPStatus(status).phrase), detail)
    return JsonResponse(body, status=status, content_type=PROBLEM_TYPE)


def _body(status: int, code: str, detail: str) -> dict[str, Any]:
    """What every refusal says."""
    return {
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
    }


def _readable(told: Any) -> Any:
    """The same with halves of surrogate pairs written out: what was sent is quoted, and they are no text."""
    if isinstance(told, dict):
        return {_readable(key): _readable(value) for key, value in told.items()}
    if isinstance(told, list):
        return [_readable(each) for each in told]
    if isinstance(told, str):
        return told.encode("utf-8", "backslashreplace").decode()
    return told


def _code(exc: Exception) -> str:
    """The kind of refusal: that of the program where one lies behind it (`key-taken`), else REST's own."""
    refusal = exc.__cause__ if isinstance(exc.__cause__, Blocked | ValueError) else exc
    return slugify(camel_case_to_spaces(type(refusal).__name__))
