"""An editorial correction: a slip in a wording that was voted on, mended by two people without a new vote."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guideline.fields import LocalizedTextField


class Correction(models.Model):
    """Proposed by one place, confirmed by another; until then nothing changes.

    `round` is the vote whose wording it corrects. It changes words, never substance: a change of that
    is an edit of the draft, and asks for a new round.
    """

    recommendation = models.ForeignKey(
        "voting.Recommendation", models.CASCADE, related_name="corrections"
    )
    round = models.ForeignKey("voting.Round", models.CASCADE, related_name="corrections")
    number = models.PositiveIntegerField(_("correction"))
    before = LocalizedTextField(_("wording before"), null=False, blank=False)
    after = LocalizedTextField(_("wording after"), null=False, blank=False)
    because = LocalizedTextField(_("reason"), null=False, blank=False)
    proposed_by = models.ForeignKey("guideline.PanelMember", models.PROTECT, related_name="+")
    # The person: a place may have changed hands before the correction is confirmed.
    proposed_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "guideline.PanelMember", models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ["recommendation", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "number"], name="voting_correction_number_unique"
            ),
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=Q(confirmed_by=None, withdrawn_at=None),
                name="voting_one_proposed_correction",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")),
                name="voting_correction_by_two",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(withdrawn_at=None),
                name="voting_correction_confirmed_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.ref}, correction {self.number}"

    @property
    def guideline(self):
        return self.recommendation.guideline

    @property
    def question(self):
        return self.recommendation.question

    @property
    def is_confirmed(self) -> bool:
        """Whether it holds."""
        return self.confirmed_by_id is not None

    @property
    def is_proposed(self) -> bool:
        """Whether it waits for a second person."""
        return self.confirmed_by_id is None and self.withdrawn_at is None
