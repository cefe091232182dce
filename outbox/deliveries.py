"""Work that the ground floor itself knows how to do: sending a mail."""

import hashlib
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from outbox.handlers import handles


@handles("mail")
def mail(payload: dict[str, Any]) -> None:
    """Send one plain-text mail: `{"to": address, "subject": ..., "body": ...}`."""
    headers = {"Message-ID": message_id(payload["delivery"])}
    EmailMessage(payload["subject"], payload["body"], None, [payload["to"]], headers=headers).send()


def message_id(delivery: str) -> str:
    """The same for the same row of the outbox: a mail that a crash sends twice is known for one."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(delivery.encode()).hexdigest()[:32]}@{host}>"
