"""The way out: what the chair decided when the last round brought no consensus."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guideline.fields import BasisField, CodeField, LocalizedTextField, known_basis, one_of
from voting.codes import WAYS_OUT


class WayOut(models.Model):
    """A decision of a named person about a round without consensus, with a reason; never a vote.

    `rule` is the rule by which a weak recommendation follows from the round's votes, as data: the
    direction is derived and has no field. One taken back is kept with the reason.
    """

    round = models.ForeignKey("voting.Round", models.CASCADE, related_name="ways_out")
    choice = CodeField(_("decision"))
    rule = models.JSONField(_("rule"), null=True, blank=True)
    reason = LocalizedTextField(_("reason"), null=False, blank=False)
    by = models.ForeignKey("guideline.PanelMember", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("decided"), null=True, blank=True)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_because = models.TextField(_("why it was taken back"), blank=True)
    basis = BasisField()

    class Meta:
        ordering = ["round", "id"]
        constraints = [
            one_of("choice", WAYS_OUT, name="voting_known_way_out"),
            known_basis("voting_way_out_basis"),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(taken_back_at=None),
                name="voting_one_way_out",
            ),
            models.CheckConstraint(
                condition=Q(choice="weak", rule__isnull=False)
                | (~Q(choice="weak") & Q(rule__isnull=True)),
                name="voting_weak_by_a_rule",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_because="")
                | (Q(taken_back_at__isnull=False) & ~Q(taken_back_because="")),
                name="voting_taken_back_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.choice}"
