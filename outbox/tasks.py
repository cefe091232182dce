"""What a Celery worker does: one outbox row, by id."""

from celery import shared_task

from outbox.actions import relay, run
from outbox.daily import ask_for_daily


@shared_task
def deliver(pk: int) -> None:
    """Do one claimed row."""
    run(pk)


@shared_task
def relay_due() -> int:
    """Hand over everything that is due, the day's own work too; beat wakes this."""
    ask_for_daily()
    return relay()
