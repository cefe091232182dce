"""The rounds of a guideline that are open now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from voting.models import Round
from voting.queries import open_rounds_for, sight_for, turnout


@page("voting.view_round", load=guideline_by_slug, unseen="guideline.view_guideline")
def rounds(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    def line(round: Round) -> dict:
        sight = sight_for(request.user, round)
        return {
            "round": round,
            "roll": round.voters.filter(revoked_at=None).count(),
            "turnout": turnout(round) if sight.turnout else None,
            "may_close": request.user.has_perm("voting.close_round", round),
        }

    context = {
        "guideline": guideline,
        "lines": [line(round) for round in open_rounds_for(request.user, guideline)],
        "may_open": request.user.has_perm("voting.open_round", guideline),
    }
    return render(request, "voting/rounds.html", context)
