"""What a Celery worker does: one outbox row, by id."""

from celery import shared_task

from outbox.actions import relay, run


@shared_task
def deliver(pk: int) -> None:
    """Do one claimed row."""
    run(pk)


@shared_task
def relay_due() -> int:
    """Hand over everything that is due; beat wakes this."""
    return relay()
