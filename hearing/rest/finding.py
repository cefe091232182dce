"""What an address of the REST interface means."""

from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from accounts.allowances import WINDOW
from accounts.guesses import UnknownSecret, may_guess_on
from accounts.rest import Unprocessable
from guideline.numbers import whole_number
from guideline.queries import by_address
from hearing.models import Comment, Hearing
from hearing.queries import comment_by_receipt


class TooManyGuesses(APIException):
    """Receipts that do not exist were asked for too often."""

    status_code = 429
    default_detail = "Too many requests."
    wait = int(WINDOW.total_seconds())


def hearing_by_address(address: str) -> Hearing:
    """A hearing by its number or `SLUG:ID`, its draft left aside; Http404 for none."""
    found: Hearing = by_address(Hearing.objects.select_related("guideline").defer("draft"), address)
    return found


def after_asked(request: Request) -> int:
    """The number behind which a list goes on, 0 from its beginning; `Unprocessable` for what is none."""
    number = whole_number(request.query_params.get("after", "0"))
    if number is None:
        raise Unprocessable({"after": [_("Give the last number that you have.")]})
    return number


def comment_for_holder(request: Request, receipt: str) -> Comment:
    """The comment that a receipt opens; TooManyGuesses where too many in vain came from its network."""
    try:
        return comment_by_receipt(receipt)
    except UnknownSecret:
        if may_guess_on(request):
            raise
        raise TooManyGuesses(_("Too many receipts were tried from here. Wait a while.")) from None
