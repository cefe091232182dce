"""Opening a round in the room: on phones, by hands, or to practise."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import page
from accounts.blockers import Blocked
from voting.actions.rounds import blockers_to_opening, open_round
from voting.models import Recommendation, Round
from voting.queries import recommendation_by_ref
from voting.recusal import why_refused
from voting.rounds.room_forms import RoomForm

WHERE_NEXT = {"live": "projector", "hands": "hands", "online": "round"}


@page(
    "voting.open_round",
    load=recommendation_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
    why=why_refused,
)
def room_open(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    form = RoomForm(request.POST or None, initial={"practice": "practice" in request.GET})
    blockers = blockers_to_opening(recommendation)
    if request.method == "POST" and form.is_valid():
        try:
            round = _open(request, recommendation, form)
        except Blocked as refusal:
            blockers = refusal.blockers
        else:
            return redirect(WHERE_NEXT[round.mode], pk=round.pk)
    context = {
        "recommendation": recommendation,
        "question": recommendation.question,
        "guideline": recommendation.guideline,
        "form": form,
        "blockers": blockers,
    }
    refused = request.method == "POST" and form.is_valid()
    return render(request, "voting/room_open.html", context, status=409 if refused else 200)


def _open(request: HttpRequest, recommendation: Recommendation, form: RoomForm) -> Round:
    terms = dict(form.cleaned_data)
    minutes = terms.pop("minutes")
    ends = timezone.now() + timedelta(minutes=minutes) if terms["mode"] == "live" else None
    return open_round(by=request.user, recommendation=recommendation, closes_at=ends, **terms)
