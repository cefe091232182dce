"""What stood on the agenda of a meeting, with its minutes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from guideline.fields import LocalizedTextField
from guideline.text import localized


class AgendaItem(models.Model):
    """One item: a question, a recommendation, a round that was held, or anything else in words."""

    meeting = models.ForeignKey("guideline.Meeting", models.CASCADE, related_name="items")
    title = LocalizedTextField(_("title"))
    question = models.ForeignKey(
        "guideline.Question", models.SET_NULL, null=True, blank=True, related_name="agenda_items"
    )
    recommendation = models.ForeignKey(
        "voting.Recommendation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="agenda_items",
    )
    round = models.ForeignKey(
        "voting.Round", models.SET_NULL, null=True, blank=True, related_name="agenda_items"
    )
    minutes = models.TextField(_("minutes"), blank=True)
    left = models.ManyToManyField(
        "guideline.PanelMember",
        blank=True,
        related_name="items_left",
        help_text=_("Who left the room for this item."),
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["meeting", "position", "id"]

    def __str__(self) -> str:
        if self.title:
            return localized(self.title)
        # Not the wording of a recommendation: not everybody who reads an agenda may read it.
        named = (self.recommendation.ref if self.recommendation else "", str(self.concerns or ""))
        return ": ".join(each for each in named if each)

    @property
    def guideline(self):
        return self.meeting.guideline

    @property
    def concerns(self):
        """The question that the item is about, be it through a recommendation; None for the rest."""
        return self.recommendation.question if self.recommendation else self.question
