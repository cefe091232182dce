"""Comments of hearings that wait for an answer."""

from collections.abc import Iterator

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guideline.models import Guideline
from hearing.models import Comment, Hearing
from publication.my_work.task import MINUTES, Task


def answers(guidelines: list[Guideline]) -> Iterator[Task]:
    waiting = (
        Comment.objects.filter(hearing__guideline__in=guidelines, answer=None, withdrawn_at=None)
        .exclude(hearing__imported=False, hearing__closes_at__gt=timezone.now())
        .values("hearing")
        .annotate(n=Count("pk"))
    )
    counts = {row["hearing"]: row["n"] for row in waiting}
    for held in Hearing.objects.filter(pk__in=counts).select_related("guideline"):
        n = counts[held.pk]
        yield Task(
            verb=_("Answer"),
            about=ngettext("{n} comment", "{n} comments", n).format(n=n),
            detail=str(held),
            href=reverse("hearing_inbox", args=[held.guideline.slug, held.ref]),
            guideline=held.guideline,
            minutes=MINUTES["answer"] * n,
        )
