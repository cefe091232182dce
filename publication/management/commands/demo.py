"""`manage.py demo`: the example guideline on the embedded database, ready to look at."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from guideline.models import Guideline
from publication import demo
from publication.chain import chain_of
from publication.table import lines_of_table, lines_of_totals


class Command(BaseCommand):
    help = "Import the example guideline, seat demo accounts, print what is derived, and serve the site."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--stage", choices=demo.STAGES, help="walk on to this stage first")
        parser.add_argument(
            "--migrate", action="store_true", help="bring the database up to date first"
        )
        parser.add_argument("--serve", action="store_true", help="serve the site afterwards")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args, stage: str | None, serve: bool, port: int, **options) -> None:
        if options["migrate"]:
            call_command("migrate", verbosity=0)
        guideline = self._imported()
        demo.seat_accounts(guideline)
        demo.publish_as_imported(guideline)
        if stage:
            demo.walk_to(guideline, stage)
        chain = chain_of(guideline)
        for line in (*lines_of_table(chain), "", *lines_of_totals(chain), ""):
            self.stdout.write(line)
        if serve:
            self._serve(guideline, port)

    def _imported(self) -> Guideline:
        """The guideline as it stands here; imported now if it was not there."""
        if not Guideline.objects.filter(slug=demo.SLUG).exists():
            call_command("import_guideline", str(demo.EXAMPLE), stdout=self.stdout)
        return Guideline.objects.get(slug=demo.SLUG)

    def _serve(self, guideline: Guideline, port: int) -> None:
        """Start the relay and the application server as any installation does, with one-click sign-in."""
        names = [account.username for account, _place in demo.accounts(guideline)]
        members = [name for name in names if name.startswith("member-")]
        others = [name for name in names if name not in members]
        self.stdout.write(f"Plenary is at http://localhost:{port}/")
        self.stdout.write(f"Sign in there with one click as: {', '.join(others)},")
        self.stdout.write(f"{members[0]} to {members[-1]}. Stop with Ctrl-C.")
        self.stdout.flush()
        environment = os.environ | {
            "DEMO": "1",
            "SECRET_KEY": os.environ.get("SECRET_KEY") or secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": os.environ.get("ALLOWED_HOSTS") or "localhost,127.0.0.1,[::1]",
            "SECURE_SSL_REDIRECT": "0",
        }
        relay = subprocess.Popen(
            [sys.executable, "manage.py", "relay"], cwd=settings.BASE_DIR, env=environment
        )
        try:
            subprocess.run(self._server(port), cwd=settings.BASE_DIR, env=environment, check=False)  # noqa: S603 - our own command
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
        finally:
            relay.terminate()
            relay.wait()

    @staticmethod
    def _server(port: int) -> list[str]:
        gunicorn = Path(sys.executable).with_name("gunicorn")
        return [
            str(gunicorn),
            "config.wsgi:application",
            f"--bind=127.0.0.1:{port}",
            "--workers=2",
            "--threads=4",
            "--log-level=warning",
        ]
