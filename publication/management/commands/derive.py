"""`manage.py derive SLUG`: what the chain derives, as a table for people or as JSON."""

import json

from django.core.management.base import BaseCommand, CommandError

from guideline.models import Guideline
from publication.chain import Chain, chain_of
from publication.table import lines_of_table, lines_of_totals, lines_of_why


class Command(BaseCommand):
    help = "Derive direction, strength and certainty of every recommendation of a guideline."

    def add_arguments(self, parser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--json", action="store_true", help="print JSON and nothing else")
        parser.add_argument(
            "--why", action="store_true", help="print every reason, back to the numbers"
        )

    def handle(self, *args, slug: str, **options) -> None:
        guideline = Guideline.objects.filter(slug=slug).first()
        if guideline is None:
            raise CommandError(f"there is no guideline {slug!r}")
        chain = chain_of(guideline)
        if options["json"]:
            self.stdout.write(json.dumps(chain.as_data(), ensure_ascii=False, indent=2))
            return
        for line in self._lines(chain, why=options["why"]):
            self.stdout.write(line)

    def _lines(self, chain: Chain, *, why: bool):
        yield from lines_of_table(chain)
        yield ""
        yield from lines_of_totals(chain)
        if why:
            for each in chain.recommendations():
                yield ""
                yield from lines_of_why(chain, each.recommendation.ref)
