"""`manage.py export_profile SLUG QUESTION PATH`: write an evidence profile in the format of the path's ending."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.http import Http404

from evidence.queries import question_with_evidence
from publication.exports.formats import FORMATS


class Command(BaseCommand):
    help = "Write the evidence profile of a question; the ending of PATH says in which format."
    # The pages need not be in order for a file to be written.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("slug")
        parser.add_argument("question", help="id of the question, such as q1")
        parser.add_argument("path", type=Path, help=f"ends in {', '.join(FORMATS)}")

    def handle(self, *args, slug: str, question: str, path: Path, **options) -> None:
        wanted = FORMATS.get(path.suffix.removeprefix(".").lower())
        if wanted is None:
            known = ", ".join(f".{ending}" for ending in FORMATS)
            raise CommandError(f"{path.name} ends in no known format: {known}", returncode=2)
        try:
            found = question_with_evidence(slug, question)
        except Http404 as error:
            text = f"there is no question {question!r} in a guideline {slug!r}"
            raise CommandError(text, returncode=2) from error
        try:
            path.write_bytes(wanted.make(found))
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}") from error
        self.stdout.write(f"wrote {path}")
