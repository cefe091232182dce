"""A show of hands: counted by one person, confirmed by another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guideline.fields import CodeField, one_of

ANSWERS = ("confirmed", "counted-again")


class ShowOfHands(models.Model):
    """Hands counted in the room by option, with those of the roll who were present.

    It decides nothing before a second person confirms it; one found wrong is kept with the reason.
    """

    round = models.ForeignKey("voting.Round", models.CASCADE, related_name="shows_of_hands")
    number = models.PositiveIntegerField(_("count"), default=1)
    counts = models.JSONField(_("hands by option"))
    present = models.ManyToManyField("voting.Voter", related_name="present_at")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered"))
    answer = CodeField(_("answer of the second person"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    because = models.TextField(_("why it is counted again"), blank=True)

    class Meta:
        ordering = ["round", "number"]
        constraints = [
            one_of("answer", ANSWERS, name="voting_known_hands_answer", blank=True),
            models.UniqueConstraint(fields=["round", "number"], name="voting_hands_number"),
            models.UniqueConstraint(
                fields=["round"],
                condition=~Q(answer="counted-again"),
                name="voting_one_show_of_hands",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="voting_hands_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answer="")
                | Q(answer="counted-again")
                | ~Q(answered_by=F("entered_by")),
                name="voting_hands_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(answer="counted-again") | ~Q(because=""),
                name="voting_counted_again_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: hands, count {self.number}"
