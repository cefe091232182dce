"""Counts that take as long for a hundred thousand comments as for a thousand: they stop there."""

from collections.abc import Mapping
from typing import Any

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from hearing.models import Comment, Hearing

MOST_COUNTED = 1000


class BoundedCount(Subquery):
    """How many rows a subquery has, up to one more than MOST_COUNTED."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS bounded)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any], **extra: Any) -> None:
        super().__init__(rows.order_by().values("number")[: MOST_COUNTED + 1], **extra)


def counts_of(hearing: Hearing, conditions: Mapping[str, Q]) -> dict[str, int]:
    """How many comments meet each condition, in one query."""
    rows = Comment.objects.filter(hearing=OuterRef("pk"))
    counts = {f"in_{name}": BoundedCount(rows.filter(each)) for name, each in conditions.items()}
    found = Hearing.objects.filter(pk=hearing.pk).order_by().values(**counts).get()
    return {name: found[f"in_{name}"] for name in conditions}


def counted(n: int) -> str:
    """A count as it is said; beyond what is counted, that it is more."""
    return _("more than {n}").format(n=MOST_COUNTED) if n > MOST_COUNTED else str(n)
