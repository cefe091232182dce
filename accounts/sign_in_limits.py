"""How often somebody may try to sign in: in the database, so that it holds for every worker, with or
without Redis.

The views are allauth's, whose own limits live in the cache: each process has its own while there is no
Redis. A stranger who asks for somebody's codes from one network uses up that network's share alone, and
a browser that the account knows has a share to itself; a personal link counts apart from all of them
(`accounts/views/sign_in_link.py`). Whatever happens here, nobody is signed in by it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.stagekit import get_pending_stage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.allowances import PER_ACCOUNT, PER_NETWORK, network_of, take
from accounts.browsers import browser_of, is_known
from accounts.models import User

# Codes for one address, from all networks together; each can be guessed at three times.
PER_ADDRESS = 4 * PER_ACCOUNT
# A whole committee may sit behind one address and sign in within five minutes.
PER_ROOM = 4 * PER_NETWORK

View = Callable[..., HttpResponse]


def limited(may: Callable[[HttpRequest], bool]) -> Callable[[View], View]:
    """Answer 429 to what is posted once `may` says no."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and not may(request):
                return render(request, "accounts/sign_in_too_often.html", status=429)
            return view(request, *args, **kwargs)

        return guarded

    return declare


def may_ask_for_a_code(request: HttpRequest) -> bool:
    """Counted by what was typed, known or not: the answer tells nobody who has an account."""
    typed = (request.POST.get("email") or request.POST.get("login") or "").strip().lower()[:254]
    network, browser = network_of(request), browser_of(request)
    user = User.objects.filter(email__iexact=typed).first() if browser and typed else None
    if user and is_known(user, browser):
        return take("code-known-browser", f"{user.pk} {browser}", PER_ACCOUNT)
    if not take("code-network", network, PER_ROOM):
        return False
    if not take("code-network-account", f"{network} {typed}", PER_ACCOUNT):
        return False
    return take("code-account", typed, PER_ADDRESS)


def may_guess_a_code(request: HttpRequest) -> bool:
    """Each code allows three guesses; this is for whoever guesses at many."""
    return take("guess-network", network_of(request), PER_ROOM)


def may_try_a_second_factor(request: HttpRequest) -> bool:
    """Only whoever has passed the first factor gets so far, and so uses up this share."""
    stage = get_pending_stage(request)
    if not take("second-factor-network", network_of(request), PER_NETWORK):
        return False
    return stage is None or take("second-factor", str(stage.login.user.pk), PER_ACCOUNT)
