"""`manage.py write_docs`: write the generated documents; `--check` only says which are stale."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from publication.documents import DOCUMENTS

FOLDER = Path(settings.BASE_DIR) / "docs"


class Command(BaseCommand):
    help = "Write the documents that come from the code (stages, roles, checks, bundle schema) into docs/."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing, exit 1 if stale")

    def handle(self, *args, check: bool, **options) -> None:
        stale = [name for name, text in DOCUMENTS.items() if _stored(name) != text()]
        if check and stale:
            self.stderr.write(f"Stale in docs/: {', '.join(stale)}. `make docs` writes them anew.")
            raise SystemExit(1)
        for name in stale:
            (FOLDER / name).write_text(DOCUMENTS[name](), encoding="utf-8")
        self.stdout.write(
            f"Documents: {', '.join(stale)} written." if stale else "Documents: fresh."
        )


def _stored(name: str) -> str:
    path = FOLDER / name
    return path.read_text(encoding="utf-8") if path.exists() else ""
