"""Work that the ground floor itself knows how to do: sending a mail."""

from typing import Any

from django.core.mail import send_mail

from outbox.handlers import handles


@handles("mail")
def mail(payload: dict[str, Any]) -> None:
    """Send one plain-text mail: `{"to": address, "subject": ..., "body": ...}`."""
    send_mail(payload["subject"], payload["body"], None, [payload["to"]])
