"""A version of a draft: every wording that it had, with who wrote it, when and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DraftVersion(models.Model):
    """The texts of a recommendation as one edit left them. Versions are added and never changed.

    The first one of a draft that came from elsewhere has neither author nor time. `restored_from` is
    the version whose texts were taken up again.
    """

    recommendation = models.ForeignKey(
        "voting.Recommendation", models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("version"))
    texts = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    restored_from = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["recommendation", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "number"], name="voting_draft_version_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.ref} v{self.number}"

    @property
    def guideline(self):
        return self.recommendation.guideline

    @property
    def question(self):
        return self.recommendation.question
