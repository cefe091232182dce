"""Celery application: workers run outbox rows that the relay hands over."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("plenary")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
# Beat wakes the relay and nothing else: everything that must happen, daily work too, is a row of the outbox.
app.conf.beat_schedule = {"relay": {"task": "outbox.tasks.relay_due", "schedule": 10.0}}
