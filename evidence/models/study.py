"""A study that answers a question."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.codes import STUDY_DESIGNS
from guideline.fields import CodeField, LocalizedTextField, one_of


class Study(models.Model):
    """An included study; its risk of bias by the tool that was used."""

    question = models.ForeignKey("guideline.Question", models.CASCADE, related_name="studies")
    ref = models.SlugField(_("id"), max_length=100)
    label = models.CharField(_("label"), max_length=200, blank=True)
    design = CodeField(_("design"), blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    citation = models.TextField(_("citation"), blank=True)
    doi = models.CharField(max_length=200, blank=True)
    pmid = models.CharField(max_length=20, blank=True)
    reference = models.PositiveIntegerField(
        _("reference"), null=True, blank=True, help_text=_("Its number in the source's own list.")
    )
    sponsor = models.CharField(_("sponsor"), max_length=300, blank=True)
    population = LocalizedTextField(_("population"))
    risk_of_bias = models.JSONField(_("risk of bias"), null=True, blank=True)
    notes = models.JSONField(_("notes"), default=list, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["question", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["question", "ref"], name="evidence_study_unique"),
            one_of("design", STUDY_DESIGNS, name="evidence_study_design", blank=True),
        ]

    def __str__(self) -> str:
        return self.label or self.ref

    @property
    def guideline(self):
        return self.question.guideline
