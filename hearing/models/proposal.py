"""An answer on its way: proposed by one person for one comment or many, approved by another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Proposal(models.Model):
    """One wording of an answer. A better wording is a new row that `replaces` this one; none is deleted.

    `covers` are the comments that it was written for, however many; those whose `proposal` it is are
    still to be answered by it. Approval writes an `Answer` to each of them, which the public reads;
    before that nobody outside the committee reads a word of it.

    One for a whole `campaign` answers its `sample` and all that say the same, also those that come
    after it was approved (hearing/actions/joining.py).
    """

    hearing = models.ForeignKey("hearing.Hearing", models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField(_("number"))
    covers = models.ManyToManyField("hearing.Comment", related_name="proposals")
    changed = models.BooleanField(_("changed"))
    text = models.TextField(_("answer"))
    elsewhere = models.CharField(_("changed elsewhere"), max_length=300, blank=True)
    replaces = models.ForeignKey(
        "hearing.Proposal", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    campaign = models.ForeignKey(
        "hearing.Campaign", models.RESTRICT, null=True, blank=True, related_name="proposals"
    )
    sample = models.ForeignKey(
        "hearing.Comment", models.RESTRICT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    asked_at = models.DateTimeField(_("approval asked"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_because = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["hearing", "number"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "number"], name="hearing_proposal_number"),
            models.CheckConstraint(condition=~Q(text=""), name="hearing_proposal_says_why"),
            models.CheckConstraint(
                condition=Q(campaign=None, sample=None)
                | Q(campaign__isnull=False, sample__isnull=False),
                name="hearing_group_has_its_sample",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | (
                    Q(approved_by__isnull=False, approved_at__isnull=False)
                    & ~Q(approved_by=F("by"))
                ),
                name="hearing_answer_by_two",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(asked_at__isnull=False),
                name="hearing_approved_when_asked",
            ),
            models.CheckConstraint(
                condition=Q(returned_by=None, returned_at=None, returned_because="")
                | (
                    Q(returned_by__isnull=False, returned_at__isnull=False, asked_at=None)
                    & ~Q(returned_because="")
                ),
                name="hearing_returned_with_a_note",
            ),
        ]
        indexes = [
            models.Index(
                fields=["hearing", "number"],
                condition=Q(asked_at__isnull=False, approved_at=None),
                name="hearing_proposals_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"answer {self.number}"

    @property
    def guideline(self):
        return self.hearing.guideline

    @property
    def waits(self) -> bool:
        """Whether it waits for a second person."""
        return self.asked_at is not None and self.approved_at is None


class Change(models.Model):
    """Where a proposal's change can be seen: between two versions of a draft, or two moments of evidence."""

    proposal = models.ForeignKey("hearing.Proposal", models.CASCADE, related_name="changes")
    before = models.ForeignKey(
        "voting.DraftVersion", models.CASCADE, null=True, blank=True, related_name="+"
    )
    after = models.ForeignKey(
        "voting.DraftVersion", models.CASCADE, null=True, blank=True, related_name="answered_by"
    )
    moment_before = models.ForeignKey(
        "guideline.Moment", models.CASCADE, null=True, blank=True, related_name="+"
    )
    moment_after = models.ForeignKey(
        "guideline.Moment", models.CASCADE, null=True, blank=True, related_name="answered_by"
    )

    class Meta:
        ordering = ["proposal", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    before__isnull=False,
                    after__isnull=False,
                    moment_before=None,
                    moment_after=None,
                )
                | Q(
                    before=None,
                    after=None,
                    moment_before__isnull=False,
                    moment_after__isnull=False,
                ),
                name="hearing_change_of_one_kind",
            )
        ]

    def __str__(self) -> str:
        return f"change {self.pk}"

    @property
    def guideline(self):
        return self.proposal.guideline
