"""How questions are arranged: by topic, and as the leaves of the summary flowchart."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.fields import LocalizedTextField
from guideline.text import localized


class Topic(models.Model):
    """A chapter of the guideline."""

    guideline = models.ForeignKey("guideline.Guideline", models.CASCADE, related_name="topics")
    ref = models.SlugField(_("id"), max_length=100)
    title = LocalizedTextField(_("title"))
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["guideline", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["guideline", "ref"], name="guideline_topic_unique")
        ]

    def __str__(self) -> str:
        return localized(self.title) or self.ref


class Group(models.Model):
    """A leaf of the summary flowchart, with the questions that lead to it."""

    guideline = models.ForeignKey("guideline.Guideline", models.CASCADE, related_name="groups")
    ref = models.SlugField(_("id"), max_length=100)
    title = LocalizedTextField(_("title"))
    questions = models.ManyToManyField("guideline.Question", related_name="groups", blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["guideline", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["guideline", "ref"], name="guideline_group_unique")
        ]

    def __str__(self) -> str:
        return localized(self.title) or self.ref
