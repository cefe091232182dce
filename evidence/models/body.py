"""A body of evidence on an outcome: results of one kind of design, pooled and rated together."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.fields import LocalizedTextField


class Body(models.Model):
    """Evidence of one kind on one outcome; one body is primary and sets the outcome's certainty.

    `synthesis` holds the choices (measure, method, model, tau2), never a result. `reported` is a
    synthesis that a source reports, shown as such and never recomputed; `narrative` says what is
    known where nothing can be pooled.
    """

    outcome = models.ForeignKey("guideline.Outcome", models.CASCADE, related_name="bodies")
    ref = models.SlugField(_("id"), max_length=100, blank=True)
    primary = models.BooleanField(_("primary"), default=True)
    because = LocalizedTextField(_("why it is primary"))
    synthesis = models.JSONField(_("synthesis"), default=dict, blank=True)
    reported = models.JSONField(_("reported synthesis"), default=dict, blank=True)
    narrative = models.JSONField(_("in words"), default=dict, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["outcome", "position", "id"]
        verbose_name_plural = "bodies"
        constraints = [
            models.UniqueConstraint(fields=["outcome", "ref"], name="evidence_body_unique"),
            models.UniqueConstraint(
                fields=["outcome"],
                condition=models.Q(primary=True),
                name="evidence_one_primary_body",
            ),
        ]

    def __str__(self) -> str:
        return self.ref or str(self.outcome)

    @property
    def question(self):
        return self.outcome.question

    @property
    def guideline(self):
        return self.outcome.question.guideline
