"""Casting a vote: guarded by the roll, the close and the sender's key; each change is kept."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocked, Blocker
from audit.actions import record
from voting import locks, receipts
from voting.actions.secret_ballots import cast_secretly, secret_ballot_of
from voting.casts import COMMENT_LENGTH, Cast, KeyTaken, NotOnTheRoll, UnusableBallot
from voting.models import Ballot, Round, Voter
from voting.recusal import why_refused
from voting.rules import rule_from


@transaction.atomic
def cast_vote(
    *, by: Any, round: Round, choice: str, comment: str = "", key: str = "", receipt: str = ""
) -> Cast:
    """Cast a vote, or change it while the round is open; every version is kept.

    `key` is the sender's own: a vote sent twice is one vote with one answer, even after the close.
    `receipt` is asked for only where a secret ballot is to be changed. Refused, in this order:
    NotOnTheRoll, KeyTaken, `Blocked` after the close (the database's clock decides),
    UnusableBallot.
    """
    locks.share(round.pk)
    voter = _voter_alone(by, round)
    if round.secrecy == "secret":
        known = secret_ballot_of(voter, key, choice, comment) if key else None
        if known:
            return known
        _guard(voter, choice, comment)
        return cast_secretly(voter, choice, comment, key=key, receipt=receipt)
    known = _ballot_with_key(voter, key) if key else None
    if known:
        return _same_answer(known, choice, comment)
    _guard(voter, choice, comment)
    return _next_version(by, voter, choice, comment, key)


def _voter_alone(by: Any, round: Round) -> Voter:
    """The person's line on the roll, locked: two clicks of one person wait for each other."""
    voter = (
        Voter.objects.select_for_update(of=("self",))
        .filter(round=round, member__user=by)
        .select_related("round__recommendation__guideline")
        .first()
    )
    if voter is None:
        not_entitled = _("You were not entitled to vote when this round opened.")
        raise NotOnTheRoll(f"{not_entitled} {why_refused(by, round)}".strip())
    if voter.revoked_at:
        raise NotOnTheRoll(
            _("You may no longer vote in this round: {reason}").format(reason=voter.revoked_because)
        )
    return voter


def _guard(voter: Voter, choice: str, comment: str) -> None:
    """Raise unless the round takes this ballot now; read after the lock, by the database's clock."""
    in_time = Q(closes_at=None) | Q(closes_at__gt=Now())
    round = Round.every.filter(in_time, pk=voter.round_id, status="open").first()
    if round is None:
        raise Blocked([Blocker(_why_late(voter.round_id))])
    if choice not in rule_from(round.rule).options:
        raise UnusableBallot(_("This round offers no such choice."))
    if len(comment) > COMMENT_LENGTH:
        raise UnusableBallot(
            _("A comment has at most {limit} characters.").format(limit=COMMENT_LENGTH)
        )


def _why_late(pk: int) -> str:
    round = Round.every.annotate(now=Now()).get(pk=pk)
    return _("The round closed at {ended}; your vote came at {now}. It was not counted.").format(
        ended=_moment(round.closed_at or round.closes_at, round), now=_moment(round.now, round)
    )


def _moment(moment: datetime, round: Round) -> str:
    local = moment.astimezone(round.guideline.zone)
    return f"{local:%Y-%m-%d %H:%M:%S} {local.tzname()}"


def _ballot_with_key(voter: Voter, key: str) -> Ballot | None:
    return Ballot.objects.filter(key=receipts.key_of(voter.pk, key)).first()


def _next_version(by: Any, voter: Voter, choice: str, comment: str, key: str) -> Cast:
    last = voter.ballots.order_by("version").last()
    if not key and last and (last.choice, last.comment) == (choice, comment):
        return _same_answer(last, choice, comment)
    ballot = Ballot.objects.create(
        voter=voter,
        version=last.version + 1 if last else 1,
        choice=choice,
        comment=comment,
        cast_at=timezone.now(),
        key=receipts.key_of(voter.pk, key) if key else None,
        receipt=receipts.new_receipt(),
    )
    _tell(by, voter.round, ballot)
    return Cast(ballot.receipt, ballot.choice, ballot.version, ballot.cast_at, first=last is None)


def _same_answer(ballot: Ballot, choice: str, comment: str) -> Cast:
    if (ballot.choice, ballot.comment) != (choice, comment):
        raise KeyTaken(_("This key was already used for another vote."))
    return Cast(ballot.receipt, ballot.choice, ballot.version, ballot.cast_at, repeated=True)


def _tell(by: Any, round: Round, ballot: Ballot) -> None:
    record(
        "ballot-cast" if ballot.version == 1 else "ballot-changed",
        by=by,
        guideline=round.guideline.slug,
        target=round.recommendation.ref,
        round=round.label,
        version=ballot.version,
        ballot=receipts.commitment(ballot.receipt, ballot.choice, ballot.comment),
    )
