"""REST errors as problem details (RFC 9457) that a client can act on."""

from http import HTTPStatus
from typing import Any

from django.utils.text import camel_case_to_spaces, slugify
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.response import Response
from rest_framework.views import exception_handler

from accounts.blockers import Blocked


def problem_details(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Turn REST framework's error into `{"title", "status", "code", "detail", "errors"?, "blockers"?}`.

    `code` tells refusals of one status apart. `errors` names what is wrong by key of what was sent;
    `blockers` lists what stands in the way, each with the page where it is mended.
    """
    if isinstance(exc, RecursionError):
        exc = ParseError(_("What was sent is nested too deeply."))
    response = exception_handler(exc, context)
    if response is None:
        return None
    data = response.data
    detail = data.get("detail") if isinstance(data, dict) else None
    body: dict[str, Any] = {
        "title": HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
        "code": _code(exc),
        "detail": str(detail)
        if detail is not None
        else _("What was sent cannot be used: see errors."),
    }
    if detail is None:
        body["errors"] = data
    if isinstance(exc.__cause__, Blocked):
        body["blockers"] = [
            {"detail": str(each), "link": each.link} for each in exc.__cause__.blockers
        ]
    response.data = body
    response.content_type = "application/problem+json"
    return response


def _code(exc: Exception) -> str:
    """The kind of refusal: that of the program where one lies behind it (`key-taken`), else REST's own."""
    refusal = exc.__cause__ if isinstance(exc.__cause__, Blocked | ValueError) else exc
    return slugify(camel_case_to_spaces(type(refusal).__name__))
