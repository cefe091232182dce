"""Reads of rounds and ballots that pages, actions and the derivation share."""

from collections import Counter

from voting.models import Ballot, Round


def last_ballots(round: Round) -> list[Ballot]:
    """The ballot that counts of each voter: the last version; revoked voters' are void.

    Reads `round.voters` with their ballots, prefetched where a page has many rounds.
    """
    ballots = []
    for voter in round.voters.all():
        versions = list(voter.ballots.all())
        if versions and voter.revoked_at is None:
            ballots.append(max(versions, key=lambda ballot: ballot.version))
    return ballots


def counts_of(round: Round) -> dict[str, int]:
    """Votes by option: the stored tally of an imported round, else counted from its ballots."""
    if round.counts is not None:
        return dict(round.counts)
    return dict(Counter(ballot.choice for ballot in last_ballots(round)))


def eligible_in(round: Round) -> int | None:
    """How many were entitled to vote; None where an imported tally does not say."""
    if round.eligible is not None:
        return round.eligible
    if round.counts is not None:
        return None
    return sum(voter.revoked_at is None for voter in round.voters.all())
