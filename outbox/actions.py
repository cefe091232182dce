"""Asking for work, and doing what is due."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from outbox.handlers import handler_of
from outbox.models import Delivery

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
ATTEMPTS = 8


def enqueue(kind: str, *, key: str, due: datetime | None = None, **payload: Any) -> None:
    """Ask for a piece of work, in the transaction of its cause; the same key again changes nothing."""
    Delivery.objects.get_or_create(
        key=key, defaults={"kind": kind, "payload": payload, "due": due or Now()}
    )


def relay(limit: int = 100) -> int:
    """Take what is due: hand it to Celery where there is a broker, else do it here. Returns how many."""
    taken = 0
    for pk in _waiting().values_list("pk", flat=True)[:limit]:
        if not claim(pk):
            continue
        if not settings.CELERY_BROKER_URL:
            run(pk)
        elif not _hand_over(pk):
            break
        taken += 1
    return taken


def claim(pk: int) -> bool:
    """Lease a row for a while; of several that try, one succeeds (a conditional UPDATE)."""
    leased = {"locked_until": Now() + LEASE, "attempts": F("attempts") + 1}
    return bool(_waiting().filter(pk=pk).update(**leased))


def _hand_over(pk: int) -> bool:
    """Give a claimed row to Celery; False, and the row is free again, while the broker is down."""
    from kombu.exceptions import OperationalError  # slow import: Celery, only with a broker

    from outbox.tasks import deliver  # slow import: Celery, only with a broker

    try:
        deliver.delay(pk)
    except OperationalError as error:
        logger.warning("The broker is down, the outbox waits: %s", error)
        Delivery.objects.filter(pk=pk).update(locked_until=None, attempts=F("attempts") - 1)
        return False
    return True


def run(pk: int) -> None:
    """Do a claimed piece of work and mark it done in the same transaction, or put it off."""
    try:
        with transaction.atomic():
            row = Delivery.objects.select_for_update().get(pk=pk)
            if row.done_at:
                return
            handler_of(row.kind)(row.payload | {"delivery": row.key})
            row.done_at, row.locked_until, row.last_error = timezone.now(), None, ""
            row.save(update_fields=["done_at", "locked_until", "last_error"])
    except Exception as error:  # noqa: BLE001 - whatever went wrong is kept with the row and tried again
        _put_off(pk, error)


def _put_off(pk: int, error: Exception) -> None:
    row = Delivery.objects.get(pk=pk)
    now = timezone.now()
    row.last_error = _told(error)
    row.locked_until = None
    row.due = now + timedelta(seconds=30 * 2 ** min(row.attempts, 10))
    row.given_up_at = now if row.attempts >= ATTEMPTS else None
    row.save(update_fields=["last_error", "locked_until", "due", "given_up_at"])


def _told(error: Exception) -> str:
    """What went wrong; of a mail server's answer its code alone, for the rest may name the address."""
    name = type(error).__name__
    if isinstance(error, SMTPRecipientsRefused):
        codes = sorted({code for code, _said in error.recipients.values()})
        return f"{name}: {', '.join(map(str, codes))}"
    if isinstance(error, SMTPResponseException):
        return f"{name}: {error.smtp_code}"
    return f"{name}: {error}"[:2000]


def _waiting():
    """By the database's clock: hosts whose clocks differ do the work neither early nor twice."""
    free = Q(locked_until=None) | Q(locked_until__lt=Now())
    return Delivery.objects.filter(free, done_at=None, given_up_at=None, due__lte=Now())
