"""One line of a roll: what the round decides with this ballot and without it, and what becomes of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from voting.actions.late_changes import (
    PERMISSION,
    blockers_to_revoking,
    let_ballot_stand,
    revoke_voter,
)
from voting.forms import RevocationForm
from voting.models import Voter
from voting.queries import result_of, sight_for
from voting.recusal import why_refused
from voting.results.words import sentence
from voting.rounds.late import ABOUT, recused_since, result_without


def voter_on_roll(pk: int, voter: int) -> Voter:
    """The line of a roll with its round and member, or 404."""
    return get_object_or_404(Voter.objects.select_related(*ABOUT), pk=voter, round=pk)


@page(
    PERMISSION,
    load=voter_on_roll,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
    why=why_refused,
)
def voter_revoke(request: HttpRequest, voter: Voter) -> HttpResponse:
    form = RevocationForm(request.POST or None)
    stands = "stand" in request.POST
    action = let_ballot_stand if stands else revoke_voter
    if form.carried_out(action, by=request.user, voter=voter):
        said = _("The ballot stands.") if stands else _("The voter is off the roll.")
        messages.success(request, said)
        return redirect("round_changes", pk=voter.round_id)
    context = _results(request.user, voter) | {
        "round": voter.round,
        "voter": voter,
        "guideline": voter.round.guideline,
        "question": voter.round.question,
        "form": form,
        "recused": recused_since().filter(pk=voter.pk).exists(),
        "uncertain": voter.round.counts is not None or voter.round.secrecy == "secret",
        # The reason is what the form asks for: only what stands in the way besides it is told here.
        "blockers": blockers_to_revoking(voter, by=request.user, reason="-"),
    }
    return render(request, "voting/voter_revoke.html", context, status=form.status)


def _results(user: Any, voter: Voter) -> dict[str, Any]:
    """The result with and without the ballot, for those who may know who voted how."""
    if not sight_for(user, voter.round).names:
        return {}
    after = result_without(voter)
    if after is None:
        return {}
    return {"before": sentence(result_of(voter.round)), "after": sentence(after)}
