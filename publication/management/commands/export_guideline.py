"""`manage.py export_guideline SLUG PATH`: write a guideline as a bundle."""

from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from guideline.models import Guideline
from publication.bundle.exporting import data_of
from publication.bundle.problems import BundleRefused
from publication.bundle.writing import write


class Command(BaseCommand):
    help = "Export a guideline as a bundle: JSON if PATH ends in .json, else YAML."
    # The pages need not be in order for a file to be written.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("slug")
        parser.add_argument("path", type=Path)
        parser.add_argument(
            "--blind-ratings",
            action="store_true",
            help="with what one of two raters judged and nobody has reconciled; keep it to yourself",
        )

    def handle(self, *args, slug: str, path: Path, blind_ratings: bool = False, **options) -> None:
        try:
            guideline = Guideline.objects.filter(slug=slug).first()
            if guideline is None:
                self._refuse([f"there is no guideline {slug!r}"])
            data = data_of(guideline, with_blind_ratings=blind_ratings)
            written = write(data, path)
        except BundleRefused as refused:
            self._refuse(str(problem) for problem in refused.problems)
        except DatabaseError as error:
            self._refuse([f"the database cannot be used (has it been migrated?): {error}"])
        else:
            self.stdout.write(f"exported {slug} to {written}")

    def _refuse(self, lines) -> None:
        for line in lines:
            self.stderr.write(line)
        raise SystemExit(1)
