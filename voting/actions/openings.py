"""Opening many rounds at once: all of them, or none."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocked, Blocker, refuse_if
from guideline.models import Guideline
from voting.actions.invitations import invite
from voting.actions.rounds import open_round
from voting.models import Recommendation, Round
from voting.rounds.openings import digest_of_round


@transaction.atomic
def open_rounds(
    *,
    by: Any,
    guideline: Guideline,
    recommendations: Sequence[Recommendation],
    rule: Any = None,
    secrecy: str = "confidential",
    closes_at: datetime | None = None,
    seen: Mapping[str, str] | None = None,
) -> list[Round]:
    """Put several drafts to the vote on the same terms; a member gets one mail about all of them.

    `seen` says by a recommendation's id what the chair was shown (`voting/rounds/openings.py`);
    where something else would be frozen now, nothing opens. `Blocked` with what hinders any of them.
    """
    if not recommendations:
        refuse_if([Blocker(_("Choose at least one draft."))])
    rounds: list[Round] = []
    hindered: list[Blocker] = []
    # Always in the same order: two chairs who open the same drafts wait for each other and meet no knot.
    for recommendation in sorted(recommendations, key=lambda each: each.pk):
        try:
            round = open_round(
                by=by,
                recommendation=recommendation,
                rule=rule,
                secrecy=secrecy,
                closes_at=closes_at,
                invited=False,
            )
        except Blocked as refusal:
            hindered += _named(recommendation, refusal.blockers)
            continue
        if seen is not None and seen.get(recommendation.ref) != digest_of_round(round):
            hindered += _named(recommendation, [Blocker(_("It changed since you looked at it."))])
        rounds.append(round)
    # Raised here, it takes back every round of this transaction.
    refuse_if(hindered)
    invite(rounds)
    return rounds


def _named(recommendation: Recommendation, blockers: list[Blocker]) -> list[Blocker]:
    return [Blocker(f"{recommendation.ref}: {each.sentence}", each.link) for each in blockers]
