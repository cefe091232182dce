"""`manage.py check_guideline SLUG`: where a guideline does not hold together, as text or as JSON."""

import json
from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError

from guideline.models import Guideline
from guideline.text import localized
from publication.checks.finding import Finding
from publication.checks.run import check_guideline
from publication.models import SwitchedOffCheck

FOUND_ERRORS, NOT_THERE = 1, 2


class Command(BaseCommand):
    help = "Check a guideline by every rule; exit code 1 when there is an error."

    def add_arguments(self, parser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--json", action="store_true", help="print JSON and nothing else")

    def handle(self, *args, slug: str, **options) -> None:
        guideline = Guideline.objects.filter(slug=slug).first()
        if guideline is None:
            raise CommandError(f"there is no guideline {slug!r}", returncode=NOT_THERE)
        findings = check_guideline(guideline)
        if options["json"]:
            data = {"findings": [each.as_data() for each in findings]}
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            for line in _lines(guideline, findings):
                self.stdout.write(line)
        if any(each.severity == "error" for each in findings):
            raise SystemExit(FOUND_ERRORS)


def _lines(guideline: Guideline, findings: list[Finding]) -> Iterator[str]:
    for each in findings:
        yield f"{each.severity:<8} {each.place.where}"
        yield f"         {each.message}"
        yield f"         {each.rule.id}; {each.rule.source}"
    counts = {
        severity: sum(each.severity == severity for each in findings)
        for severity in ("error", "warning", "note")
    }
    yield ", ".join(f"{count} {severity}{'s' * (count != 1)}" for severity, count in counts.items())
    for row in SwitchedOffCheck.objects.filter(guideline=guideline):
        yield f"switched off: {row.rule}, because {localized(row.because)}"
