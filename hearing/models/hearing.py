"""A hearing: a frozen draft, laid open for comment for a stated time."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guideline.fields import BasisField, LocalizedTextField, known_basis
from guideline.text import localized


class Hearing(models.Model):
    """Opening freezes the draft as it stood; comments are made on that and on nothing else."""

    guideline = models.ForeignKey("guideline.Guideline", models.CASCADE, related_name="hearings")
    ref = models.SlugField(_("id"), max_length=100)
    title = LocalizedTextField(_("title"))
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    draft = models.JSONField(_("draft as laid open"), default=dict, blank=True)
    draft_hash = models.CharField(max_length=64, blank=True)
    # When its comments and answers first stood on the public page.
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    imported = models.BooleanField(_("imported"), default=False)
    basis = BasisField()
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["guideline", "position"]
        constraints = [
            models.UniqueConstraint(fields=["guideline", "ref"], name="hearing_unique"),
            models.CheckConstraint(
                condition=models.Q(closes_at=None)
                | models.Q(opens_at=None)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="hearing_closes_after_it_opens",
            ),
            known_basis("hearing_basis"),
        ]

    def __str__(self) -> str:
        return localized(self.title) or self.ref

    def get_absolute_url(self) -> str:
        return reverse("hearing", args=[self.guideline.slug, self.ref])

    @property
    def is_open(self) -> bool:
        """Whether comments are taken now; a hearing that was held elsewhere is never open."""
        now = timezone.now()
        return (
            not self.imported
            and (self.opens_at is None or self.opens_at <= now)
            and (self.closes_at is None or now < self.closes_at)
        )

    @property
    def is_over(self) -> bool:
        """Whether its time has passed; a hearing that was held elsewhere always is."""
        return self.imported or (self.closes_at is not None and self.closes_at <= timezone.now())

    @property
    def is_published(self) -> bool:
        """Whether everybody may read its comments and answers; of a hearing held elsewhere they may."""
        return self.imported or self.published_at is not None
