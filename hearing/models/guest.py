"""Somebody invited to comment: an international commentator or a reviewer, behind a link of their own."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from guideline.fields import CodeField, one_of
from hearing.codes import GUEST_ROLES


class Guest(models.Model):
    """An invitation to one hearing. Of its link only a hash is kept; the mail alone holds the link."""

    hearing = models.ForeignKey("hearing.Hearing", models.CASCADE, related_name="guests")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("mail address"))
    role = CodeField(_("invited as"), default="reviewer")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    invited_at = models.DateTimeField(_("invited"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        ordering = ["hearing", "pk"]
        constraints = [
            models.UniqueConstraint("hearing", Lower("email"), name="hearing_guest_once"),
            one_of("role", GUEST_ROLES, name="hearing_known_guest_role"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def guideline(self):
        return self.hearing.guideline
