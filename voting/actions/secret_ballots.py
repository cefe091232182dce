"""Casting in a secret round: the roll says who voted, the ballots say what, and nothing joins them."""

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.blockers import Blocked, Blocker
from audit.actions import Unlinked, prepared
from voting.ballots import receipts
from voting.ballots.ballot_box import enter, exchanged, new_secret_ballot, tick
from voting.ballots.casts import Cast, KeyTaken
from voting.models import SecretBallot, Voter


def secret_ballot_of(voter: Voter, key: str, choice: str, comment: str) -> Cast | None:
    """The answer that this key already got, None where it is new."""
    receipt = _receipt(voter, key)
    ballot = _find(voter, receipt)
    if ballot is None:
        return None
    if (ballot.choice, ballot.comment) != (choice, comment):
        raise KeyTaken(_("This key was already used for another vote."))
    return Cast(receipt, choice, 1, None, repeated=True)


def cast_secretly(
    voter: Voter, choice: str, comment: str, *, key: str = "", receipt: str = ""
) -> Cast:
    """Put a ballot in the box and tick the voter off; with its receipt, exchange it."""
    if voter.has_voted:
        return _exchange(voter, choice, comment, receipt)
    receipt = _receipt(voter, key)
    ballot = new_secret_ballot(voter.round_id, choice, comment, receipts.hashed(receipt))
    enter(voter.round_id, [*voter.also, tick(voter), ballot], _told("secret-ballot-cast", voter))
    return Cast(receipt, choice, 1, None, first=True)


def _exchange(voter: Voter, choice: str, comment: str, receipt: str) -> Cast:
    ballot = _find(voter, receipt)
    if ballot is None:
        sentence = _("You have voted. A secret ballot can be changed only with its receipt.")
        raise Blocked([Blocker(sentence)])
    if (ballot.choice, ballot.comment) == (choice, comment):
        return Cast(receipt, choice, 1, None, repeated=True)
    change = exchanged(voter.round_id, choice, comment, ballot.receipt_hash)
    enter(voter.round_id, [*voter.also, change], _told("secret-ballot-changed", voter))
    return Cast(receipt, choice, 1, None)


def _receipt(voter: Voter, key: str) -> str:
    if not key:
        return receipts.new_receipt()
    return receipts.secret_receipt(settings.SECRET_KEY, voter.pk, key)


def _find(voter: Voter, receipt: str) -> SecretBallot | None:
    held = SecretBallot.objects.filter(round=voter.round, receipt_hash=receipts.hashed(receipt))
    return held.first()


def _told(verb: str, voter: Voter) -> Unlinked:
    """The event names neither the voter nor the choice, nor anything that the ballot knows."""
    round = voter.round
    return prepared(
        verb,
        guideline=round.guideline.slug,
        target=round.recommendation.ref,
        at=voter.now,
        round=round.label,
    )
