"""What pooling a body of evidence gave when somebody kept it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PooledResult(models.Model):
    """A record of a synthesis as it was seen: its recipe, its inputs, its figures. Never updated.

    It is no input: everything derived goes on computing from the results. Whether the inputs changed
    since is derived too, by comparing hashes.
    """

    body = models.ForeignKey(
        "evidence.Body", models.CASCADE, related_name="pooled_results", verbose_name=_("body")
    )
    recipe = models.JSONField(
        _("recipe"), help_text="Every option of the analysis, and the version that computed it."
    )
    inputs_hash = models.CharField(_("hash of the inputs"), max_length=64)
    inputs = models.JSONField(
        default=dict, help_text="The figures by study, so that a change can say what changed."
    )
    figures = models.JSONField(_("figures"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    at = models.DateTimeField(_("made"))

    class Meta:
        ordering = ["body_id", "at", "id"]

    def __str__(self) -> str:
        return f"{self.body_id} {self.at:%Y-%m-%d}"

    @property
    def question(self):
        return self.body.outcome.question

    @property
    def guideline(self):
        return self.body.outcome.question.guideline
