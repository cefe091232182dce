"""Naming somebody who votes for one, and taking that on or ending it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.blockers import Blocked
from voting.actions.proxies import (
    accept_proxy,
    blockers_to_naming,
    end_proxy,
    name_proxy,
    who_may_hold,
)
from voting.ballots.proxies import proxy_by_pk, running
from voting.forms import ProxyForm
from voting.models import Proxy, Round
from voting.queries import round_by_pk, voter_of
from voting.recusal import why_refused


@page(
    "voting.cast_vote",
    load=round_by_pk,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
    why=why_refused,
)
def round_proxy(request: HttpRequest, round: Round) -> HttpResponse:
    voter = voter_of(request.user, round)
    lines = who_may_hold(voter, round) if voter else []
    form = ProxyForm(lines, request.POST or None)
    if form.carried_out(name_proxy, by=request.user, round=round):
        messages.success(
            request, _("They were asked; your vote is theirs to cast once they agree.")
        )
        return redirect("round_proxy", pk=round.pk)
    context = {
        "round": round,
        "guideline": round.guideline,
        "question": round.question,
        "form": form,
        "given": running(round).filter(giver=voter).first() if voter else None,
        "held": running(round).filter(holder=voter).first() if voter else None,
        "blockers": blockers_to_naming(voter, round),
    }
    return render(request, "voting/round_proxy.html", context, status=form.status)


@verb("voting.cast_vote", load=proxy_by_pk, unseen="guideline.view_guideline", why=why_refused)
def proxy_accept(request: HttpRequest, proxy: Proxy) -> HttpResponse:
    return _answered(request, proxy, accept_proxy)


@verb("voting.cast_vote", load=proxy_by_pk, unseen="guideline.view_guideline", why=why_refused)
def proxy_end(request: HttpRequest, proxy: Proxy) -> HttpResponse:
    return _answered(request, proxy, end_proxy)


def _answered(request: HttpRequest, proxy: Proxy, action: Any) -> HttpResponse:
    if request.user.pk not in {proxy.giver.member.user_id, proxy.holder.member.user_id}:
        raise Http404
    try:
        action(by=request.user, proxy=proxy)
    except Blocked as refusal:
        messages.error(request, str(refusal))
    return redirect("round_proxy", pk=proxy.giver.round_id)
