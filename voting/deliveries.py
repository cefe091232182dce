"""What voting asks the outbox to do later."""

from typing import Any

from outbox.handlers import handles
from voting.actions.rounds import close_round
from voting.models import Round


@handles("close-round")
def close_due_round(payload: dict[str, Any]) -> None:
    """Close a round whose time is over; one that somebody closed or withdrew before stays so."""
    round = Round.every.filter(pk=payload["round"], status="open").first()
    if round:
        close_round(by=None, round=round)
