"""Sign in as a demo account with one click."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import PUBLIC, verb
from accounts.demo import demo_account
from accounts.models import User


@verb(PUBLIC, load=demo_account)
def demo_sign_in(request: HttpRequest, account: User) -> HttpResponse:
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return redirect("home")
