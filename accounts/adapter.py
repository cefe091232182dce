"""Accounts come from invitations: nobody signs up by themselves. Signing in makes a browser known."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from accounts.browsers import browser_of, forget, keep_mark, mark, remember
from accounts.sign_in_links import use_up


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Closes self-registration, and keeps which browser belongs to whom; all else is allauth's."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **facts: Any) -> HttpResponse:
        """Every second factor is passed by now."""
        browser = mark(request)
        remember(user, browser)
        use_up(user, browser)
        return keep_mark(request, super().post_login(request, user, **facts))

    def logout(self, request: HttpRequest) -> None:
        forget(request.user, browser_of(request))
        super().logout(request)
