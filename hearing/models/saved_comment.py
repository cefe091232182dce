"""A comment that somebody keeps to finish later; the committee sees nothing of it."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=30)


class SavedComment(models.Model):
    """What stands in the form, opened again by its own receipt for 30 days, then gone."""

    hearing = models.ForeignKey("hearing.Hearing", models.CASCADE, related_name="saved_comments")
    receipt_hash = models.CharField(max_length=64, unique=True)
    said = models.JSONField(_("what was typed"), default=dict)
    saved_at = models.DateTimeField(_("saved"), db_default=Now())

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["saved_at"], name="hearing_saved_at")]

    def __str__(self) -> str:
        return f"saved comment {self.pk}"

    @property
    def guideline(self):
        return self.hearing.guideline
