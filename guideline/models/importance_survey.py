"""What the panel says of the importance of a question's outcomes, before and after the evidence."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.codes import SURVEY_PHASES, SURVEY_STATUSES
from guideline.fields import BasisField, CodeField, LocalizedTextField, known_basis, one_of
from guideline.importance import CLASSES, ITEMS, Counts, Rated, counts_of, surveyed


class ImportanceSurvey(models.Model):
    """One asking of the panel; the last closed one sets the importance of the outcomes it scored.

    A survey held elsewhere may come as `counts`: rows of outcome, item (a part) and nine `scores`.
    """

    question = models.ForeignKey(
        "guideline.Question", models.CASCADE, related_name="importance_surveys"
    )
    number = models.PositiveIntegerField()
    phase = CodeField(_("when"))
    status = CodeField(_("status"), default="open")
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    counts = models.JSONField(null=True, blank=True)
    basis = BasisField()

    class Meta:
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="guideline_survey_number_unique"
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(status="open"),
                name="guideline_one_open_survey",
            ),
            one_of("phase", SURVEY_PHASES, name="guideline_known_survey_phase"),
            one_of("status", SURVEY_STATUSES, name="guideline_known_survey_status"),
            known_basis("guideline_survey_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.question.ref}: {self.number} ({self.phase})"

    @property
    def guideline(self):
        return self.question.guideline

    @property
    def is_open(self) -> bool:
        """Whether answers are taken, and nothing of them may be shown."""
        return self.status == "open"

    def counts_on(self, outcome) -> dict[str, Counts]:
        """How often each score was given, by part of the outcome ('' for the whole)."""
        if self.counts is not None:
            rows = [row for row in self.counts if row["outcome"] == outcome.ref]
            return {row.get("item", ""): tuple(row["scores"]) for row in rows}
        scores: dict[str, list[int]] = {}
        for answer in self.answers.all():
            if answer.outcome_id == outcome.pk:
                scores.setdefault(answer.item, []).append(answer.score)
        order = ("", *ITEMS)
        return {item: counts_of(scores[item]) for item in order if item in scores}

    def rated(self, outcome) -> dict[str, Rated]:
        """What the survey says of an outcome, by part; empty where nobody scored it, or while open."""
        if self.is_open:
            return {}
        decided = {
            each.item: each.importance_class
            for each in self.decisions.all()
            if each.outcome_id == outcome.pk
        }
        return surveyed(self.counts_on(outcome), decided)


class ImportanceAnswer(models.Model):
    """The score that one place gives to one outcome, or to one of a diagnostic outcome's four parts."""

    survey = models.ForeignKey(ImportanceSurvey, models.CASCADE, related_name="answers")
    outcome = models.ForeignKey(
        "guideline.Outcome", models.CASCADE, related_name="importance_answers"
    )
    member = models.ForeignKey(
        "guideline.PanelMember", models.PROTECT, related_name="importance_answers"
    )
    item = CodeField(_("part"), blank=True)
    score = models.PositiveSmallIntegerField(_("score"))

    class Meta:
        ordering = ["survey", "member__position", "outcome__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "outcome", "member", "item"], name="guideline_answer_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(score__range=(1, 9)), name="guideline_score_1_to_9"
            ),
            one_of("item", ITEMS, name="guideline_known_item", blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.survey}: {self.outcome_id} {self.item}".strip()


class ImportanceDecision(models.Model):
    """The class of an outcome whose median lies between two: somebody decides, with a reason."""

    survey = models.ForeignKey(ImportanceSurvey, models.CASCADE, related_name="decisions")
    outcome = models.ForeignKey(
        "guideline.Outcome", models.CASCADE, related_name="importance_decisions"
    )
    item = CodeField(_("part"), blank=True)
    importance_class = CodeField(_("class"))
    because = LocalizedTextField(_("reason"), null=False, blank=False)
    by = models.ForeignKey("guideline.PanelMember", models.PROTECT, related_name="+")

    class Meta:
        ordering = ["survey", "outcome__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "outcome", "item"], name="guideline_decision_unique"
            ),
            one_of("importance_class", CLASSES, name="guideline_known_importance_class"),
            one_of("item", ITEMS, name="guideline_known_decided_item", blank=True),
        ]

    def __str__(self) -> str:
        return f"{self.survey}: {self.outcome_id} {self.importance_class}"
