"""Who has not voted yet: told to those who run the round, from the roll alone."""

from typing import Any

from django.db.models import Q

from voting.models import Round, Voter
from voting.queries import sight_for
from voting.visibility import OFFICERS, Sight


def who_has_not_voted(user: Any, round: Round) -> list[Voter] | None:
    """Those on the roll whose vote is missing; None for whoever may not know.

    A secret round is asked by its roll, which says who voted and never what. Hands have no ballots.
    """
    sight: Sight = sight_for(user, round)
    if not sight.turnout or round.mode == "hands" or not _runs(user, round):
        return None
    voted = Q(has_voted=True) | Q(ballots__isnull=False)
    missing = round.voters.filter(revoked_at=None).exclude(pk__in=round.voters.filter(voted))
    return list(missing.select_related("member"))


def _runs(user: Any, round: Round) -> bool:
    place = round.guideline.panel.filter(user=user).first()
    return place is not None and place.role in OFFICERS
