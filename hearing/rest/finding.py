"""What an address of the REST interface means."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from accounts.allowances import WINDOW
from accounts.guesses import UnknownSecret, may_guess_on
from guideline.numbers import whole_number
from hearing.models import Comment, Hearing
from hearing.queries import comment_by_receipt


class TooManyGuesses(APIException):
    """Receipts that do not exist were asked for too often."""

    status_code = 429
    default_detail = "Too many requests."
    wait = int(WINDOW.total_seconds())


def hearing_by_address(address: str) -> Hearing:
    """A hearing by its number or `SLUG:ID`, its draft left aside; Http404 for none."""
    rows = Hearing.objects.select_related("guideline").defer("draft")
    slug, colon, ref = address.partition(":")
    if colon:
        return get_object_or_404(rows, guideline__slug=slug, ref=ref)
    return get_object_or_404(rows, pk=hearing_number(address))


def hearing_number(address: str) -> int:
    """The number in an address; Http404 for what cannot be one."""
    number = whole_number(address)
    if number is None:
        raise Http404
    return number


def comment_for_holder(request: Request, receipt: str) -> Comment:
    """The comment that a receipt opens; TooManyGuesses where too many in vain came from its network."""
    try:
        return comment_by_receipt(receipt)
    except UnknownSecret:
        if may_guess_on(request):
            raise
        raise TooManyGuesses(_("Too many receipts were tried from here. Wait a while.")) from None
