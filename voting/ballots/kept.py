"""What somebody had typed when their session had ended: it survives signing in.

It is kept in the new session, encrypted with a key that only the browser holds, so that nobody who reads
the database can tell whose secret ballot it was going to be.
"""

import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from voting.models import Round

COOKIE = "typed"
KEPT = "typed_ballot"
FIELDS = ("choice", "comment", "key", "receipt", "of")
SECONDS = 3600


def keep_typed(request: HttpRequest, kwargs: Mapping[str, Any]) -> HttpResponse:
    """Keep the ballot that was sent without a session, and ask the sender to sign in."""
    pk = kwargs["pk"]
    typed = {name: request.POST.get(name, "")[:20_000] for name in FIELDS}
    secret = Fernet.generate_key()
    sealed = Fernet(secret).encrypt(json.dumps({"round": pk} | typed).encode())
    request.session[KEPT] = sealed.decode()
    answer = redirect_to_login(reverse("round", args=[pk]))
    answer.set_cookie(
        COOKIE,
        secret.decode(),
        max_age=SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def typed_before(request: HttpRequest, round: Round) -> dict[str, str] | None:
    """What was typed for this round before signing in, once; None where nothing was."""
    sealed, secret = request.session.get(KEPT), request.COOKIES.get(COOKIE)
    if not sealed or not secret:
        return None
    try:
        kept = json.loads(Fernet(secret).decrypt(sealed.encode(), ttl=SECONDS))
    except (InvalidToken, ValueError):
        del request.session[KEPT]
        return None
    if kept.pop("round") != round.pk:
        return None
    del request.session[KEPT]
    return kept
