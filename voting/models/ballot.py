"""A ballot: one choice of one voter, each change kept; in a secret round, one of nobody's."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.fields import BasisField, CodeField, one_of
from voting.codes import OPTIONS


class Ballot(models.Model):
    """A vote as cast; a change of mind is a new version, and the last version counts.

    It hangs from the roll, so nobody outside the roll can have one. `key` is the sender's own: a
    ballot sent twice is one ballot.
    """

    voter = models.ForeignKey("voting.Voter", models.PROTECT, related_name="ballots")
    version = models.PositiveIntegerField(_("version"), default=1)
    choice = CodeField(_("choice"))
    comment = models.TextField(_("comment"), blank=True)
    cast_at = models.DateTimeField(_("cast"), null=True, blank=True)
    key = models.CharField(max_length=100, unique=True, null=True, blank=True)
    receipt = models.CharField(max_length=64, unique=True, null=True, blank=True)
    proxy = models.ForeignKey(
        "voting.Voter",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The voter who cast it for the one it belongs to, by a written proxy."),
    )
    basis = BasisField()

    class Meta:
        ordering = ["voter_id", "version"]
        constraints = [
            models.UniqueConstraint(fields=["voter", "version"], name="voting_ballot_version"),
            one_of("choice", OPTIONS, name="voting_known_choice"),
        ]

    def __str__(self) -> str:
        return f"{self.voter_id} v{self.version}"


class SecretBallot(models.Model):
    """A vote in a secret round: a random id, no voter, no time, no order.

    Who holds its receipt (kept only as a hash) can find it and change it; nobody else can tell
    whose it is. What a database administrator could still infer is written in `docs/secrecy.md`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey("voting.Round", models.PROTECT, related_name="secret_ballots")
    choice = CodeField(_("choice"))
    comment = models.TextField(_("comment"), blank=True)
    receipt_hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        constraints = [one_of("choice", OPTIONS, name="voting_known_secret_choice")]

    def __str__(self) -> str:
        return f"secret ballot {self.id}"
