"""A recommendation: its wording and what it rests on; never its strength, which is derived."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guideline.fields import CodeField, LocalizedTextField, one_of
from guideline.text import localized
from voting.codes import RECOMMENDATION_KINDS


class Recommendation(models.Model):
    """A draft statement under a question. Direction, strength and certainty have no field here."""

    question = models.ForeignKey(
        "guideline.Question", models.CASCADE, related_name="recommendations"
    )
    guideline = models.ForeignKey(
        "guideline.Guideline", models.CASCADE, related_name="recommendations"
    )
    ref = models.SlugField(_("id"), max_length=100)
    kind = CodeField(_("kind"), default="graded")
    population = LocalizedTextField(
        _("population"), help_text=_("Where it is narrower than the question's.")
    )
    statement = LocalizedTextField(_("statement"))
    remarks = LocalizedTextField(_("remarks"))
    justification = LocalizedTextField(_("justification"))
    subgroup = LocalizedTextField(_("subgroup considerations"))
    implementation = LocalizedTextField(_("implementation"))
    monitoring = LocalizedTextField(_("monitoring"))
    research = LocalizedTextField(_("research priorities"))
    notes = models.JSONField(_("notes"), default=list, blank=True)
    critical_outcomes = models.ManyToManyField(
        "guideline.Outcome",
        related_name="critical_to",
        blank=True,
        help_text=_("Named where they are not simply the outcomes of importance 7 to 9."),
    )
    sufficient_outcome = models.ForeignKey(
        "guideline.Outcome",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sufficient_for",
        help_text=_("The outcome whose certainty would carry the recommendation by itself."),
    )
    sufficient_by = models.ForeignKey(
        "guideline.PanelMember", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sufficient_because = LocalizedTextField(_("reason for the exception"))
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["guideline", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["guideline", "ref"], name="voting_recommendation_unique"
            ),
            one_of("kind", RECOMMENDATION_KINDS, name="voting_known_kind"),
            models.CheckConstraint(
                condition=models.Q(
                    sufficient_outcome=None, sufficient_by=None, sufficient_because=None
                )
                | models.Q(
                    sufficient_outcome__isnull=False,
                    sufficient_by__isnull=False,
                    sufficient_because__isnull=False,
                ),
                name="voting_exception_all_or_nothing",
            ),
        ]

    def __str__(self) -> str:
        return localized(self.statement) or self.ref

    def get_absolute_url(self) -> str:
        return reverse("why", args=[self.guideline.slug, self.ref])
