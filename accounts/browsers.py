"""Which browser it is: a random cookie, kept in the database only as a hash."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.models import KnownBrowser

COOKIE = "browser"
KNOWN_FOR = timedelta(days=90)


def browser_of(request: HttpRequest) -> str:
    """The hash of this browser's cookie; empty where it has none yet."""
    held = request.COOKIES.get(COOKIE, "")
    return _hash(held) if held else ""


def mark(request: HttpRequest) -> str:
    """The hash of this browser's cookie, which `keep_mark` hands out where there is none yet."""
    if COOKIE not in request.COOKIES:
        request.COOKIES[COOKIE] = secrets.token_urlsafe(32)
        request.META["plenary.new_browser"] = request.COOKIES[COOKIE]
    return browser_of(request)


def keep_mark(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give the browser the cookie that `mark` made for it."""
    made = request.META.get("plenary.new_browser")
    if made:
        response.set_cookie(
            COOKIE,
            made,
            max_age=KNOWN_FOR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def remember(user: Any, browser: str) -> None:
    """Know this browser again, from now on for a while."""
    KnownBrowser.objects.update_or_create(
        user=user, browser_hash=browser, defaults={"known_until": timezone.now() + KNOWN_FOR}
    )


def forget(user: Any, browser: str) -> None:
    """Who signs out leaves nothing behind in this browser."""
    KnownBrowser.objects.filter(user=user, browser_hash=browser).delete()


def is_known(user: Any, browser: str) -> bool:
    """Whether this account signed in here before, and did not sign out."""
    if not browser:
        return False
    now = timezone.now()
    known = KnownBrowser.objects.filter(user=user, browser_hash=browser, known_until__gt=now)
    return known.exists()


def _hash(held: str) -> str:
    return hashlib.sha256(held.encode()).hexdigest()
