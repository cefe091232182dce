"""An evidence profile as it was last built, so that opening it builds nothing again."""

from django.db import models


class RememberedProfile(models.Model):
    """A memory, never an input: one row a question and language, right while its key is.

    The key holds everything that the table depends on. Rows may be deleted at any time; all that is
    lost is the time to build them again.
    """

    question = models.ForeignKey("guideline.Question", models.CASCADE, related_name="+")
    language = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    table = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "language"], name="evidence_one_memory_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.language}"
