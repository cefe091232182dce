"""The sample beneath which the comments of one group answer stand in the published table.

It is the one that the answer was written on, as long as everybody may read it; else the first of them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Case, When

from guideline.models import Guideline
from hearing.models import Comment, Hearing, Proposal
from outbox.actions import enqueue
from outbox.handlers import handles

KIND = "settle-samples"
# What is kept of a comment that stands beneath no sample.
ALONE: Mapping[str, Any] = {"answered_with": None, "sample_elsewhere": False}


def settle_samples(proposals: Iterable[int]) -> None:
    """Put every comment of these group answers beneath its sample, in so many statements a group."""
    for key in sorted(proposals):
        _settle(key)


def settle_all(hearing: Hearing) -> None:
    """The same for every group answer that stands; part of publishing."""
    rows = hearing.proposals.filter(campaign__isnull=False, approved_at__isnull=False)
    settle_samples(rows.values_list("pk", flat=True))


def ask_for_another_sample(comment: Comment) -> None:
    """A comment that was taken back stands for no other any more; asked for where it did."""
    groups = Proposal.objects.filter(answers__comment=comment, campaign__isnull=False)
    for proposal in groups.values_list("pk", flat=True):
        enqueue(KIND, key=f"{KIND}:{comment.pk}", hearing=comment.hearing_id, proposal=proposal)


@handles(KIND)
def settle_later(payload: dict[str, Any]) -> None:
    """Not in the transaction of who takes a comment back: others lock the hearing before its comments."""
    lock_hearing(payload["hearing"])
    _settle(payload["proposal"])


def lock_hearing(pk: int) -> None:
    """Those who answer comments of one hearing wait for each other."""
    Hearing.objects.select_for_update(of=("self",)).only("pk").get(pk=pk)


def lock_hearings(guideline: Guideline) -> None:
    """The same for all hearings of a guideline; comments that come meanwhile wait as well."""
    rows = guideline.hearings.select_for_update(of=("self",)).order_by("pk")
    list(rows.values_list("pk", flat=True))


def _settle(proposal_pk: int) -> None:
    answered = Comment.objects.filter(answer__proposal=proposal_pk).order_by()
    standing = answered.filter(withdrawn_at=None)
    sample = _sample_among(standing, proposal_pk)
    part = Comment.objects.filter(pk=sample).values_list("part", flat=True).first()
    elsewhere = Case(When(part=part, then=False), default=True)
    answered.exclude(withdrawn_at=None).update(**ALONE)
    standing.exclude(pk=sample).exclude(answered_with=sample).update(
        answered_with=sample, sample_elsewhere=elsewhere
    )
    Comment.objects.filter(pk=sample).update(**ALONE)


def _sample_among(standing: Any, proposal_pk: int) -> int | None:
    public = standing.filter(published_at__isnull=False)
    rows = public if public.exists() else standing
    written_on = Proposal.objects.filter(pk=proposal_pk).values("sample")
    keys = rows.values_list("pk", flat=True)
    return keys.filter(pk__in=written_on).first() or keys.order_by("number").first()
