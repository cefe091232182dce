"""`manage.py verify_audit`: walk the audit chain; exit code 1 names the first bad row."""

from django.core.management.base import BaseCommand

from audit.models import ChainHead
from audit.queries import verify


class Command(BaseCommand):
    help = "Verify the audit chain: every event's hash, order, and the recorded end."

    def handle(self, *args, **options) -> None:
        broken = verify()
        if broken:
            self.stderr.write(f"Event {broken.sequence}: {broken.because}.")
            raise SystemExit(1)
        head = ChainHead.objects.filter(pk=1).first()
        if head is None:
            self.stdout.write("The audit chain is empty.")
            return
        self.stdout.write(f"The audit chain holds: {head.length} events, head {head.hash}.")
