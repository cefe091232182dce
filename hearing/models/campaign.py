"""Comments that say the same in nearly the same words."""

from django.db import models


class Campaign(models.Model):
    """The first comment of its kind, as numbers to compare others with; every comment belongs to one.

    `signature` and the bands are of the words as they came (hearing/intake/likeness.py) and hold none
    of them: a later edit or withdrawal of the first comment moves no other out.
    """

    hearing = models.ForeignKey("hearing.Hearing", models.CASCADE, related_name="campaigns")
    text_hash = models.CharField(max_length=64)
    signature = models.BinaryField()

    class Meta:
        ordering = ["hearing", "id"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "text_hash"], name="hearing_campaign_once")
        ]

    def __str__(self) -> str:
        return f"campaign {self.pk}"

    @property
    def guideline(self):
        return self.hearing.guideline


class CampaignBand(models.Model):
    """A piece of a campaign's signature, by which comments like it are found in one look."""

    campaign = models.ForeignKey("hearing.Campaign", models.CASCADE, related_name="bands")
    hearing = models.ForeignKey("hearing.Hearing", models.CASCADE, related_name="+")
    value = models.BigIntegerField()

    class Meta:
        ordering = ["campaign", "id"]
        indexes = [models.Index(fields=["hearing", "value"], name="hearing_campaign_band")]

    def __str__(self) -> str:
        return f"{self.value:x}"
