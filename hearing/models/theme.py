"""Themes: what a comment is about, in the committee's own words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

THEME_LENGTH = 60


class Theme(models.Model):
    """A word that gathers comments of one hearing."""

    hearing = models.ForeignKey("hearing.Hearing", models.CASCADE, related_name="themes")
    name = models.CharField(_("theme"), max_length=THEME_LENGTH)

    class Meta:
        ordering = ["hearing", "name"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "name"], name="hearing_theme_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="hearing_theme_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def guideline(self):
        return self.hearing.guideline


class CommentTheme(models.Model):
    """A comment of a theme. `number` is the comment's, which never changes: pages go along it."""

    theme = models.ForeignKey("hearing.Theme", models.CASCADE, related_name="rows")
    comment = models.ForeignKey("hearing.Comment", models.CASCADE, related_name="theme_rows")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "comment"], name="hearing_comment_theme_once")
        ]
        indexes = [models.Index(fields=["theme", "number"], name="hearing_theme_in_order")]

    def __str__(self) -> str:
        return f"{self.theme} {self.number}"
