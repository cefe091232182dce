"""What changed after a round's roll was fixed: results declared anew, voters taken off, what waits."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from voting.actions.late_changes import take_note
from voting.models import Round
from voting.queries import round_by_pk, sight_for
from voting.recusal import why_refused
from voting.results.words import decision, sentence
from voting.rounds.late import (
    declared_anew,
    declared_tally,
    recused_since,
    rounds_with_other_evidence,
)
from voting.visibility import Sight


@page("voting.view_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def round_changes(request: HttpRequest, round: Round) -> HttpResponse:
    sight = sight_for(request.user, round)
    may_decide = request.user.has_perm("voting.close_round", round)
    voters = round.voters.select_related("member").order_by("member__position", "pk")
    context = {
        "round": round,
        "guideline": round.guideline,
        "question": round.question,
        "declared": _declared(round, sight),
        "revoked": [voter for voter in voters if voter.revoked_at],
        "kept": [voter for voter in voters if voter.kept_at and not voter.revoked_at],
        "keeps_tally": round.counts is not None,
        "waiting": _waiting(round) if may_decide else {},
        "roll": [voter for voter in voters if voter.revoked_at is None] if may_decide else [],
    }
    return render(request, "voting/round_changes.html", context)


@verb("voting.close_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def change_note(request: HttpRequest, round: Round) -> HttpResponse:
    if take_note(by=request.user, round=round):
        messages.success(request, _("You have taken note; it no longer waits for you."))
    return redirect("round_changes", pk=round.pk)


def _waiting(round: Round) -> dict[str, Any]:
    return {
        "recused": list(recused_since().filter(round=round)),
        "declared": declared_anew().filter(round=round).exists(),
        "evidence": rounds_with_other_evidence().filter(pk=round.pk).exists(),
    }


def _declared(round: Round, sight: Sight) -> list[dict[str, Any]]:
    """Every result that was declared, newest first, as far as this person may see it.

    Two tallies that differ by one ballot tell what somebody named beside them voted: the figures of
    earlier ones are for those who may see the names.
    """
    if not sight.tally:
        return []
    results = list(round.declared.select_related("by").order_by("-number"))
    return [
        {
            "row": each,
            "is_last": place == 0,
            "said": sentence(declared_tally(each))
            if place == 0 or sight.names
            else decision(declared_tally(each)),
        }
        for place, each in enumerate(results)
    ]
