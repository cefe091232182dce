"""How far a round is, and the links of those who have not voted sent once more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.blockers import Blocked
from guideline.numbers import whole_number
from voting.actions.invitations import (
    REMINDERS,
    blockers_to_sending_again,
    send_links_again,
)
from voting.ballots.proxies import running
from voting.models import Round
from voting.queries import round_by_pk, sees_who_voted, sight_for, turnout
from voting.recusal import why_refused
from voting.rules.rule import rule_from


@page("voting.close_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def round_turnout(request: HttpRequest, round: Round) -> HttpResponse:
    roll = round.voters.select_related("member__user").prefetch_related("ballots")
    given = {each.giver_id: each for each in running(round)}
    for voter in roll:
        voter.proxy_given = given.get(voter.pk)
    context = {
        "round": round,
        "guideline": round.guideline,
        "question": round.question,
        "roll": sorted(roll, key=lambda voter: voter.member.position),
        "turnout": turnout(round) if sight_for(request.user, round).turnout else None,
        "marked": sees_who_voted(request.user, round),
        "blockers": blockers_to_sending_again(round),
        "reminders": REMINDERS if rule_from(round.rule).reminders else (),
    }
    return render(request, "voting/round_turnout.html", context)


@verb("voting.close_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def links_send_again(request: HttpRequest, round: Round) -> HttpResponse:
    asked = request.POST.get("voter", "")
    voter = None
    if asked:
        voter = get_object_or_404(round.voters, pk=whole_number(asked))
    try:
        send_links_again(by=request.user, round=round, voter=voter)
    except Blocked as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Whoever has not voted gets a fresh link by mail."))
    return redirect("round_turnout", pk=round.pk)
