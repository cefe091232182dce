"""What one study found on one outcome."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guideline.fields import CodeField, LocalizedTextField

COUNTS = ("events_1", "total_1", "events_2", "total_2", "tp", "fp", "fn", "tn")
MEASUREMENTS = ("mean_1", "sd_1", "mean_2", "sd_2", "log_effect", "se", "value")


class StudyResult(models.Model):
    """One row of results: a 2x2 table, means, an effect with its standard error, or a figure as observed.

    Group 1 is the intervention, group 2 the comparator. A study may give several rows, told apart
    by `population`. `value` is an observed figure of a single group that is never pooled.
    """

    body = models.ForeignKey("evidence.Body", models.CASCADE, related_name="results")
    study = models.ForeignKey("evidence.Study", models.CASCADE, related_name="results")
    population = LocalizedTextField(_("population"))
    events_1 = models.PositiveIntegerField(_("events, intervention"), null=True, blank=True)
    total_1 = models.PositiveIntegerField(_("total, intervention"), null=True, blank=True)
    events_2 = models.PositiveIntegerField(_("events, comparator"), null=True, blank=True)
    total_2 = models.PositiveIntegerField(_("total, comparator"), null=True, blank=True)
    mean_1 = models.FloatField(_("mean, intervention"), null=True, blank=True)
    sd_1 = models.FloatField(_("SD, intervention"), null=True, blank=True)
    mean_2 = models.FloatField(_("mean, comparator"), null=True, blank=True)
    sd_2 = models.FloatField(_("SD, comparator"), null=True, blank=True)
    log_effect = models.FloatField(_("effect (log scale)"), null=True, blank=True)
    se = models.FloatField(_("standard error"), null=True, blank=True)
    tp = models.PositiveIntegerField(_("true positives"), null=True, blank=True)
    fp = models.PositiveIntegerField(_("false positives"), null=True, blank=True)
    fn = models.PositiveIntegerField(_("false negatives"), null=True, blank=True)
    tn = models.PositiveIntegerField(_("true negatives"), null=True, blank=True)
    value = models.FloatField(_("observed figure"), null=True, blank=True)
    value_comparison = CodeField(_("comparison"), blank=True)
    unit = models.CharField(_("unit"), max_length=100, blank=True)
    printed = models.CharField(_("as printed"), max_length=500, blank=True)
    note = LocalizedTextField(_("note"))
    risk_of_bias = CodeField(
        _("risk of bias"),
        blank=True,
        help_text=_("Of this result, where it differs from its study's."),
    )
    excluded_because = models.TextField(_("excluded because"), blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["body_id", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(events_1=None) | Q(total_1=None) | Q(events_1__lte=F("total_1")),
                name="evidence_events_1_within_total",
            ),
            models.CheckConstraint(
                condition=Q(events_2=None) | Q(total_2=None) | Q(events_2__lte=F("total_2")),
                name="evidence_events_2_within_total",
            ),
            models.CheckConstraint(
                condition=(Q(se=None) | Q(se__gt=0))
                & (Q(sd_1=None) | Q(sd_1__gte=0))
                & (Q(sd_2=None) | Q(sd_2__gte=0)),
                name="evidence_spread_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.study_id} on {self.body_id}"

    @property
    def question(self):
        return self.body.outcome.question

    @property
    def guideline(self):
        return self.body.outcome.question.guideline
