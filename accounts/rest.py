"""What every REST view shares: load and permit in one step, and refusals as statuses."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import tzinfo
from functools import cache
from typing import Any

from django.http import Http404
from django.utils import timezone
from rest_framework.exceptions import APIException, PermissionDenied, ValidationError
from rest_framework.fields import DateTimeField
from rest_framework.request import Request
from rest_framework.serializers import Serializer
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from accounts.blockers import Blocked

_DAY = re.compile(r"\d{4}-?(\d\d-?\d\d|W\d\d(-?\d)?)")
ALL = api_settings.NON_FIELD_ERRORS_KEY


class Unprocessable(APIException):
    """What was sent can be read and still makes no sense here."""

    status_code = 422
    default_detail = "Unprocessable content."


class InTheWay(APIException):
    """Something stands in the way; the detail lists all of it."""

    status_code = 409
    default_detail = "Conflict."


class ObjectView(APIView):
    """A view of one object. Who may not even see what it belongs to gets 404, as on the pages."""

    unseen = "guideline.view_guideline"

    def permitted(self, request: Request, target: Any) -> Any:
        """The object, if this person may use it so; who is refused is told what refuses them."""
        if not request.user.has_perm(self.unseen, target):
            raise Http404
        try:
            self.check_object_permissions(request, target)
        except PermissionDenied as refusal:
            reason = self.why(request.user, target)
            raise PermissionDenied(reason or refusal.detail) from refusal
        return target

    def why(self, user: Any, target: Any) -> str:
        """What refuses this person, in words; empty where only the role does."""
        return ""


class Moment(DateTimeField):
    """A day and a time. A day alone is refused: whether its beginning or its end is meant, nobody knows."""

    def to_internal_value(self, value: Any) -> Any:
        if isinstance(value, str) and _DAY.fullmatch(value.strip()):
            self.fail("date")
        return super().to_internal_value(value)


def received(
    serializer: type[Serializer], request: Request, zone: tzinfo | None = None
) -> dict[str, Any]:
    """What was sent, as the serializer understands it; `Unprocessable` names each wrong key.

    Times that name no zone are meant in `zone`.
    """
    with timezone.override(zone) if zone else nullcontext():
        return read_as(serializer, request.data)


def read_as(serializer: type[Serializer], sent: Any) -> dict[str, Any]:
    """The same of what was read from the request already."""
    try:
        read: dict[str, Any] = _reader(serializer).run_validation(sent)
    except ValidationError as error:
        told = error.detail
        raise Unprocessable(told if isinstance(told, dict) else {ALL: told}) from error
    return read


@cache
def _reader(serializer: type[Serializer]) -> Serializer:
    """One for all requests: it keeps nothing of what it reads, and to build it costs more than to read."""
    return serializer()


@contextmanager
def refusals(*senseless: type[ValueError]) -> Iterator[None]:
    """Turn what an action raises into a status: blockers are 409, errors of these types 422."""
    try:
        yield
    except Blocked as refusal:
        raise InTheWay(str(refusal)) from refusal
    except senseless as error:
        raise Unprocessable(str(error)) from error
