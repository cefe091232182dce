"""What voting asks the outbox to do later."""

from typing import Any

from django.utils import timezone

from outbox.handlers import handles
from voting.actions.polls import close_poll
from voting.actions.rounds import close_round
from voting.models import Poll, Round


@handles("close-round")
def close_due_round(payload: dict[str, Any]) -> None:
    """Close a round whose time is over; one that somebody closed or withdrew before stays so."""
    round = Round.every.filter(pk=payload["round"], status="open").first()
    if round:
        close_round(by=None, round=round)


@handles("close-poll")
def close_due_poll(payload: dict[str, Any]) -> None:
    """Close a poll whose time is over, unless it was given more time since."""
    poll = Poll.objects.filter(pk=payload["poll"], status="open").first()
    if poll and poll.closes_at and poll.closes_at <= timezone.now():
        close_poll(by=None, poll=poll)
