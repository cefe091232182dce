"""A rule of the checks that a guideline does without, and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.fields import LocalizedTextField


class SwitchedOffCheck(models.Model):
    """A rule switched off for a guideline; switching it on again removes the row, the log keeps both."""

    guideline = models.ForeignKey(
        "guideline.Guideline", models.CASCADE, related_name="switched_off_checks"
    )
    rule = models.SlugField(_("rule"), max_length=100)
    because = LocalizedTextField(_("reason"), null=False, blank=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("switched off"), null=True, blank=True)

    class Meta:
        ordering = ["guideline", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["guideline", "rule"], name="publication_check_off_once"
            ),
        ]

    def __str__(self) -> str:
        return self.rule
