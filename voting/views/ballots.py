"""All of one's open ballots: what is done, what waits, and the end when all is cast."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import SIGNED_IN, page
from guideline.numbers import whole_number
from voting.ballots.proxies import waiting_on
from voting.ballots.queue import queue_of
from voting.models import Round


@page(SIGNED_IN)
def ballots(request: HttpRequest) -> HttpResponse:
    entrusted = waiting_on(request.user).filter(accepted_at__isnull=False)
    context = {"queue": queue_of(request.user), "entrusted": entrusted}
    return render(request, "voting/ballots.html", context)


@page(SIGNED_IN)
def ballots_next(request: HttpRequest) -> HttpResponse:
    """Leads on to the next ballot; `?after=` names the round that is left for later."""
    after = whole_number(request.GET.get("after"))
    left = get_object_or_404(Round.every, pk=after) if after is not None else None
    queue = queue_of(request.user)
    following = queue.after(left if left and queue.number_of(left) else None)
    return redirect("round", pk=following.pk) if following else redirect("ballots")
