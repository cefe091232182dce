"""Addresses that hold a secret (a receipt, the link of an invitation): whoever tries many is stopped.

Look-ups in vain alone are counted, in the database: a right address opens what it opens even when its
network's tries are used up. A stranger behind the same address must lock nobody out, and 144 bits are
guessed by nobody.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.allowances import WINDOW, network_of, take

# Look-ups in vain from one network in a quarter of an hour.
GUESSES = 30


class UnknownSecret(Http404):
    """A receipt or a link that opens nothing; not found, like anything else that is not there.

    `template` is a page that says more of it, with what it needs, where that tells nobody a secret.
    """

    def __init__(self, template: str = "", **shown: Any) -> None:
        super().__init__()
        self.template, self.shown = template, shown


def may_guess_on(request: HttpRequest) -> bool:
    """Count a look-up in vain; False once the network has none left."""
    return take("secret-guess", network_of(request), GUESSES)


def opens_nothing(request: HttpRequest, unknown: UnknownSecret) -> HttpResponse:
    """The page of an address that opens nothing: its own, else the one for anything that is not there."""
    if not unknown.template:
        raise unknown
    return render(request, unknown.template, unknown.shown, status=404)


def too_many_guesses(request: HttpRequest) -> HttpResponse:
    """The page that says to wait a while."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(int(WINDOW.total_seconds()))
    return response
