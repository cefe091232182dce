"""A person who can sign in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person with an account; what they may do comes from their places on guideline panels."""

    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        help_text=_("Deadlines are shown in this zone; empty means the guideline's own."),
    )

    def __str__(self) -> str:
        return self.get_full_name() or self.username
