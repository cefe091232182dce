"""`manage.py import_guideline PATH`: store a guideline bundle, whole or not at all."""

from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from publication.bundle.importing import Imported, import_guideline
from publication.bundle.opening import open_bundle
from publication.bundle.problems import BundleRefused


class Command(BaseCommand):
    help = "Import a guideline bundle (YAML or JSON); every problem is listed, one a line."
    # The pages need not be in order for a file to be read.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("path", type=Path, help="a file, or a directory with guideline.yaml")

    def handle(self, *args, path: Path, **options) -> None:
        try:
            done = import_guideline(open_bundle(path))
        except BundleRefused as refused:
            self._refuse(str(problem) for problem in refused.problems)
        except DatabaseError as error:
            self._refuse([f"the database cannot be used (has it been migrated?): {error}"])
        else:
            self.stdout.write(_sentence(done))

    def _refuse(self, lines) -> None:
        for line in lines:
            self.stderr.write(line)
        raise SystemExit(1)


def _sentence(done: Imported) -> str:
    slug = done.guideline.slug
    if not done.is_new:
        return f"{slug} is there already, with the same content: nothing was changed."
    questions = done.guideline.questions.count()
    recommendations = done.guideline.recommendations.count()
    return f"imported {slug}: {questions} questions, {recommendations} recommendations."
