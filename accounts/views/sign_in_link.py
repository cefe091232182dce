"""A personal link from a mail: reading it does nothing, its button signs in or mails a code."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from accounts.access import PUBLIC, page, verb
from accounts.allowances import PER_ACCOUNT, PER_NETWORK, network_of, take
from accounts.browsers import browser_of, keep_mark, mark
from accounts.models import SignInLink
from accounts.sign_in_links import link_of, press, state_of
from outbox.actions import enqueue

# What nobody can be told apart by: a link that never was, and one whose account is closed.
ANSWERED = {"not-by-link": "unknown"}


@page(PUBLIC)
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    link = link_of(token)
    if link and request.user == link.user:
        return redirect(link.leads_to)
    return _shown(request, token, link, state_of(link, browser_of(request)))


@verb(PUBLIC)
def sign_in_press(request: HttpRequest, token: str) -> HttpResponse:
    if not _may_go_on(request, link_of(token)):
        return _too_often(request)
    pressed = press(token, mark(request))
    if pressed.link is None or pressed.next is None:
        return _shown(request, token, pressed.link, pressed.state, status=410)
    user = pressed.link.user
    if pressed.next == "code":
        LoginCodeVerificationProcess.initiate(request=request, user=user, email=user.email)
        then = urlencode({"next": pressed.link.leads_to})
        return keep_mark(request, redirect(f"{reverse('account_confirm_login_code')}?{then}"))
    record_authentication(request, user, method="link", email=user.email)
    login = Login(user=user, redirect_url=pressed.link.leads_to, email=user.email)
    return keep_mark(request, perform_login(request, login))


@verb(PUBLIC)
def sign_in_again(request: HttpRequest, token: str) -> HttpResponse:
    """The same words whether a mail goes out or not."""
    link = link_of(token)
    if not _may_go_on(request, link):
        return _too_often(request)
    if link:
        # One mail a minute for one link, however often the button is pressed.
        key = f"fresh-link-{link.pk}-{timezone.now():%Y%m%d%H%M}"
        enqueue("fresh-link", key=key, link=link.pk)
    return _never_kept(render(request, "accounts/sign_in_sent.html"))


def _may_go_on(request: HttpRequest, link: SignInLink | None) -> bool:
    """Limited by network and by account; who does not hold the link cannot use up the account's."""
    if not take("link-network", network_of(request), PER_NETWORK):
        return False
    return link is None or take("link-account", str(link.user_id), PER_ACCOUNT)


def _too_often(request: HttpRequest) -> HttpResponse:
    return _never_kept(render(request, "accounts/sign_in_too_often.html", status=429))


def _shown(
    request: HttpRequest, token: str, link: SignInLink | None, state: str, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"token": token, "state": ANSWERED.get(state, state)}
    if link and state == "ready":
        context |= {"address": _masked(link.user.email), "name": str(link.user)}
    return _never_kept(render(request, "accounts/sign_in_link.html", context, status=status))


def _masked(email: str) -> str:
    """Enough for its owner to know it by: `m•••@example.org`."""
    name, at, domain = email.partition("@")
    return f"{name[:1]}•••{at}{domain}"


def _never_kept(response: HttpResponse) -> HttpResponse:
    """The address is a key: it goes into no cache and no index.

    No other site's log gets it either (SECURE_REFERRER_POLICY); `no-referrer` would take the origin from
    the form as well, and with it the protection against forged ones.
    """
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
