"""Casting a vote: guarded by the roll, the close and the sender's key; each change is kept."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.blockers import Blocked, Blocker
from audit.actions import Unlinked, prepared
from voting import locks
from voting.actions.secret_ballots import cast_secretly, secret_ballot_of
from voting.ballots import receipts
from voting.ballots.at_the_box import AtTheBox, at_the_box
from voting.ballots.ballot_box import Statement, end_proxy, enter, new_ballot
from voting.ballots.casts import COMMENT_LENGTH, Cast, KeyTaken, NotOnTheRoll, UnusableBallot
from voting.ballots.comments_asked import why_comment_is_asked
from voting.ballots.proxies import are_allowed
from voting.models import Ballot, Proxy, Round, Voter
from voting.recusal import may_still_vote, why_refused

# As many changes of mind of one person may arrive at the same moment: each try lets one of them in.
TRIES = 20


def cast_vote(
    *,
    by: Any,
    round: Round,
    choice: str,
    comment: str = "",
    key: str = "",
    receipt: str = "",
    of: Voter | None = None,
    read: AtTheBox | None = None,
) -> Cast:
    """Cast a vote, or change it while the round is open; every version is kept.

    `key` is the sender's own: a vote sent twice is one vote with one answer, even after the close.
    `receipt` is asked for only where a secret ballot is to be changed. `of` names the line that was
    entrusted to `by` by a proxy; without it people vote for themselves. `read` is how they stand before the round where
    that was read a moment ago. Refused, in this order:
    NotOnTheRoll, KeyTaken, `Blocked` after the close (the database's clock decides),
    UnusableBallot.
    """
    vote = {"choice": choice, "comment": comment, "key": key, "receipt": receipt, "of": of}
    for _try in range(TRIES):
        try:
            if of is None:
                return _cast(by, round, read=read, **vote)
            with transaction.atomic():
                # A proxy is ended under the round's lock: who uses one reads it under that as well.
                locks.take_shared(round.pk)
                return _cast(by, round, **vote)
        except IntegrityError as error:
            # What held when it was read no longer did when the vote entered: another click of the
            # same person came first, the time had run out, an interest was decided on. Read again.
            refusal, read = error, None
    raise refusal


def _cast(
    by: Any,
    round: Round,
    choice: str,
    comment: str,
    key: str,
    receipt: str,
    of: Voter | None,
    read: AtTheBox | None = None,
) -> Cast:
    voter = _voter_of(by, round, of, read)
    voter.also = _end_of_proxy(voter, of)
    if round.secrecy == "secret":
        known = secret_ballot_of(voter, key, choice, comment) if key else None
        if known:
            return known
        _guard(voter, choice, comment)
        return cast_secretly(voter, choice, comment, key=key, receipt=receipt)
    versions = list(voter.ballots.order_by("version")) if voter.cast_before else []
    if of is not None and _giver_of(by, of) is None:
        # Asked again after the versions were read: a giver who votes later than this takes the next
        # version or makes this one impossible, so that their own vote is the last in any case.
        raise NotOnTheRoll(_("This proxy has ended."))
    known = _with_key(versions, receipts.key_of(voter.pk, key)) if key else None
    if known:
        return _same_answer(known, choice, comment)
    _guard(voter, choice, comment)
    return _next_version(by, voter, versions, choice, comment, key, of)


def _voter_of(by: Any, round: Round, of: Voter | None, read: AtTheBox | None) -> Voter:
    """The line on the roll that is voted for, with how the round stands `now` by the database's clock.

    With it goes what else the vote brings about: `also`, as statements.
    """
    person = by.pk if of is None else _giver_of(by, of)
    if read is None:
        read = at_the_box(round.pk, person)
    voter = read.voter
    if voter is None:
        not_entitled = _("You were not entitled to vote when this round opened.")
        raise NotOnTheRoll(f"{not_entitled} {why_refused(by, round)}".strip())
    if voter.revoked_at or voter.recused:
        reason = voter.revoked_because if voter.revoked_at else why_refused(by, round)
        raise NotOnTheRoll(
            _("You may no longer vote in this round: {reason}").format(reason=reason)
        )
    return voter


def _giver_of(by: Any, of: Voter) -> int | None:
    """The person whose line was entrusted to `by`, who may vote; None where it was not."""
    mine = Voter.objects.filter(may_still_vote(), round=of.round_id, member__user=by)
    held = Proxy.objects.filter(accepted_at__isnull=False, ended_at=None, holder__in=mine)
    return held.filter(giver=of).values_list("giver__member__user", flat=True).first()


def _guard(voter: Voter, choice: str, comment: str) -> None:
    """Raise unless the round takes this ballot now."""
    if not voter.takes_ballots:
        raise Blocked([Blocker(_why_late(voter))])
    if voter.round.mode == "hands":
        said = _("This round is held by a show of hands: no ballots are taken.")
        raise Blocked([Blocker(said, reverse("round", args=[voter.round_id]))])
    if choice not in voter.round.its_rule.options:
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
    ballot = Ballot(
        voter=voter,
        version=last.version + 1 if last else 1,
        choice=choice,
        comment=comment,
        cast_at=voter.now,
        key=receipts.key_of(voter.pk, key) if key else None,
        receipt=receipts.new_receipt(),
        proxy=_line_of_holder(by, voter) if of else None,
    )
    enter(voter.round_id, [*voter.also, new_ballot(ballot)], _told(by, voter.round, ballot))
    return Cast(ballot.receipt, ballot.choice, ballot.version, ballot.cast_at, first=last is None)


def _end_of_proxy(voter: Voter, of: Voter | None) -> list[Statement]:
    """Whoever votes themselves needs nobody else for it."""
    return [end_proxy(voter)] if of is None and are_allowed(voter.round) else []


def _line_of_holder(by: Any, voter: Voter) -> Voter:
    return Voter.objects.get(round=voter.round, member__user=by)


def _named_giver(ballot: Ballot) -> dict[str, Any]:
    """Whose vote it is where somebody else cast it; `voter` is what an event of their own would say."""
    member = ballot.voter.member
    return {"giver": str(member), "voter": member.user_id or f"line-{ballot.voter_id}"}


def _same_answer(ballot: Ballot, choice: str, comment: str) -> Cast:
    if (ballot.choice, ballot.comment) != (choice, comment):
        raise KeyTaken(_("This key was already used for another vote."))
    return Cast(ballot.receipt, ballot.choice, ballot.version, ballot.cast_at, repeated=True)


def _told(by: Any, round: Round, ballot: Ballot) -> Unlinked:
    proxied = _named_giver(ballot) if ballot.proxy_id else {}
    verb = "ballot-cast" if ballot.version == 1 else "ballot-changed"
    return prepared(
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
