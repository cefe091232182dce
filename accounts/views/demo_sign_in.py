"""Sign in as a demo account with one click."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import PUBLIC, verb
from accounts.demo import demo_account
from accounts.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@verb(PUBLIC, load=demo_account)
def demo_sign_in(request: HttpRequest, account: User) -> HttpResponse:
    login(request, account, backend=BACKEND)
    return redirect("home")
