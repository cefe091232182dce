"""What somebody typed for a form that is refused before its page sees it: given back to copy, kept nowhere.

The browser that sent it reads it; what another site made it send is not shown in our frame.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

# What a name says of a field that is nobody's text.
_SECRET = re.compile("pass|token|secret|credential|code", re.IGNORECASE)
_HIDDEN = {"back", "key", "next", "of", "plan", "proof", "receipt", "rows", "saved", "website"}
# What a choice, a button or a hidden field sends: a number, a word of ours, an address.
_CODE = re.compile(r"[a-z0-9_.:/?=&%+~-]*")


def typed_in(request: HttpRequest) -> list[str]:
    """The texts of a form that was sent from a page of ours."""
    return list(_texts(request)) if _origin_of(request) in ("", request.get_host()) else []


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose token is missing or old (CSRF)."""
    return _given_back(request, "403_csrf.html", page=_page_of(request))


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """The page for a form that needs an account, sent when the session had ended."""
    sign_in = f"{reverse('account_login')}?{urlencode({'next': _page_of(request)})}"
    return _given_back(request, "accounts/signed_out.html", sign_in=sign_in)


def _given_back(request: HttpRequest, template: str, **more: str) -> HttpResponse:
    context = more | {"texts": typed_in(request)}
    response = render(request, template, context, status=403)
    response["Cache-Control"] = "no-store"
    return response


def _texts(request: HttpRequest) -> Iterator[str]:
    for name, values in request.POST.lists():
        if name not in _HIDDEN and not _SECRET.search(name):
            yield from (value for value in values if not _CODE.fullmatch(value.strip()))


def _origin_of(request: HttpRequest) -> str:
    """The host of the page that the form stood on; empty where the browser does not say."""
    said = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(said).netloc or said


def _page_of(request: HttpRequest) -> str:
    """The address of the page that the form stood on; the start page where that is not known."""
    said = urlsplit(request.headers.get("Referer", ""))
    # An address that begins with two slashes would lead to another host.
    path = f"/{said.path.lstrip('/')}"
    if said.netloc != request.get_host():
        return reverse("home")
    return f"{path}?{said.query}" if said.query else path
