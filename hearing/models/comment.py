"""A comment, and what became of it."""

from collections.abc import Callable
from functools import cache
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.base import ModelState
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from guideline.fields import BasisField, CodeField, known_basis, one_of
from hearing.codes import COMMENTER_KINDS, HELD_BECAUSE, PROGRESS
from hearing.questions import questions_of_parts

COMMENT_LENGTH = 5000
NAME_LENGTH = 200
EMAIL_LENGTH = 254
QUOTE_LENGTH = 1000
DECLARATION_LENGTH = 1000
MOST_SIGNATORIES = 200


class Comment(models.Model):
    """One comment on one part of the draft. Its receipt (kept only as a hash) opens it again."""

    # No index of its own where one below begins with it, or where most rows have none of it: in the
    # last hour before a close every index is written for every comment.
    hearing = models.ForeignKey(
        "hearing.Hearing", models.CASCADE, related_name="comments", db_index=False
    )
    number = models.PositiveIntegerField(_("number"))
    part = models.CharField(
        _("part"), max_length=200, help_text=_("document, section:NAME, or a recommendation's id.")
    )
    kind = CodeField(_("kind"), default="anonymous")
    name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True)
    email = models.EmailField(_("mail address"), max_length=EMAIL_LENGTH, blank=True)
    consent = models.BooleanField(_("may be named"), default=False)
    body = models.TextField(_("comment"))
    paragraph = models.PositiveIntegerField(_("paragraph"), null=True, blank=True)
    quote = models.TextField(_("passage"), blank=True, db_default="")
    support = models.BooleanField(_("supports it as it stands"), default=False, db_default=False)
    signatories = models.JSONField(_("signatories"), default=list, blank=True)
    declarations = models.JSONField(_("declarations"), default=dict, blank=True)
    privacy_version = models.CharField(
        _("version of the privacy text"), max_length=40, blank=True, db_default=""
    )
    guest = models.ForeignKey(
        "hearing.Guest",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        db_index=False,
    )
    collected_by = models.CharField(
        _("collected elsewhere by"), max_length=200, blank=True, db_default=""
    )
    # Of a comment that came with a bundle: its words were blacked out there, and no original is here.
    redacted_elsewhere = models.BooleanField(
        _("redacted elsewhere"), default=False, db_default=False
    )
    received_at = models.DateTimeField(_("received"), null=True, blank=True)
    late = models.BooleanField(_("late"), default=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    # When it first stood in the published table; when its author was told; when its words were deleted.
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    told_at = models.DateTimeField(_("author told"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)
    receipt_hash = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - unique below, NULL is none
    assigned_to = models.ForeignKey(
        "guideline.PanelMember",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        db_index=False,
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    proposal = models.ForeignKey(
        "hearing.Proposal",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="comments",
        db_index=False,
    )
    # How far its answer is. The facts are its proposal and its answer; whatever changes those sets it
    # in the same statement, so that an inbox of a hundred thousand finds its rows by an index.
    progress = CodeField(_("answer"), default="unanswered", db_default="unanswered")
    basis = BasisField()
    # What was sent, under the installation's key: the same sent again is told from something else.
    sent_hash = models.CharField(max_length=64, blank=True)
    proof_hash = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001 - unique below, NULL is none
    held_at = models.DateTimeField(_("held"), null=True, blank=True)
    held_because = CodeField(_("held because"), blank=True)
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    kept_held_at = models.DateTimeField(_("kept held"), null=True, blank=True)
    held_reason = models.TextField(_("why it was released or kept held"), blank=True)
    confirmed_at = models.DateTimeField(_("confirmed by mail"), null=True, blank=True)
    disputed_at = models.DateTimeField(_("disputed by whose name it bears"), null=True, blank=True)
    campaign = models.ForeignKey(
        "hearing.Campaign",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comments",
        db_index=False,
    )
    # Somebody found it unlike the others of its group; it is put together with nothing any more.
    taken_out_of = models.ForeignKey(
        "hearing.Campaign",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="taken_out",
        db_index=False,
    )
    # The sample beneath whose row of the published table it stands. The fact is that both have the
    # answer of one group; kept here so that a long table finds its rows by an index.
    answered_with = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="alike", db_index=False
    )
    # Whether that sample is about another part of the draft: read by parts, it stands for itself.
    sample_elsewhere = models.BooleanField(
        _("answered as one on another part"), default=False, db_default=False
    )
    joined_at = models.DateTimeField(_("answered with its group since"), null=True, blank=True)
    dispute_noted_at = models.DateTimeField(_("dispute looked at"), null=True, blank=True)
    dispute_note = models.TextField(
        _("what came of the dispute"), blank=True, default="", db_default=""
    )

    class Meta:
        ordering = ["hearing", "number"]
        indexes = [
            models.Index(
                fields=["hearing", "id"],
                condition=models.Q(campaign=None, taken_out_of=None, erased_at=None),
                name="hearing_comment_ungrouped",
            ),
            models.Index(
                fields=["taken_out_of", "number"],
                condition=Q(taken_out_of__isnull=False),
                name="hearing_comment_taken_out",
            ),
            models.Index(
                fields=["answered_with", "number"],
                condition=Q(answered_with__isnull=False),
                name="hearing_comment_alike",
            ),
            # The published table: a row for each comment, or for the sample of each group.
            models.Index(
                fields=["hearing", "number"],
                condition=Q(published_at__isnull=False, answered_with=None),
                name="hearing_published_rows",
            ),
            models.Index(
                fields=["hearing", "part", "number"],
                condition=Q(published_at__isnull=False, answered_with=None),
                name="hearing_published_part_rows",
            ),
            models.Index(
                fields=["hearing", "part", "number"],
                condition=Q(published_at__isnull=False, sample_elsewhere=True),
                name="hearing_published_elsewhere",
            ),
            models.Index(
                fields=["hearing", "number"],
                condition=~models.Q(held_at=None) & models.Q(released_at=None),
                name="hearing_comment_held",
            ),
            models.Index(
                fields=["hearing", "number"],
                condition=models.Q(published_at__isnull=False),
                name="hearing_published_comments",
            ),
            models.Index(
                fields=["hearing", "part", "number"],
                condition=models.Q(published_at__isnull=False),
                name="hearing_published_by_part",
            ),
            models.Index(
                fields=["hearing", "id"],
                condition=models.Q(told_at=None, published_at__isnull=False) & ~models.Q(email=""),
                name="hearing_to_be_told",
            ),
            # One for each way through the inbox; each ends with the number, along which its pages go.
            models.Index(
                fields=["hearing", "progress", "number"],
                condition=Q(withdrawn_at=None),
                name="hearing_inbox_progress",
            ),
            models.Index(
                fields=["hearing", "number"],
                condition=Q(withdrawn_at__isnull=False),
                name="hearing_inbox_withdrawn",
            ),
            models.Index(
                fields=["hearing", "number"], condition=Q(late=True), name="hearing_inbox_late"
            ),
            models.Index(
                fields=["hearing", "number"],
                condition=Q(joined_at__isnull=False),
                name="hearing_inbox_joined",
            ),
            models.Index(
                fields=["hearing", "number"],
                condition=Q(disputed_at__isnull=False),
                name="hearing_inbox_disputed",
            ),
            models.Index(
                fields=["hearing", "number"],
                condition=Q(kept_held_at__isnull=False),
                name="hearing_inbox_kept_held",
            ),
            models.Index(
                fields=["hearing", "assigned_to", "progress", "number"],
                condition=Q(withdrawn_at=None),
                name="hearing_inbox_assigned",
            ),
            *(
                models.Index(
                    fields=[name, "number"],
                    condition=Q(**{f"{name}__isnull": False}),
                    name=f"hearing_comment_of_{name}",
                )
                for name in ("campaign", "proposal", "assigned_to", "guest")
            ),
            models.Index(fields=["hearing", "part", "number"], name="hearing_inbox_part"),
            models.Index(fields=["hearing", "kind", "number"], name="hearing_inbox_kind"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "number"], name="hearing_comment_number"),
            models.UniqueConstraint(fields=["receipt_hash"], name="hearing_comment_receipt"),
            models.UniqueConstraint(
                fields=["proof_hash"],
                condition=Q(proof_hash__isnull=False),
                name="hearing_comment_proof",
            ),
            one_of("kind", COMMENTER_KINDS, name="hearing_known_kind"),
            known_basis("hearing_comment_basis"),
            models.CheckConstraint(
                condition=~models.Q(body="") | models.Q(erased_at__isnull=False),
                name="hearing_comment_not_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at=None) | models.Q(body="", name="", email=""),
                name="hearing_comment_erased_whole",
            ),
            one_of("progress", PROGRESS, name="hearing_known_progress"),
            models.CheckConstraint(
                condition=Q(progress__in=["unanswered", "answered"], proposal=None)
                | Q(progress__in=["draft", "waits"], proposal__isnull=False),
                name="hearing_progress_has_its_proposal",
            ),
            one_of("held_because", HELD_BECAUSE, name="hearing_known_hold", blank=True),
            models.CheckConstraint(
                condition=models.Q(held_at=None, held_because="")
                | (~models.Q(held_at=None) & ~models.Q(held_because="")),
                name="hearing_held_with_its_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(released_at=None)
                | (~models.Q(held_at=None) & models.Q(kept_held_at=None)),
                name="hearing_released_only_what_was_held",
            ),
            models.CheckConstraint(
                condition=models.Q(kept_held_at=None)
                | (~models.Q(held_at=None) & ~models.Q(held_reason="")),
                name="hearing_kept_held_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(taken_out_of=None) | Q(campaign=None),
                name="hearing_taken_out_of_its_group",
            ),
            models.CheckConstraint(
                condition=Q(joined_at=None) | ~Q(progress="unanswered"),
                name="hearing_joined_is_answered",
            ),
            models.CheckConstraint(
                condition=Q(dispute_noted_at=None, dispute_note="")
                | (
                    Q(disputed_at__isnull=False, dispute_noted_at__isnull=False)
                    & ~Q(dispute_note="")
                ),
                name="hearing_dispute_noted_with_a_note",
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.number}"

    @classmethod
    def arrived(cls, **given: Any) -> Self:
        """A comment of what was sent, by `attname`; the same as `Comment(**given)` at a fifth of the cost."""
        blank, makers = _defaults()
        values = blank | {name: make() for name, make in makers.items()} | given
        if len(values) != len(blank):
            raise TypeError(", ".join(given.keys() - blank.keys()))
        # As Django builds one that it unpickles.
        made = cls.__new__(cls)
        made.__dict__ = {"_state": ModelState()} | values
        return made

    @property
    def guideline(self):
        return self.hearing.guideline

    @cached_property
    def question(self):
        """The question that it is about, None of one on the whole: who leaves the room for it stays away."""
        ref = questions_of_parts(self.hearing.draft).get(self.part)
        return self.guideline.questions.filter(ref=ref).first() if ref else None

    @property
    def is_published(self) -> bool:
        """Whether it has stood in the published table; one of a hearing held elsewhere has."""
        return self.published_at is not None or self.hearing.imported

    @property
    def is_held(self) -> bool:
        """Whether it is kept apart as suspicious, and nobody has let it pass."""
        return self.held_at is not None and self.released_at is None

    @property
    def is_disputed(self) -> bool:
        """Whether somebody says that the name is falsely used."""
        return self.disputed_at is not None


class Answer(models.Model):
    """The committee's answer as the public reads it: changed, or not changed because.

    One that was given here came from a proposal, and a second person approved it; one from elsewhere
    has neither.
    """

    comment = models.OneToOneField("hearing.Comment", models.CASCADE, related_name="answer")
    changed = models.BooleanField(_("changed"))
    text = models.TextField(_("answer"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(null=True, blank=True)
    proposal = models.ForeignKey(
        "hearing.Proposal", models.SET_NULL, null=True, blank=True, related_name="answers"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="hearing_answer_says_why"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("by")),
                name="hearing_answer_not_by_one",
            ),
        ]

    def __str__(self) -> str:
        return f"answer to {self.comment_id}"


@cache
def _defaults() -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """The columns' defaults in the order of the model, and what makes those that each comment has anew."""
    columns = Comment._meta.concrete_fields
    return (
        {each.attname: each.get_default() for each in columns},
        {
            each.attname: each.default
            for each in columns
            if each.has_default() and callable(each.default)
        },
    )
