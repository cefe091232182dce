"""An outcome of a question, with its importance to those who decide."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.codes import BASES, OUTCOME_TYPES
from guideline.fields import CodeField, LocalizedTextField, one_of
from guideline.text import localized


class Outcome(models.Model):
    """What a question asks about: its importance (1-9), its kind of data, and which way is better."""

    question = models.ForeignKey("guideline.Question", models.CASCADE, related_name="outcomes")
    ref = models.SlugField(_("id"), max_length=100)
    name = LocalizedTextField(_("name"))
    description = LocalizedTextField(_("description"))
    importance = models.PositiveSmallIntegerField(
        _("importance"),
        null=True,
        blank=True,
        help_text=_("1 to 9: 7-9 critical, 4-6 important, 1-3 of limited importance."),
    )
    importance_basis = CodeField(_("basis of the importance"), blank=True)
    type = CodeField(_("type"), default="narrative")
    favours = CodeField(_("better when"), blank=True)
    unit = CodeField(
        _("unit"), blank=True, help_text=_("What is counted: patient, lesion, segment.")
    )
    test = CodeField(
        _("test"), blank=True, help_text=_("Which of the two tests: index, comparator.")
    )
    prevalence = models.JSONField(_("prevalences"), default=list, blank=True)
    baseline_risks = models.JSONField(_("baseline risks"), default=list, blank=True)
    thresholds = models.JSONField(_("decision thresholds"), default=dict, blank=True)
    information_size = models.JSONField(
        _("inputs of the optimal information size"),
        default=dict,
        blank=True,
        help_text=_("Only what the committee set; the rest follows the evidence."),
    )
    notes = models.JSONField(_("notes"), default=list, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "ref"], name="guideline_outcome_unique"),
            models.CheckConstraint(
                condition=models.Q(importance=None) | models.Q(importance__range=(1, 9)),
                name="guideline_importance_1_to_9",
            ),
            one_of("type", OUTCOME_TYPES, name="guideline_known_outcome_type"),
            one_of("favours", ("lower", "higher"), name="guideline_known_favours", blank=True),
            one_of("test", ("index", "comparator"), name="guideline_known_test", blank=True),
            one_of("importance_basis", BASES, name="guideline_importance_basis", blank=True),
        ]

    def __str__(self) -> str:
        return localized(self.name) or self.ref

    @property
    def guideline(self):
        return self.question.guideline

    @property
    def is_critical(self) -> bool:
        """Whether its importance alone (7-9) makes it critical to a decision."""
        return self.importance is not None and self.importance >= 7
