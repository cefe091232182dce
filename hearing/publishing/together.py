"""Comments answered together, in the published table: the sample with the count, the others by their numbers.

Nothing is left out of any file; on the page a group stands as its sample, with the way to each other one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearing.answering.numbers import spans
from hearing.models import Comment, Hearing

# Numbers that a row lists; beyond, the page of the group does.
LISTED = 1000


@dataclass(frozen=True, slots=True)
class Together:
    """With what a comment was answered: the `sample` (its number), or as the sample for `others`."""

    sample: int | None = None
    others: int = 0
    numbers: str = ""

    @property
    def said(self) -> str:
        """In one sentence; empty for a comment that was answered alone."""
        if self.sample:
            return _("answered with its group, as comment {n}").format(n=self.sample)
        if self.others:
            return ngettext(
                "stands for {n} other in nearly the same words",
                "stands for {n} others in nearly the same words",
                self.others,
            ).format(n=self.others)
        return ""


ALONE = Together()


def standing_for_others(comments: Iterable[Comment]) -> dict[int, Together]:
    """For each of these that is a sample, by its id: how many it stands for, and which."""
    rows = _others(Comment.objects.filter(answered_with__in=[each.pk for each in comments]))
    counts = dict(rows.values_list("answered_with").annotate(n=Count("pk")))
    numbers: dict[int, list[int]] = {}
    short = [key for key, n in counts.items() if n <= LISTED]
    for key, number in rows.filter(answered_with__in=short).values_list("answered_with", "number"):
        numbers.setdefault(key, []).append(number)
    return {
        key: Together(others=n, numbers=spans(numbers.get(key, []))) for key, n in counts.items()
    }


def with_sample(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """The comments with the number of the sample beneath which each stands."""
    return comments.annotate(sample_number=F("answered_with__number"))


def sample_of(hearing: Hearing, number: int) -> int | None:
    """The number of the sample beneath which a public comment stands, None for one with its own row."""
    rows = _public(hearing.comments.filter(number=number))
    return rows.values_list("answered_with__number", flat=True).first()


def group_of(rows: QuerySet[Comment], sample: int) -> QuerySet[Comment]:
    """Of these rows the sample and all that it stands for."""
    return rows.filter(Q(number=sample, answered_with=None) | Q(answered_with__number=sample))


def _others(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    """Those that everybody may read: who took a comment back is counted for nothing any more."""
    return _public(rows).filter(withdrawn_at=None).order_by()


def _public(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    """Those that were published, here or where the hearing was held."""
    return rows.filter(Q(published_at__isnull=False) | Q(hearing__imported=True))
