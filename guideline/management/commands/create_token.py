"""`manage.py create_token SLUG [PANEL_ID ...]`: tokens for the REST interface, one for each place."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from rest_framework.authtoken.models import Token

from accounts.models import User
from audit.actions import record
from guideline.models import Guideline, PanelMember


class Command(BaseCommand):
    help = "Print 'PANEL_ID TOKEN' for places of a panel; a place without an account gets one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("places", nargs="*", metavar="PANEL_ID", help="all when none is named")

    @transaction.atomic
    def handle(self, *args: Any, slug: str, places: list[str], **options: Any) -> None:
        guideline = Guideline.objects.filter(slug=slug).first()
        if guideline is None:
            raise CommandError(f"There is no guideline {slug!r}.")
        tokens = [(place.ref, _token(place)) for place in _places(guideline, places)]
        new = [ref for ref, (_token_, is_new) in tokens if is_new]
        if new:
            record("tokens-created", guideline=guideline.slug, places=", ".join(new))
        for ref, (token, _is_new) in tokens:
            self.stdout.write(f"{ref} {token.key}")


def _places(guideline: Guideline, refs: list[str]) -> list[PanelMember]:
    panel = {place.ref: place for place in guideline.panel.select_related("user")}
    unknown = [ref for ref in refs if ref not in panel]
    if unknown:
        raise CommandError(f"Nobody on the panel is called {', '.join(unknown)}.")
    return [panel[ref] for ref in refs] or list(panel.values())


def _token(place: PanelMember) -> tuple[Token, bool]:
    if place.user is None:
        name = f"{place.guideline.slug}.{place.ref}"[:150]
        place.user = User.objects.create_user(name, first_name=place.name[:150])
        place.user.set_unusable_password()
        place.save(update_fields=["user"])
    return Token.objects.get_or_create(user=place.user)
