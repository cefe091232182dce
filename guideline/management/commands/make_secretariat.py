"""`manage.py make_secretariat EMAIL`: an account that may begin guidelines; no password is needed."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from accounts.actions import account_for
from audit.actions import record


class Command(BaseCommand):
    help = "Let the account with this address begin guidelines; it is made where there is none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="shown where the account acts")

    @transaction.atomic
    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email!r} is no address.") from error
        user = account_for(email, name=name)
        if not user.is_active:
            raise CommandError(f"The account of {email} is closed.")
        if not user.is_staff:
            user.is_staff = True
            user.save(update_fields=["is_staff"])
            record("secretariat-made", account=str(user))
        address = f"{settings.SITE_URL}{reverse(settings.LOGIN_URL)}"
        self.stdout.write(f"{user.email} may begin guidelines. Sign in at {address}")
