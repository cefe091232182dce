"""Rounds that a hearing asks for: a change of substance was made after comments, and nobody has voted on it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from hearing.answering.changes import changes_substance, steps_corrected
from hearing.answering.substance import round_is_due
from hearing.models import Change
from voting.models import Correction, Recommendation, Round


@dataclass(frozen=True, slots=True)
class RoundDue:
    """A recommendation that has to be voted on again, and the answers that say why."""

    recommendation: Recommendation
    proposals: list[int] = field(default_factory=list)


def rounds_due(guidelines: Iterable[Any]) -> list[RoundDue]:
    """What has to be voted on again in these guidelines, in a constant number of queries."""
    found: dict[int, RoundDue] = {}
    for change in _standing(guidelines):
        recommendation = change.after.recommendation
        if not changes_substance(change) or not _is_due(change, recommendation):
            continue
        due = found.setdefault(recommendation.pk, RoundDue(recommendation))
        if change.proposal.number not in due.proposals:
            due.proposals.append(change.proposal.number)
    return list(found.values())


def _standing(guidelines: Iterable[Any]) -> QuerySet[Change]:
    """The changes that a proposal on its way, or an answer that stands, points at."""
    used = Q(proposal__comments__isnull=False) | Q(proposal__answers__isnull=False)
    closed = Round.objects.filter(status="closed").order_by("number")
    confirmed = Correction.objects.filter(confirmed_by__isnull=False).order_by("number")
    rows = Change.objects.filter(used, proposal__hearing__guideline__in=list(guidelines))
    return (
        rows.exclude(after=None)
        .distinct()
        .select_related("before", "after__recommendation__guideline", "proposal")
        .prefetch_related(
            Prefetch("after__recommendation__rounds", queryset=closed, to_attr="closed"),
            Prefetch("after__recommendation__corrections", queryset=confirmed, to_attr="confirmed"),
        )
    )


def _is_due(change: Change, recommendation: Recommendation) -> bool:
    closed: list[Round] = vars(recommendation)["closed"]
    last = closed[-1] if closed else None
    at = change.after.at
    after = any(each.opened_at and at and each.opened_at >= at for each in closed)
    return round_is_due(
        voted=last.statement if last else None,
        opened_after=after,
        corrections=steps_corrected(recommendation),
        now=recommendation.statement,
    )
