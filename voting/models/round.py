"""A voting round: what was decided on, by which rule, and who was entitled to vote."""

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from guideline.fields import BasisField, CodeField, LocalizedTextField, known_basis, one_of
from voting.codes import ROUND_MODES, ROUND_STATUSES, SECRECY
from voting.rules.rule import Rule, rule_from


class RealRounds(models.Manager["Round"]):
    """The rounds that count. Whoever lists rounds gets these, also through a recommendation."""

    def get_queryset(self) -> models.QuerySet["Round"]:
        """Every round but those of practice."""
        return super().get_queryset().filter(practice=False)


class Round(models.Model):
    """One vote on one recommendation. Opening freezes wording, evidence, rule and voters.

    An imported round may know only a tally (`counts`) and how many were entitled (`eligible`). A
    round held here has ballots and a roll of voters, and both fields stay empty; a secret one gets
    them as it closes, for its ballots belong to nobody; a show of hands as it is confirmed.

    A practice round decides nothing: `objects` leaves it out, and only what is about one round,
    named by its number, looks among `every`.
    """

    recommendation = models.ForeignKey(
        "voting.Recommendation", models.CASCADE, related_name="rounds"
    )
    number = models.PositiveIntegerField(_("round"))
    status = CodeField(_("status"), default="open")
    mode = CodeField(_("how it is held"), default="online")
    practice = models.BooleanField(_("practice"), default=False)
    rule = models.JSONField(_("rule"))
    secrecy = CodeField(_("secrecy"), default="confidential")
    statement = LocalizedTextField(_("wording voted on"))
    evidence_hash = models.CharField(max_length=64, blank=True)
    warnings = models.JSONField(_("warnings at opening"), default=list, blank=True)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    withdrawn_because = models.TextField(_("why it was withdrawn"), blank=True)
    counts = models.JSONField(_("tally without ballots"), null=True, blank=True)
    eligible = models.PositiveIntegerField(_("entitled to vote"), null=True, blank=True)
    imported = models.BooleanField(_("imported"), default=False)
    notes = LocalizedTextField(_("notes"))
    basis = BasisField()

    objects = RealRounds()
    every: models.Manager["Round"] = models.Manager()

    class Meta:
        ordering = ["recommendation", "number", "id"]
        # Through a recommendation, too, only rounds that count are found.
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "practice", "number"], name="voting_round_number_unique"
            ),
            models.UniqueConstraint(
                fields=["recommendation", "practice"],
                condition=Q(status="open"),
                name="voting_one_open_round",
            ),
            one_of("status", ROUND_STATUSES, name="voting_known_round_status"),
            one_of("secrecy", SECRECY, name="voting_known_secrecy"),
            one_of("mode", ROUND_MODES, name="voting_known_mode"),
            known_basis("voting_round_basis"),
            models.CheckConstraint(
                condition=Q(imported=True)
                | Q(status="open", opened_at__isnull=False, closed_at=None)
                | Q(
                    status__in=["closed", "withdrawn"],
                    opened_at__isnull=False,
                    closed_at__isnull=False,
                ),
                name="voting_round_times_match_status",
            ),
            models.CheckConstraint(
                condition=Q(counts=None)
                | Q(imported=True)
                | Q(secrecy="secret", status="closed")
                | Q(mode="hands", status="closed"),
                name="voting_counts_without_ballots",
            ),
            models.CheckConstraint(
                condition=~Q(mode="hands", secrecy="secret"), name="voting_hands_are_seen"
            ),
            models.CheckConstraint(
                condition=Q(practice=False) | Q(imported=False), name="voting_practice_held_here"
            ),
            # One that came with a bundle may have left its reason behind.
            models.CheckConstraint(
                condition=(Q(status="withdrawn") & (~Q(withdrawn_because="") | Q(imported=True)))
                | (~Q(status="withdrawn") & Q(withdrawn_because="")),
                name="voting_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation.ref}, round {self.label}"

    @property
    def label(self) -> int | str:
        """Its number as the log keeps it: a practice round is marked, and never taken for another."""
        return f"practice-{self.number}" if self.practice else self.number

    @property
    def guideline(self):
        return self.recommendation.guideline

    @property
    def question(self):
        return self.recommendation.question

    @cached_property
    def its_rule(self) -> Rule:
        """The rule as the tally applies it; nobody changes it once the round is open."""
        return rule_from(self.rule)

    @property
    def is_open(self) -> bool:
        """Whether ballots are taken (the database's clock has the last word at the cast)."""
        return self.status == "open"


class Voter(models.Model):
    """A line of the roll: a panel member entitled to vote in this round, fixed when it opened.

    `has_voted` is kept for secret rounds alone, whose ballots do not hang from the roll. Whoever loses
    the vote after the close is revoked, or is `kept`: the ballot stands, with a reason.
    """

    round = models.ForeignKey("voting.Round", models.CASCADE, related_name="voters")
    member = models.ForeignKey("guideline.PanelMember", models.PROTECT, related_name="votes")
    has_voted = models.BooleanField(_("has voted"), default=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_because = models.TextField(_("reason"), blank=True)
    kept_at = models.DateTimeField(_("ballot stands"), null=True, blank=True)
    kept_because = models.TextField(_("why it stands"), blank=True)

    class Meta:
        ordering = ["round_id", "member__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "member"], name="voting_once_on_the_roll"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_because="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_because="")),
                name="voting_revoked_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(kept_at=None, kept_because="")
                | (Q(kept_at__isnull=False) & ~Q(kept_because="")),
                name="voting_kept_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}"

    @property
    def guideline(self):
        return self.round.guideline

    @property
    def question(self):
        return self.round.question
