"""What waits for one person, over all guidelines in which they have a place."""

from typing import Any

from django.utils import timezone

from guideline.models import Guideline, PanelMember
from hearing.models import Hearing
from publication.my_work.asked import classes, polls, surveys
from publication.my_work.comments import (
    answers,
    approvals,
    files,
    returned,
    rounds_asked_for,
    to_look_at,
)
from publication.my_work.interests import decisions, declarations
from publication.my_work.meetings import minutes
from publication.my_work.places import guidelines
from publication.my_work.ratings import ratings, signatures, two_raters
from publication.my_work.redactions import redactions
from publication.my_work.rounds import after_votes, corrections, hands, ways_out
from publication.my_work.task import Task
from publication.my_work.votes import proxies, votes
from voting.models import Round

__all__ = ["Task", "my_work", "next_due"]


def my_work(user: Any) -> list[Task]:
    """Everything that waits for this person, soonest deadline first, in a constant number of queries."""
    places = list(PanelMember.objects.filter(user=user).select_related("guideline"))
    tasks = [
        *votes(user),
        *after_votes(places),
        *hands(places, user),
        *ways_out(places),
        *proxies(user),
        *declarations(places),
        *decisions(places),
        *surveys(places),
        *polls(places, user),
        *classes(places),
        *ratings(guidelines(places, "evidence.rate_certainty")),
        *two_raters(places),
        *corrections(places, user),
        *minutes(guidelines(places, "guideline.confirm_minutes")),
        *signatures(guidelines(places, "evidence.sign_profile")),
        *answers(places),
        *to_look_at(guidelines(places, "hearing.answer_comment")),
        *files(guidelines(places, "hearing.redact_comment")),
        *returned(user),
        *approvals(guidelines(places, "hearing.approve_answer"), user),
        *rounds_asked_for(guidelines(places, "voting.open_round")),
        *redactions(guidelines(places, "hearing.redact_comment"), user),
    ]
    return sorted(tasks, key=lambda task: (task.due is None, task.due or timezone.now()))


def next_due(user: Any) -> Round | Hearing | None:
    """The round or hearing of this person's guidelines that ends next, None when none is running."""
    now = timezone.now()
    mine = Guideline.objects.filter(panel__user=user)
    rounds = Round.objects.filter(recommendation__guideline__in=mine, status="open")
    hearings = Hearing.objects.filter(guideline__in=mine, imported=False)
    running: list[Any] = [
        rows.filter(closes_at__gt=now).order_by("closes_at").first() for rows in (rounds, hearings)
    ]
    return min(filter(None, running), key=lambda each: each.closes_at, default=None)
