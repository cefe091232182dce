"""Meetings of the panel, and who was there; what was on the agenda is a matter of `voting`."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from guideline.codes import ATTENDANCES
from guideline.fields import CodeField, LocalizedTextField, one_of
from guideline.text import localized

# What a calendar shows of a meeting whose end is not said.
USUAL_LENGTH = timedelta(hours=2)


class Meeting(models.Model):
    """A meeting: planned, held, its minutes closed and then confirmed by the chair; or cancelled."""

    guideline = models.ForeignKey("guideline.Guideline", models.CASCADE, related_name="meetings")
    ref = models.SlugField(_("id"), max_length=100)
    title = LocalizedTextField(_("title"))
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    guests = models.TextField(_("guests"), blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(_("reason"), max_length=500, blank=True)
    closed_at = models.DateTimeField(_("minutes closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("minutes confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "guideline.PanelMember", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["guideline", "starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["guideline", "ref"], name="guideline_meeting_unique"),
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="guideline_meeting_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None) | models.Q(closed_at__isnull=False),
                name="guideline_minutes_closed_before_confirmed",
            ),
        ]

    def __str__(self) -> str:
        if self.title:
            return localized(self.title)
        when = timezone.localtime(self.starts_at, self.guideline.zone)
        return _now("Meeting of {day}").format(day=f"{when:%Y-%m-%d}")

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.guideline.slug, self.ref])

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_closed(self) -> bool:
        """Whether its minutes are closed: nothing of it changes until somebody opens them again."""
        return self.closed_at is not None

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def probable_end(self) -> datetime:
        """When it ends; two hours after it began where nobody says."""
        return self.ends_at or self.starts_at + USUAL_LENGTH


class Attendance(models.Model):
    """Whether the holder of a place was there."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    member = models.ForeignKey("guideline.PanelMember", models.CASCADE, related_name="attendances")
    state = CodeField(_("attendance"))

    class Meta:
        ordering = ["meeting", "member__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"], name="guideline_attends_once_a_meeting"
            ),
            one_of("state", ATTENDANCES, name="guideline_known_attendance"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.state}"
