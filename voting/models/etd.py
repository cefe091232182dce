"""The panel's judgements on the way from evidence to decision."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.fields import BasisField, CodeField, LocalizedTextField, known_basis, one_of
from voting.codes import ANSWERS


class EtdJudgement(models.Model):
    """One criterion judged for a question, or for a recommendation whose population is narrower."""

    question = models.ForeignKey("guideline.Question", models.CASCADE, related_name="etd")
    recommendation = models.ForeignKey(
        "voting.Recommendation", models.CASCADE, null=True, blank=True, related_name="etd"
    )
    criterion = CodeField(_("criterion"))
    judgement = CodeField(_("judgement"), blank=True)
    evidence = LocalizedTextField(_("research evidence"))
    considerations = LocalizedTextField(_("further considerations"))
    basis = BasisField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["question", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "criterion"],
                condition=models.Q(recommendation=None),
                name="voting_criterion_once_a_question",
            ),
            models.UniqueConstraint(
                fields=["recommendation", "criterion"],
                name="voting_criterion_once_a_recommendation",
            ),
            one_of("criterion", tuple(ANSWERS), name="voting_known_criterion"),
            known_basis("voting_etd_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.judgement}"

    @property
    def reasons(self) -> list:
        """What was written beside the judgement: the evidence, then further considerations."""
        return [text for text in (self.evidence, self.considerations) if text]
