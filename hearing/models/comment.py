"""A comment, and what became of it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.fields import BasisField, CodeField, known_basis, one_of
from hearing.codes import COMMENTER_KINDS

COMMENT_LENGTH = 5000


class Comment(models.Model):
    """One comment on one part of the draft. Its receipt (kept only as a hash) opens it again."""

    hearing = models.ForeignKey("hearing.Hearing", models.CASCADE, related_name="comments")
    number = models.PositiveIntegerField(_("number"))
    part = models.CharField(
        _("part"), max_length=200, help_text=_("document, section:NAME, or a recommendation's id.")
    )
    kind = CodeField(_("kind"), default="anonymous")
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("mail address"), blank=True)
    consent = models.BooleanField(_("may be named"), default=False)
    body = models.TextField(_("comment"))
    received_at = models.DateTimeField(_("received"), null=True, blank=True)
    late = models.BooleanField(_("late"), default=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    receipt_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    basis = BasisField()

    class Meta:
        ordering = ["hearing", "number"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "number"], name="hearing_comment_number"),
            one_of("kind", COMMENTER_KINDS, name="hearing_known_kind"),
            known_basis("hearing_comment_basis"),
            models.CheckConstraint(condition=~models.Q(body=""), name="hearing_comment_not_empty"),
        ]

    def __str__(self) -> str:
        return f"comment {self.number}"

    @property
    def guideline(self):
        return self.hearing.guideline

    @property
    def shown_name(self) -> str:
        """The name as it may be published: only with consent."""
        return self.name if self.consent else ""


class Answer(models.Model):
    """The committee's answer: changed, or not changed because."""

    comment = models.OneToOneField("hearing.Comment", models.CASCADE, related_name="answer")
    changed = models.BooleanField(_("changed"))
    text = models.TextField(_("answer"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="hearing_answer_says_why"),
        ]

    def __str__(self) -> str:
        return f"answer to {self.comment_id}"
