"""What the guideline floor asks the outbox to do later."""

from typing import Any

from guideline.actions.reminders import ask_before_meeting, begins
from guideline.models import Meeting
from outbox.handlers import handles


@handles("ask-interests")
def ask_for_interests(payload: dict[str, Any]) -> None:
    """Before a meeting, ask for interests; one that was moved or cancelled since asks no more."""
    meeting = Meeting.objects.filter(pk=payload["meeting"], cancelled_at=None).first()
    if meeting and begins(meeting) == payload["starts_at"] and not meeting.has_begun:
        ask_before_meeting(meeting)
