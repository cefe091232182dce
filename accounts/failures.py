"""What is answered where no view can answer: a page to people, problem details (RFC 9457) to programs."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views import defaults

from accounts.problems import as_refusal, problem

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Of what cannot be read."""
    if not _by_program(request):
        return defaults.bad_request(request, exception)
    refusal = as_refusal(exception)
    if refusal:
        return problem(refusal.status_code, str(refusal.detail))
    return problem(400, _("What was sent cannot be read."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Of an address that does not exist."""
    if not _by_program(request):
        return defaults.page_not_found(request, exception)
    return problem(404, _("There is nothing at this address."))


def broken(request: HttpRequest) -> HttpResponse:
    """Where something broke; the log says what."""
    if not _by_program(request):
        return defaults.server_error(request)
    return problem(500, _("The error has been written down. Look before you do it again."))


def _by_program(request: HttpRequest) -> bool:
    return request.path_info.startswith(API)
