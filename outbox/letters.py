"""Mails: the one way out, under a Message-ID of the row of the outbox that asked for it."""

import hashlib
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

# A file beside a mail: its name, content and type.
Attachment = tuple[str, bytes, str]
# Seconds. A mail server that does not answer must hold up neither the other work of the outbox nor,
# on SQLite, the votes that wait for the write lock meanwhile.
PATIENCE = 10


def send(
    payload: dict[str, Any],
    *,
    to: str,
    subject: str,
    body: str,
    attachments: Iterable[Attachment] = (),
) -> None:
    """Send one plain-text mail; `payload` is the handler's, and names the delivery it is for."""
    message = EmailMessage(
        subject,
        body,
        None,
        [to],
        headers={"Message-ID": message_id(payload["delivery"])},
        connection=get_connection(timeout=PATIENCE),
    )
    for attachment in attachments:
        message.attach(*attachment)
    message.send()


def message_id(delivery: str) -> str:
    """The same for the same row of the outbox: a mail that a crash sends twice is known for one."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(delivery.encode()).hexdigest()[:32]}@{host}>"
