"""`manage.py purge_comments`: delete what is over its time of storage."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from hearing.actions.purging import purge_comments


class Command(BaseCommand):
    help = "Deletes personal data of hearings whose time of storage is over (docs/privacy.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        done = purge_comments()
        for hearing, purged in done.items():
            much = [f"{n} {what}" for what, n in asdict(purged).items() if n]
            self.stdout.write(f"{hearing}: {', '.join(much)}")
        if not done:
            self.stdout.write("Nothing is over its time.")
