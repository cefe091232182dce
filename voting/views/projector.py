"""The wall in the room: question, wording, countdown, how many have voted; the result after the close."""

from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from accounts.access import page
from voting.models import Round
from voting.queries import round_by_pk
from voting.recusal import why_refused
from voting.rounds.pages import about
from voting.rounds.result_page import result_page

# Seconds between two looks. By a header, so that it needs no script; `?still=1` stops it.
EVERY = 3


@page("voting.view_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def projector(request: HttpRequest, round: Round) -> HttpResponse:
    still = "still" in request.GET
    shown = about(request.user, round) if round.is_open else result_page(request.user, round)
    response = render(
        request, "voting/projector.html", shown | _ballot_box(request, round) | {"still": still}
    )
    if round.is_open and not still:
        response["Refresh"] = str(EVERY)
    response["Cache-Control"] = "no-store"
    return response


def _ballot_box(request: HttpRequest, round: Round) -> dict[str, Any]:
    """Where to vote and how much time there is."""
    address = request.build_absolute_uri(reverse("round", args=[round.pk]))
    left = (round.closes_at - timezone.now()).total_seconds() if round.closes_at else None
    return {
        "address": address,
        "qr": _qr(address) if round.is_open and round.mode != "hands" else "",
        "left": None if left is None else max(0, round_up(left)),
        "minutes": None if left is None else max(0, round_up(left)) // 60,
        "seconds": None if left is None else f"{max(0, round_up(left)) % 60:02d}",
    }


def round_up(seconds: float) -> int:
    """Whole seconds, a begun one counted: the wall says nought only when it is over."""
    return int(-(-seconds // 1))


def _qr(address: str) -> str:
    import qrcode  # slow import: only the wall draws one
    from qrcode.image.svg import SvgPathImage

    drawn = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=2).save(drawn)
    # Without the declaration of XML, which stands in no page.
    return drawn.getvalue().decode().partition("?>")[2]
