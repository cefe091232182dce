"""A redaction: a passage of a comment that nobody may read any more, and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Redaction(models.Model):
    """One person proposes it, another one confirms or drops it. The comment itself stays as it came.

    `spans` are pairs [start, end] in the characters of the comment's body, `beside` the same in each
    text beside it (hearing/publishing/beside.py), by its place.
    """

    comment = models.ForeignKey("hearing.Comment", models.CASCADE, related_name="redactions")
    spans = models.JSONField(_("passages"))
    beside = models.JSONField(_("passages beside the text"), default=dict, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    is_confirmed = models.BooleanField(_("confirmed"), default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="hearing_redaction_says_why"
            ),
            models.CheckConstraint(
                condition=models.Q(is_confirmed=False)
                | ~models.Q(decided_by=models.F("proposed_by")),
                name="hearing_redaction_by_two",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None, decided_at=None, is_confirmed=False)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="hearing_redaction_decided_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["comment"],
                condition=models.Q(decided_at=None),
                name="hearing_redaction_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"redaction of {self.comment_id}"

    @property
    def guideline(self):
        return self.comment.guideline
