"""An interest that a panel member declared, and what follows from it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.codes import CONFLICT_ACTIONS
from guideline.fields import BasisField, CodeField, LocalizedTextField, known_basis, one_of


class Conflict(models.Model):
    """A declared interest with the action decided on it; without a question it holds for all.

    Declaring and deciding are two deeds: until somebody decides, `action` is `not-reported`.
    """

    member = models.ForeignKey("guideline.PanelMember", models.CASCADE, related_name="conflicts")
    question = models.ForeignKey(
        "guideline.Question", models.CASCADE, null=True, blank=True, related_name="conflicts"
    )
    interest = models.CharField(_("kind of interest"), max_length=200, blank=True)
    party = LocalizedTextField(_("party"), help_text=_("The company, body or person concerned."))
    years = models.CharField(_("years"), max_length=100, blank=True)
    amount = models.CharField(_("amount"), max_length=100, blank=True)
    action = CodeField(_("action"), default="not-reported")
    decided_by = LocalizedTextField(_("decided by"))
    because = LocalizedTextField(_("reason"))
    basis = BasisField()
    decided_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    declared_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["member", "position", "id"]
        constraints = [
            one_of("action", CONFLICT_ACTIONS, name="guideline_known_conflict_action"),
            known_basis("guideline_conflict_basis"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.interest} ({self.action})"

    @property
    def guideline(self):
        return self.member.guideline

    @property
    def question_ref(self) -> str:
        """The id of the question concerned; empty when the interest concerns them all."""
        return self.question.ref if self.question else ""

    @property
    def is_decided(self) -> bool:
        """Whether anything follows from it yet (an imported one may not say who decided)."""
        return self.action != "not-reported"
