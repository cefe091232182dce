"""`manage.py purge_comments`: delete what is over its time of storage."""

from typing import Any

from django.core.management.base import BaseCommand

from hearing.actions.purging import purge_comments


class Command(BaseCommand):
    help = "Deletes personal data of hearings whose time of storage is over (docs/privacy.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        done = purge_comments()
        for hearing, purged in done.items():
            self.stdout.write(
                f"{hearing}: {purged.comments} comments, {purged.addresses} mail addresses, "
                f"{purged.links} links"
            )
        if not done:
            self.stdout.write("Nothing is over its time.")
