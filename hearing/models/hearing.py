"""A hearing: a frozen draft, laid open for comment for a stated time."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from guideline.fields import BasisField, CodeField, LocalizedTextField, known_basis, one_of
from guideline.text import localized
from hearing.codes import AUDIENCES, MOMENTS


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
    moment = CodeField(_("on what"), default="draft", db_default="draft")
    audience = CodeField(_("who may comment"), default="everybody", db_default="everybody")
    asks_interests = models.BooleanField(_("asks for interests"), default=False, db_default=False)
    asks_tobacco = models.BooleanField(
        _("asks for links with the tobacco industry"), default=False, db_default=False
    )
    publishes_declarations = models.BooleanField(
        _("publishes declarations"), default=False, db_default=False
    )
    takes_files = models.BooleanField(
        _("takes files beside comments"), default=False, db_default=False
    )
    language = models.CharField(
        _("language that governs"), max_length=35, blank=True, db_default=""
    )
    privacy_text = models.TextField(_("privacy text"), blank=True, db_default="")
    privacy_version = models.CharField(
        _("version of the privacy text"), max_length=40, blank=True, db_default=""
    )
    keeps_months = models.PositiveSmallIntegerField(
        _("months that personal data are kept after the close"), default=24, db_default=24
    )
    imported = models.BooleanField(_("imported"), default=False)
    basis = BasisField()
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["guideline", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["guideline", "ref"], name="hearing_unique"),
            models.CheckConstraint(
                condition=models.Q(closes_at=None)
                | models.Q(opens_at=None)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="hearing_closes_after_it_opens",
            ),
            known_basis("hearing_basis"),
            one_of("moment", MOMENTS, name="hearing_known_moment"),
            one_of("audience", AUDIENCES, name="hearing_known_audience"),
            models.CheckConstraint(
                condition=models.Q(keeps_months__range=(1, 600)), name="hearing_keeps_some_months"
            ),
        ]

    def __str__(self) -> str:
        return localized(self.title) or self.ref

    def get_absolute_url(self) -> str:
        return reverse("hearing", args=[self.guideline.slug, self.ref])

    @property
    def draft_number(self) -> int:
        """Which frozen draft of the guideline this is, counted from 1."""
        return self.position + 1

    @property
    def asked(self) -> tuple[str, ...]:
        """The declarations that whoever comments is asked for."""
        given = {"interests": self.asks_interests, "tobacco": self.asks_tobacco}
        return tuple(code for code, is_asked in given.items() if is_asked)

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
