"""`manage.py verify_audit`: walk the audit chain; exit code 1 names the first bad row."""

from django.core.management.base import BaseCommand, CommandError

from audit.chain import GENESIS, gap
from audit.models import ChainHead, Event
from audit.queries import verify


class Command(BaseCommand):
    help = "Verify the audit chain: every event's hash, order, and the recorded end."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--head",
            "--kept",
            dest="kept",
            metavar="LENGTH:HASH",
            help="compare with a head that was kept elsewhere: mailed at a close, or printed by this command",
        )

    def handle(self, *args, kept: str | None = None, **options) -> None:
        broken = verify()
        if broken:
            self.stderr.write(f"Event {broken.sequence}: {broken.because}.")
            raise SystemExit(1)
        head = ChainHead.objects.filter(pk=1).first()
        if kept:
            self._compare(head.length if head else 0, kept)
        if head is None:
            self.stdout.write("The audit chain is empty.")
            return
        self.stdout.write(
            f"The audit chain holds: {head.length} events, head {head.length}:{head.hash}."
        )

    def _compare(self, length: int, kept: str) -> None:
        number, _colon, hashed = kept.partition(":")
        if not (number.isascii() and number.isdecimal() and len(hashed) == len(GENESIS)):
            raise CommandError("--head takes the number of events, a colon and the head's hash.")
        stored = Event.objects.filter(sequence=int(number)).values_list("hash", flat=True).first()
        found = gap(int(number), hashed, length, stored)
        if found:
            self.stderr.write(f"{found[0].upper()}{found[1:]}.")
            raise SystemExit(1)
