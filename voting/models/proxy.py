"""A proxy: one voter's written word that another may cast their vote in this round."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guideline.fields import CodeField, one_of

ENDED_BECAUSE = ("declined", "withdrawn", "voted")


class Proxy(models.Model):
    """Given by one line of a roll to another, accepted by its holder, ended by either of them.

    Nobody gives or holds more than one at a time; whether a rule allows any is the action's question.
    """

    giver = models.ForeignKey("voting.Voter", models.CASCADE, related_name="proxies_given")
    holder = models.ForeignKey("voting.Voter", models.CASCADE, related_name="proxies_held")
    named_at = models.DateTimeField(_("named"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_because = CodeField(_("ended because"), blank=True)

    class Meta:
        ordering = ["giver", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["giver"], condition=Q(ended_at=None), name="voting_one_proxy_given"
            ),
            models.UniqueConstraint(
                fields=["holder"], condition=Q(ended_at=None), name="voting_one_proxy_held"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("holder")), name="voting_proxy_of_somebody_else"
            ),
            one_of("ended_because", ("", *ENDED_BECAUSE), name="voting_known_end_of_proxy"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="voting_proxy_ended_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} by {self.holder}"

    @property
    def round(self):
        return self.giver.round

    @property
    def guideline(self):
        return self.giver.round.guideline

    @property
    def question(self):
        return self.giver.round.question
