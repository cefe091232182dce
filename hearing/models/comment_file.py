"""A file beside a comment: kept with it in one database, so that neither is restored without the other."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guideline.fields import CodeField, one_of
from hearing.codes import FILE_KINDS

LARGEST_FILE = 10_000_000
MOST_FILES = 5
ENDINGS = {"pdf": "pdf", "png": "png", "jpeg": "jpg", "text": "txt"}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "text": "text/plain; charset=utf-8",
}


class CommentFile(models.Model):
    """Shut away until somebody of the committee has looked at it; never published."""

    comment = models.ForeignKey("hearing.Comment", models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = CodeField(_("kind"))
    # As its author called it, without a path.
    name = models.CharField(_("name"), max_length=100)
    # Without what tells of its author or their device (hearing/intake/files.py).
    content = models.BinaryField(_("content"))
    size = models.PositiveIntegerField(_("size"))
    content_hash = models.CharField(max_length=64)
    added_at = models.DateTimeField(_("added"))
    passed_at = models.DateTimeField(_("opened for the committee"), null=True, blank=True)
    shut_at = models.DateTimeField(_("kept shut"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("why it is kept shut"), blank=True)

    class Meta:
        ordering = ["comment", "number"]
        indexes = [
            models.Index(
                fields=["comment"],
                condition=Q(passed_at=None, shut_at=None),
                name="hearing_file_waits",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="hearing_file_number"),
            one_of("kind", FILE_KINDS, name="hearing_known_file_kind"),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=LARGEST_FILE), name="hearing_file_size"
            ),
            models.CheckConstraint(
                condition=Q(passed_at=None) | Q(shut_at=None), name="hearing_file_decided_once"
            ),
            models.CheckConstraint(
                condition=Q(passed_at=None, shut_at=None) | Q(decided_by__isnull=False),
                name="hearing_file_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(shut_at=None) | ~Q(reason=""), name="hearing_file_shut_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def guideline(self):
        return self.comment.hearing.guideline

    @property
    def question(self):
        """Who leaves the room for the comment's question opens no file of it."""
        return self.comment.question

    @property
    def waits(self) -> bool:
        """Whether nobody has looked at it yet."""
        return self.passed_at is None and self.shut_at is None

    @property
    def kind_name(self) -> str:
        """What it is, whatever its author called it."""
        return str(_("text")) if self.kind == "text" else self.kind.upper()

    @property
    def file_name(self) -> str:
        """What it is called when taken away: nothing of what its author typed reaches a disk."""
        return f"comment-{self.comment.number}-file-{self.number}.{ENDINGS[self.kind]}"
