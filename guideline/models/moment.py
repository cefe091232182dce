"""What lay under a question's evidence profile at one moment of its history."""

import json
import zlib
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Moment(models.Model):
    """The evidence of a question as one deed left it. Written by `guideline.moments`, never changed.

    Who, when and why stand in the event that made it; a moment without an event is the state in which
    the history found the question. Screening records are left out: the log has each decision.
    """

    question = models.ForeignKey("guideline.Question", models.CASCADE, related_name="moments")
    sequence = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("time"))
    event = models.ForeignKey(
        "audit.Event", models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence_hash = models.CharField(
        max_length=64, help_text="Of all the evidence then, records included, as people sign it."
    )
    content_hash = models.CharField(max_length=64, help_text="Of the content that is kept here.")
    compressed = models.BinaryField(help_text="Canonical JSON of the content, by zlib.")

    class Meta:
        ordering = ["question", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "sequence"], name="guideline_moment_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.sequence}"

    @property
    def guideline(self):
        return self.question.guideline

    @cached_property
    def content(self) -> dict[str, Any]:
        """The evidence as plain data, in its canonical form."""
        return json.loads(zlib.decompress(self.compressed))
