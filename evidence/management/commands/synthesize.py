"""`manage.py synthesize FILE`: meta-analyses of a JSON or CSV file; see evidence/synthesis_cases/."""

import sys

from django.core.management.base import BaseCommand

from evidence.synthesis_cases.command import add_arguments, run


class Command(BaseCommand):
    help = "Compute the meta-analyses of a JSON or CSV file and print them as JSON, or as --text."
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        add_arguments(parser)

    def handle(self, *args, **options) -> None:
        code = run(options, self.stdout, self.stderr)
        if code:
            sys.exit(code)
