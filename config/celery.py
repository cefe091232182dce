"""Celery application: workers run outbox rows that the relay hands over."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("plenary")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Beat wakes the relay, for everything that must happen is a row of the outbox, and once a day whatever
# deletes data whose time of storage is over.
app.conf.beat_schedule = {
    "relay": {"task": "outbox.tasks.relay_due", "schedule": 10.0},
    "purge": {"task": "hearing.tasks.purge", "schedule": 86_400.0},
}
