"""Redactions of comments that wait for a second person."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from guideline.models import Guideline
from hearing.models import Redaction
from publication.my_work.task import MINUTES, Task


def redactions(guidelines: list[Guideline], user: Any) -> Iterator[Task]:
    """Those that somebody else proposed."""
    waiting = Redaction.objects.filter(
        comment__hearing__guideline__in=guidelines, decided_at=None
    ).exclude(proposed_by=user)
    rows = waiting.select_related("comment__hearing__guideline").defer("comment__hearing__draft")
    for each in rows:
        comment, hearing = each.comment, each.comment.hearing
        yield Task(
            verb=_("Decide on a redaction"),
            about=_("Comment {n}").format(n=comment.number),
            detail=str(hearing),
            href=reverse(
                "comment_redact", args=[hearing.guideline.slug, hearing.ref, comment.number]
            ),
            guideline=hearing.guideline,
            minutes=MINUTES["confirm"],
        )
