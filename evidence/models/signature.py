"""A methodologist's signature under the evidence of a question."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Signature(models.Model):
    """Says that the evidence was complete and right as it stood: its hash is kept, so a later change shows.

    Whether the signature still holds is derived by comparing hashes; nothing here is ever updated.
    """

    question = models.ForeignKey("guideline.Question", models.CASCADE, related_name="signatures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("signed"))
    evidence_hash = models.CharField(max_length=64)
    content = models.JSONField(
        default=dict,
        help_text="The evidence as it was signed, so that a lapse can say what changed.",
    )

    class Meta:
        ordering = ["question", "at", "id"]

    def __str__(self) -> str:
        return f"{self.question_id} {self.at:%Y-%m-%d}"

    @property
    def guideline(self):
        return self.question.guideline
