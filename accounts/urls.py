"""The pages of the ground floor: the way in, one's own settings, and whether the process is well."""

from allauth.account import views as allauth
from allauth.mfa.base import views as second_factor
from django.urls import path

from accounts.sign_in_limits import (
    limited,
    may_ask_for_a_code,
    may_guess_a_code,
    may_try_a_second_factor,
)
from accounts.views.account_settings import account_settings
from accounts.views.demo_sign_in import demo_sign_in
from accounts.views.health import health
from accounts.views.sign_in_link import sign_in_again, sign_in_link, sign_in_press

_asks, _guesses = limited(may_ask_for_a_code), limited(may_guess_a_code)
_tries = limited(may_try_a_second_factor)

# Allauth's own addresses and views, each with its limit before it.
_ways_in = [
    path("account/login/", _asks(allauth.login), name="account_login"),
    path(
        "account/login/code/",
        _asks(allauth.request_login_code),
        name="account_request_login_code",
    ),
    path(
        "account/login/code/confirm/",
        _guesses(allauth.confirm_login_code),
        name="account_confirm_login_code",
    ),
    path("account/2fa/authenticate/", _tries(second_factor.authenticate), name="mfa_authenticate"),
]

urlpatterns = [
    *_ways_in,
    path("demo/sign-in/<str:username>/", demo_sign_in, name="demo_sign_in"),
    path("account/settings/", account_settings, name="account_settings"),
    path("sign-in/<str:token>/", sign_in_link, name="sign_in_link"),
    path("sign-in/<str:token>/press/", sign_in_press, name="sign_in_press"),
    path("sign-in/<str:token>/again/", sign_in_again, name="sign_in_again"),
    path("health/", health, name="health"),
]
