"""`manage.py relay`: do, or hand over, the outbox's work as it falls due."""

import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from outbox.actions import relay
from outbox.daily import ask_for_daily


class Command(BaseCommand):
    help = "Do the outbox's work as it falls due (with REDIS_URL: hand it to Celery workers)."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now and stop")
        parser.add_argument("--every", type=float, default=2.0, help="seconds between two looks")

    def handle(self, *args, once: bool, every: float, **options) -> None:
        while True:
            ask_for_daily()
            done = relay()
            if once:
                self.stdout.write(f"{done} taken.")
                return
            close_old_connections()
            time.sleep(0 if done else every)
