"""Work that the ground floor itself knows how to do: sending a mail."""

from typing import Any

from outbox.handlers import handles
from outbox.letters import send


@handles("mail")
def mail(payload: dict[str, Any]) -> None:
    """Send one plain-text mail: `{"to": address, "subject": ..., "body": ...}`."""
    send(payload, to=payload["to"], subject=payload["subject"], body=payload["body"])
