"""An interest that a panel member declared, what follows from it, and how both came about."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.codes import (
    CONFLICT_ACTIONS,
    CONFLICT_DECISIONS,
    DECLARATION_DEEDS,
    INTEREST_HOLDERS,
    INTEREST_SCOPES,
)
from guideline.fields import BasisField, CodeField, LocalizedTextField, known_basis, one_of
from guideline.models.interest import Interest, interest_constraints


class Conflict(Interest):
    """A declared interest with the action decided on it; without a question it holds for all.

    Declaring and deciding are two deeds: until somebody decides, `action` is `not-reported`. An
    interest that concerns several questions is decided on question by question: each has a row, and
    the further rows point at the first, which holds the history of the declaration.
    """

    member = models.ForeignKey("guideline.PanelMember", models.CASCADE, related_name="conflicts")
    question = models.ForeignKey(
        "guideline.Question", models.CASCADE, null=True, blank=True, related_name="conflicts"
    )
    first = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="further")
    scope = CodeField(
        _("what it concerns"),
        blank=True,
        help_text=_("As declared; a question put later is covered as well, where it is meant."),
    )
    intervention = models.CharField(_("intervention concerned"), max_length=500, blank=True)
    whose = CodeField(_("whose interest"), default="own")
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
    changed_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When its holder last changed what it says.")
    )
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When its holder said that it has ended.")
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["member", "position", "id"]
        constraints = [
            one_of("action", CONFLICT_ACTIONS, name="guideline_known_conflict_action"),
            one_of("whose", INTEREST_HOLDERS, name="guideline_known_conflict_holder"),
            one_of("scope", INTEREST_SCOPES, name="guideline_known_conflict_scope", blank=True),
            known_basis("guideline_conflict_basis"),
            *interest_constraints("conflict"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.what} ({self.action})"

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

    @property
    def changed_since_decision(self) -> bool:
        """Whether its holder changed what it says after somebody decided on it."""
        return bool(self.changed_at and self.decided_at and self.changed_at > self.decided_at)

    @property
    def waits_for_decision(self) -> bool:
        """Whether somebody has to decide, for the first time or again.

        An imported interest on which nothing was reported was the business of other people.
        """
        if not self.is_decided:
            return self.declared_at is not None
        return self.changed_since_decision


class Declaration(models.Model):
    """One version of what a member declared: kept for ever, with who and when."""

    conflict = models.ForeignKey(Conflict, models.CASCADE, related_name="declarations")
    deed = CodeField(_("what was done"))
    content = models.JSONField(_("content"), default=dict)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["conflict", "at", "id"]
        constraints = [one_of("deed", DECLARATION_DEEDS, name="guideline_known_declaration_deed")]

    def __str__(self) -> str:
        return f"{self.conflict_id} {self.deed} {self.at:%Y-%m-%d}"


class ConflictDecision(models.Model):
    """One decision on an interest: kept for ever, in force or not.

    Where the guideline asks for two persons, it waits until a second one confirms it; a later
    proposal takes its place before.
    """

    conflict = models.ForeignKey(Conflict, models.CASCADE, related_name="decisions")
    action = CodeField(_("action"))
    because = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    in_force_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["conflict", "at", "id"]
        constraints = [
            one_of("action", CONFLICT_DECISIONS, name="guideline_known_decision"),
            models.CheckConstraint(
                condition=models.Q(second=None) | ~models.Q(second=models.F("by")),
                name="guideline_second_is_another",
            ),
            models.CheckConstraint(
                condition=models.Q(second=None) | models.Q(in_force_at__isnull=False),
                name="guideline_second_puts_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.conflict_id}: {self.action}"

    @property
    def guideline(self):
        return self.conflict.guideline
