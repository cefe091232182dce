"""Who has not voted yet: read from the roll, and told to whoever `voting/visibility.py` lets know."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from voting.models import Round, Voter
from voting.queries import sees_who_voted


def silent_voters(rounds: Iterable[Round | int]) -> QuerySet[Voter]:
    """Lines of the rolls whose holder may vote and has not; of a secret round from the roll alone."""
    return Voter.objects.filter(
        round__in=list(rounds), revoked_at=None, has_voted=False, ballots=None
    )


def who_has_not_voted(user: Any, round: Round) -> list[Voter] | None:
    """Those on the roll whose vote is missing; None for whoever may not know. Hands have no ballots."""
    if round.mode == "hands" or not sees_who_voted(user, round):
        return None
    return list(silent_voters([round]).select_related("member"))
