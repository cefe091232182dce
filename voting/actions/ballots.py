"""Casting a vote: guarded by the roll, the close and the sender's key; each change is kept."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.blockers import Blocked, Blocker
from audit.actions import record
from guideline.models import Conflict
from voting import locks, receipts
from voting.actions.secret_ballots import cast_secretly, secret_ballot_of
from voting.casts import COMMENT_LENGTH, Cast, KeyTaken, NotOnTheRoll, UnusableBallot
from voting.comments_asked import why_comment_is_asked
from voting.eligibility import ACTIONS_THAT_FORBID_VOTING
from voting.models import Ballot, Proxy, Round, Voter
from voting.proxies import are_allowed, may_hold
from voting.recusal import why_refused
from voting.rules import rule_from


def cast_vote(
    *,
    by: Any,
    round: Round,
    choice: str,
    comment: str = "",
    key: str = "",
    receipt: str = "",
    of: Voter | None = None,
) -> Cast:
    """Cast a vote, or change it while the round is open; every version is kept.

    `key` is the sender's own: a vote sent twice is one vote with one answer, even after the close.
    `receipt` is asked for only where a secret ballot is to be changed. `of` names the line that was
    entrusted to `by` by a proxy; without it people vote for themselves. Refused, in this order:
    NotOnTheRoll, KeyTaken, `Blocked` after the close (the database's clock decides),
    UnusableBallot.
    """
    vote = {"choice": choice, "comment": comment, "key": key, "receipt": receipt, "of": of}
    try:
        return _cast(by, round, **vote)
    except IntegrityError:
        # What held when it was read no longer did when the ballot entered: the time had run out in
        # between, or an interest was decided on (voting/guards.py). Read again, it is said in words.
        return _cast(by, round, **vote)


@transaction.atomic
def _cast(
    by: Any, round: Round, choice: str, comment: str, key: str, receipt: str, of: Voter | None
) -> Cast:
    # Whose vote it is decides who waits: a voter and the holder of their proxy wait for each other.
    locks.share(round.pk, (of and of.member.user_id) or by.pk)
    voter = _voter_of(by, round, of)
    if round.secrecy == "secret":
        known = secret_ballot_of(voter, key, choice, comment) if key else None
        if known:
            return known
        _guard(voter, choice, comment)
        _end_proxy(voter, of)
        return cast_secretly(voter, choice, comment, key=key, receipt=receipt)
    versions = list(voter.ballots.order_by("version"))
    known = _with_key(versions, receipts.key_of(voter.pk, key)) if key else None
    if known:
        return _same_answer(known, choice, comment)
    _guard(voter, choice, comment)
    _end_proxy(voter, of)
    return _next_version(by, voter, versions, choice, comment, key, of)


def _voter_of(by: Any, round: Round, of: Voter | None) -> Voter:
    """The line on the roll that is voted for, with how the round stands `now` by the database's clock.

    One statement, later than the one that took the lock.
    """
    recusing = Conflict.objects.filter(
        Q(question=None) | Q(question=OuterRef("round__recommendation__question")),
        member=OuterRef("member"),
        action__in=ACTIONS_THAT_FORBID_VOTING,
    )
    voter = (
        Voter.objects.filter(_lines(by, of), round=round)
        .annotate(
            now=Now(),
            status=F("round__status"),
            closes_at=F("round__closes_at"),
            recused=Exists(recusing),
        )
        .first()
    )
    if voter is None:
        not_entitled = _("You were not entitled to vote when this round opened.")
        raise NotOnTheRoll(f"{not_entitled} {why_refused(by, round)}".strip())
    if voter.revoked_at or voter.recused:
        reason = voter.revoked_because if voter.revoked_at else why_refused(by, round)
        raise NotOnTheRoll(
            _("You may no longer vote in this round: {reason}").format(reason=reason)
        )
    voter.round = round
    return voter


def _lines(by: Any, of: Voter | None) -> Q:
    """One's own line, or the one that was entrusted to somebody who may vote."""
    if of is None:
        return Q(member__user=by)
    mine = Voter.objects.filter(may_hold(), round=of.round_id, member__user=by)
    held = Proxy.objects.filter(accepted_at__isnull=False, ended_at=None, holder__in=mine)
    return Q(pk=of.pk, pk__in=held.values("giver"))


def _guard(voter: Voter, choice: str, comment: str) -> None:
    """Raise unless the round takes this ballot now."""
    is_over = voter.closes_at is not None and voter.closes_at <= voter.now
    if voter.status != "open" or is_over:
        raise Blocked([Blocker(_why_late(voter))])
    if voter.round.mode == "hands":
        said = _("This round is held by a show of hands: no ballots are taken.")
        raise Blocked([Blocker(said, reverse("round", args=[voter.round_id]))])
    if choice not in rule_from(voter.round.rule).options:
        raise UnusableBallot(_("This round offers no such choice."))
    if len(comment) > COMMENT_LENGTH:
        raise UnusableBallot(
            _("A comment has at most {limit} characters.").format(limit=COMMENT_LENGTH)
        )
    if not comment.strip() and (asked := why_comment_is_asked(voter.round, choice)):
        raise UnusableBallot(asked)


def _why_late(voter: Voter) -> str:
    round = voter.round
    round.refresh_from_db(fields=["closed_at", "closes_at"])
    return _("The round closed at {ended}; your vote came at {now}. It was not counted.").format(
        ended=_moment(round.closed_at or round.closes_at, round), now=_moment(voter.now, round)
    )


def _moment(moment: datetime, round: Round) -> str:
    local = moment.astimezone(round.guideline.zone)
    return f"{local:%Y-%m-%d %H:%M:%S} {local.tzname()}"


def _with_key(versions: list[Ballot], stored: str) -> Ballot | None:
    return next((ballot for ballot in versions if ballot.key == stored), None)


def _next_version(
    by: Any,
    voter: Voter,
    versions: list[Ballot],
    choice: str,
    comment: str,
    key: str,
    of: Voter | None,
) -> Cast:
    last = versions[-1] if versions else None
    if not key and last and (last.choice, last.comment) == (choice, comment):
        return _same_answer(last, choice, comment)
    ballot = Ballot.objects.create(
        voter=voter,
        version=last.version + 1 if last else 1,
        choice=choice,
        comment=comment,
        cast_at=voter.now,
        key=receipts.key_of(voter.pk, key) if key else None,
        receipt=receipts.new_receipt(),
        proxy=_line_of_holder(by, voter) if of else None,
    )
    _tell(by, voter.round, ballot)
    return Cast(ballot.receipt, ballot.choice, ballot.version, ballot.cast_at, first=last is None)


def _end_proxy(voter: Voter, of: Voter | None) -> None:
    """Whoever votes themselves needs nobody else for it."""
    if of is None and are_allowed(voter.round):
        given = Proxy.objects.filter(giver=voter, ended_at=None)
        given.update(ended_at=voter.now, ended_because="voted")


def _line_of_holder(by: Any, voter: Voter) -> Voter:
    return Voter.objects.get(round=voter.round, member__user=by)


def _same_answer(ballot: Ballot, choice: str, comment: str) -> Cast:
    if (ballot.choice, ballot.comment) != (choice, comment):
        raise KeyTaken(_("This key was already used for another vote."))
    return Cast(ballot.receipt, ballot.choice, ballot.version, ballot.cast_at, repeated=True)


def _tell(by: Any, round: Round, ballot: Ballot) -> None:
    proxied = {"giver": str(ballot.voter.member)} if ballot.proxy_id else {}
    verb = "ballot-cast" if ballot.version == 1 else "ballot-changed"
    record(
        f"{verb}-by-proxy" if proxied else verb,
        by=by,
        guideline=round.guideline.slug,
        target=round.recommendation.ref,
        at=ballot.cast_at,
        round=round.label,
        version=ballot.version,
        ballot=receipts.commitment(ballot.receipt, ballot.choice, ballot.comment),
        **proxied,
    )
