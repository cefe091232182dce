"""What happens to a round when something changes after its roll was fixed.

Whoever loses the vote while a round is open leaves its roll in the same transaction. In a round that
is closed the chair decides, who sees the result with and without the ballot: it is voided, or it
stands with a reason. Whatever is computed anew is declared anew; what was declared before is kept.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.models import Conflict, Moment
from guideline.words import words
from voting import locks
from voting.actions.declaring import about, declare, declare_first
from voting.actions.late_mails import tell_of_evidence, tell_of_new_result, tell_of_recusal
from voting.clock import database_now
from voting.eligibility import ACTIONS_THAT_FORBID_VOTING
from voting.models import Acknowledgement, DeclaredResult, Round, Voter
from voting.rounds.late import open_rolls_of, recused_since, rounds_with_other_evidence

PERMISSION = "voting.close_round"


def blockers_to_revoking(voter: Voter, *, by: Any, reason: str) -> list[Blocker]:
    """What stands in the way of taking this person off the roll."""
    blockers = []
    if voter.round.status == "withdrawn":
        blockers.append(Blocker(_("The round was withdrawn; its ballots count for nothing.")))
    if voter.revoked_at is not None:
        blockers.append(Blocker(_("This person is off the roll already.")))
    return blockers + _blockers_after_close(voter, by, reason)


def blockers_to_standing(voter: Voter, *, by: Any, reason: str) -> list[Blocker]:
    """What stands in the way of letting a ballot stand although its voter is recused since."""
    blockers = []
    if voter.round.status != "closed":
        blockers.append(Blocker(_("Only in a closed round can a ballot stand.")))
    if voter.revoked_at is not None:
        blockers.append(Blocker(_("This ballot is void.")))
    return blockers + _blockers_after_close(voter, by, reason)


def _blockers_after_close(voter: Voter, by: Any, reason: str) -> list[Blocker]:
    blockers = []
    if voter.round.status == "closed" and voter.member.user_id == by.pk:
        blockers.append(Blocker(_("Nobody decides on a ballot of their own once it is counted.")))
    if not reason.strip():
        blockers.append(Blocker(_("Give the reason.")))
    return blockers


@transaction.atomic
def revoke_voter(*, by: Any, voter: Voter, reason: str) -> Voter:
    """Take somebody off the roll, with a reason: their ballot is void and they cannot vote again.

    After the close the result is computed and declared anew, and the chair is told. A secret ballot,
    or a raised hand, cannot be taken back, for nobody knows which it is: it still counts.
    """
    require(by, PERMISSION, voter.round)
    locks.hold_alone(voter.round_id)
    voter = _locked(voter)
    if voter.revoked_at is not None:
        return voter
    refuse_if(blockers_to_revoking(voter, by=by, reason=reason))
    _revoke(voter, by=by, reason=reason.strip())
    return voter


@transaction.atomic
def let_ballot_stand(*, by: Any, voter: Voter, reason: str) -> Voter:
    """Let a ballot count although its voter would have no vote today, and say why."""
    require(by, PERMISSION, voter.round)
    locks.hold_alone(voter.round_id)
    voter = _locked(voter)
    refuse_if(blockers_to_standing(voter, by=by, reason=reason))
    voter.kept_at, voter.kept_because = timezone.now(), reason.strip()
    voter.save(update_fields=["kept_at", "kept_because"])
    record(
        "ballot-stands",
        by=by,
        reason=voter.kept_because,
        voter=str(voter.member),
        **about(voter.round),
    )
    return voter


@transaction.atomic
def take_note(*, by: Any, round: Round) -> int:
    """Take note of everything about a round that its chair was told; returns of how much."""
    require(by, PERMISSION, round)
    Round.every.select_for_update(of=("self",)).get(pk=round.pk)
    fresh = DeclaredResult.objects.filter(round=round, number__gt=1, acknowledgement=None)
    noted = [Acknowledgement(round=round, declared=each, by=by) for each in fresh]
    changed = rounds_with_other_evidence().filter(pk=round.pk).first()
    if changed:
        noted.append(Acknowledgement(round=round, evidence_hash=changed.evidence_now, by=by))
    for each in noted:
        each.save()
    if noted:
        record("change-noted", by=by, **about(round))
    return len(noted)


def lock_rolls(sender: Any, *, conflict: Conflict, **_more: Any) -> None:
    """Before a decision is written: the open rounds it may reach, locked in one order for all.

    A ballot locks its round first and the end of the audit chain afterwards; so must whoever
    decides, or the two would wait for each other.
    """
    for pk in sorted({voter.round_id for voter in open_rolls_of(conflict)}):
        locks.hold_alone(pk)


def apply_decision(sender: Any, *, conflict: Conflict, by: Any, **_more: Any) -> None:
    """A decision that takes the vote away: off the open rolls at once; of closed rounds, tell the chair."""
    if conflict.action not in ACTIONS_THAT_FORBID_VOTING:
        return
    reason = _("recused: {decision}").format(decision=words(conflict.action))
    for voter in open_rolls_of(conflict):
        _revoke(_locked(voter), by=by, reason=reason)
    for voter in recused_since().filter(member=conflict.member):
        tell_of_recusal(voter)


def notice_evidence(sender: Any, *, moment: Moment, **_more: Any) -> None:
    """The evidence of a question changed: the chair is told of what was voted on before."""
    for round in rounds_with_other_evidence().filter(recommendation__question=moment.question):
        tell_of_evidence(round)


def _locked(voter: Voter) -> Voter:
    rows = Voter.objects.select_for_update(of=("self",))
    return rows.select_related("round__recommendation__guideline", "member").get(pk=voter.pk)


def _revoke(voter: Voter, *, by: Any, reason: str) -> None:
    round = voter.round
    if round.status == "closed":
        declare_first(round)
    voter.revoked_at, voter.revoked_because = database_now(), reason
    voter.save(update_fields=["revoked_at", "revoked_because"])
    record("voter-revoked", by=by, reason=reason, voter=str(voter.member), **about(round))
    if round.status == "closed":
        _count_roll_again(round, voter)
        declared = declare(round, cause="voter-revoked", by=by, because=reason)
        tell_of_new_result(declared)


def _count_roll_again(round: Round, voter: Voter) -> None:
    """A round that keeps its tally keeps its number of voters: who did not vote leaves it."""
    if round.eligible is not None and round.secrecy == "secret" and not voter.has_voted:
        round.eligible -= 1
        round.save(update_fields=["eligible"])
