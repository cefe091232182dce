"""What a Celery worker does for hearings, woken by beat."""

from celery import shared_task

from hearing.actions.purging import purge_comments


@shared_task
def purge() -> int:
    """Delete what is over its time of storage; how many hearings it concerned."""
    return len(purge_comments())
