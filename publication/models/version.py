"""A published version: frozen, numbered, corrected by a later one, never edited."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Version(models.Model):
    """What the public reads. `content` is the whole chain as it stood: the bundle and what was derived."""

    guideline = models.ForeignKey("guideline.Guideline", models.PROTECT, related_name="versions")
    number = models.CharField(_("version"), max_length=20)
    published_at = models.DateTimeField(_("published"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    what_changed = models.TextField(_("what changed"), blank=True)
    content = models.JSONField(_("content"))
    content_hash = models.CharField(max_length=64)
    audit_head = models.CharField(
        _("end of the audit chain"), max_length=64, help_text=_("As it stood at publication.")
    )

    class Meta:
        ordering = ["guideline", "published_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["guideline", "number"], name="publication_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guideline.slug} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("published", args=[self.guideline.slug, self.number])
