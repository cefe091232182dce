"""One thing that somebody did, chained by hash to everything done before it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """A row of the audit chain. Written once by `audit.actions.record`, never changed.

    `guideline` and `target` are words, not foreign keys: the record outlives what it tells of.
    """

    sequence = models.PositiveBigIntegerField(_("sequence"), unique=True)
    at = models.DateTimeField(_("time"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    actor_label = models.CharField(_("who"), max_length=200)
    verb = models.CharField(_("what"), max_length=60)
    guideline = models.CharField(_("guideline"), max_length=100, blank=True)
    target = models.CharField(_("target"), max_length=200, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    facts = models.JSONField(_("facts"), default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [models.Index(fields=["guideline", "sequence"])]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"


class ChainHead(models.Model):
    """The one row that says how long the chain is and how it ends.

    Appending locks it, so two processes never extend the same link, and a cut tail shows.
    """

    length = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="audit_one_chain_head"),
        ]

    def __str__(self) -> str:
        return f"{self.length} {self.hash}"
