"""A second receipt of a comment, made at the moment its answer is mailed (ADR on mails to commenters)."""

from django.db import models


class AnswerLink(models.Model):
    """It opens the comment like its receipt, of which nothing but the hash is known here."""

    comment = models.ForeignKey("hearing.Comment", models.CASCADE, related_name="answer_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"link to {self.comment_id}"
