"""What was declared of a round, each time: nothing here decides, the votes and the rule do."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.fields import CodeField, one_of
from voting.codes import CAUSES


class DeclaredResult(models.Model):
    """A result as it was declared: at the close, and anew after each later change.

    A record for people, as the minutes are. The first stays beside those that follow; the database
    refuses to change one.
    """

    round = models.ForeignKey("voting.Round", models.CASCADE, related_name="declared")
    number = models.PositiveIntegerField(_("version"))
    at = models.DateTimeField(_("declared"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    cause = CodeField(_("cause"))
    because = models.TextField(_("reason"), blank=True)
    tally = models.JSONField(_("result"))
    tally_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="voting_declared_number"),
            one_of("cause", CAUSES, name="voting_known_cause"),
        ]

    def __str__(self) -> str:
        return f"{self.round}, result {self.number}"


class Acknowledgement(models.Model):
    """Somebody who runs rounds has taken note: of a result declared anew, or of changed evidence."""

    round = models.ForeignKey("voting.Round", models.CASCADE, related_name="acknowledgements")
    declared = models.OneToOneField(
        "voting.DeclaredResult",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="acknowledgement",
    )
    evidence_hash = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["round", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "evidence_hash"],
                condition=models.Q(declared=None),
                name="voting_evidence_noted_once",
            ),
            models.CheckConstraint(
                condition=models.Q(declared=None) ^ models.Q(evidence_hash=""),
                name="voting_noted_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} took note of {self.declared or self.evidence_hash}"
