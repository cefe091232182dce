"""Votes to cast, for oneself and by proxy."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from publication.my_work.task import MINUTES, Task
from voting.ballots.proxies import waiting_on
from voting.models import Voter


def votes(user: Any) -> Iterator[Task]:
    # Hands are counted in the room: nobody waits for a ballot.
    waiting = (
        Voter.objects.exclude(round__mode="hands")
        .filter(
            member__user=user,
            round__status="open",
            round__practice=False,
            revoked_at=None,
            has_voted=False,
            ballots=None,
        )
        .select_related("round__recommendation__guideline", "round__recommendation__question")
    )
    for voter in waiting:
        held = voter.round
        yield Task(
            verb=_("Vote"),
            about=str(held.recommendation.question),
            href=reverse("round", args=[held.pk]),
            guideline=held.recommendation.guideline,
            minutes=MINUTES["vote"],
            due=held.closes_at,
        )


def proxies(user: Any) -> Iterator[Task]:
    """Proxies that wait for an answer, and those taken on whose vote is not cast yet."""
    for proxy in waiting_on(user):
        held, accepted = proxy.giver.round, proxy.accepted_at is not None
        about = _("The vote of {name}, by proxy") if accepted else _("{name} asks you for a proxy")
        there = reverse("round" if accepted else "round_proxy", args=[held.pk])
        yield Task(
            verb=_("Vote") if accepted else _("Answer"),
            about=about.format(name=proxy.giver.member),
            href=f"{there}?of={proxy.giver_id}" if accepted else there,
            guideline=held.recommendation.guideline,
            minutes=MINUTES["vote"],
            due=held.closes_at,
        )
