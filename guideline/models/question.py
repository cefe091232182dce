"""A clinical question in PICO form."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guideline.codes import QUESTION_STATUSES, QUESTION_TYPES
from guideline.fields import CodeField, LocalizedTextField, one_of
from guideline.text import localized


class Question(models.Model):
    """A question that the guideline answers, or set aside and says why."""

    guideline = models.ForeignKey("guideline.Guideline", models.CASCADE, related_name="questions")
    ref = models.SlugField(_("id"), max_length=100)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    topic = models.ForeignKey(
        "guideline.Topic", models.PROTECT, null=True, blank=True, related_name="questions"
    )
    status = CodeField(_("status"))
    type = CodeField(_("type"), default="intervention")
    text = LocalizedTextField(_("question"), null=False, blank=False)
    population = LocalizedTextField(_("population"))
    intervention = LocalizedTextField(_("intervention"))
    comparator = LocalizedTextField(_("comparator"))
    index_test = LocalizedTextField(_("index test"))
    comparator_test = LocalizedTextField(_("comparator test"))
    reference_standard = LocalizedTextField(_("reference standard"))
    many_outcomes_because = LocalizedTextField(_("why more than seven outcomes"))
    notes = models.JSONField(_("notes"), default=list, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["guideline", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["guideline", "ref"], name="guideline_question_unique"),
            one_of("status", QUESTION_STATUSES, name="guideline_known_question_status"),
            one_of("type", QUESTION_TYPES, name="guideline_known_question_type"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {localized(self.text)}" if self.number else localized(self.text)

    def get_absolute_url(self) -> str:
        return reverse("question", args=[self.guideline.slug, self.ref])

    @property
    def question(self) -> "Question":
        """Itself, so that a permission can ask any object for its question."""
        return self

    @property
    def is_clinical(self) -> bool:
        """Whether the guideline answers it with recommendations."""
        return self.status == "clinical-question"

    @property
    def is_diagnostic(self) -> bool:
        """Whether it compares tests rather than treatments."""
        return self.type == "diagnostic"
