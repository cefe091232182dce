"""The link of an invitation: it opens the draft and the form for whoever was invited."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import PUBLIC, page
from accounts.guesses import UnknownSecret
from hearing.guests import guest_by_token, welcome
from hearing.models import Guest
from hearing.queries import hearing_by_ref


def guest_by_link(slug: str, ref: str, token: str) -> Guest:
    """The invitation with this link; UnknownSecret for an unknown one or one that was taken back."""
    hearing = hearing_by_ref(slug, ref)
    guest = guest_by_token(hearing, token)
    if guest is None:
        raise UnknownSecret("hearing/guest_unknown.html", hearing=hearing)
    return guest


@page(PUBLIC, load=guest_by_link)
def guest_enter(request: HttpRequest, guest: Guest) -> HttpResponse:
    welcome(request, guest)
    response = redirect(guest.hearing)
    # The address holds the link's secret.
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response
