"""A dissent: why a member does not stand behind what was decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guideline.fields import BasisField, LocalizedTextField, known_basis


class Dissent(models.Model):
    """A statement of one member beside a decided recommendation.

    `named` says whether readers may know whose it is; it is fixed when the statement is written, so
    that a later change of the guideline's setting names nobody. One withdrawn is shown to nobody
    but its writer. Without `member`: imported, its name withheld.
    """

    round = models.ForeignKey("voting.Round", models.CASCADE, related_name="dissents")
    member = models.ForeignKey(
        "guideline.PanelMember", models.PROTECT, null=True, blank=True, related_name="dissents"
    )
    named = models.BooleanField(_("with the name"), default=True)
    text = LocalizedTextField(_("statement"), null=False, blank=False)
    at = models.DateTimeField(_("written"), null=True, blank=True)
    changed_at = models.DateTimeField(_("last changed"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    basis = BasisField()

    class Meta:
        ordering = ["round", "id"]
        constraints = [
            known_basis("voting_dissent_basis"),
            models.UniqueConstraint(
                fields=["round", "member"],
                condition=Q(withdrawn_at=None),
                name="voting_one_dissent_each",
            ),
            models.CheckConstraint(
                condition=Q(named=False) | Q(member__isnull=False), name="voting_named_is_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: dissent"
