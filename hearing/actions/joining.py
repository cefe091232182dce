"""Comments that come to a group which has an answer already: they are answered with it, and it is said.

From the outbox, once grouping is done: like every verb on answers it locks the hearing first. Only on
parts of the draft that the answer was written for; what is on another part waits in the inbox.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from hearing.actions.answer_rows import tell, update_each, write_answers
from hearing.answering.samples import lock_hearing
from hearing.answering.states import STANDS
from hearing.clock import has_ended
from hearing.models import Answer, Comment, Hearing, Proposal
from outbox.actions import enqueue
from outbox.handlers import handles
from voting.clock import database_now

KIND = "join-answers"


def ask_for_joining(hearing: Hearing, comments: Iterable[int], *, key: str) -> None:
    """Ask for it in the transaction that put these comments (by their ids) into groups.

    While the hearing runs there is no answer that they could join.
    """
    if has_ended(hearing):
        enqueue(KIND, key=f"{KIND}:{key}", hearing=hearing.pk, comments=list(comments))


@handles(KIND)
def join_later(payload: dict[str, Any]) -> None:
    """Answer them with their groups; a second run finds nothing left to do."""
    join_answers(payload["hearing"], payload["comments"])


@transaction.atomic
def join_answers(hearing_pk: int, comments: Iterable[int], *, by: Any = None) -> list[Proposal]:
    """Give each of these comments that nobody has answered the answer of its group, where it has one."""
    lock_hearing(hearing_pk)
    rows = Comment.objects.filter(STANDS, pk__in=list(comments), progress="unanswered")
    groups = rows.filter(campaign__proposals__isnull=False).order_by("campaign").distinct()
    found = []
    for campaign in groups.values_list("campaign", flat=True):
        proposal = group_answer(campaign)
        if proposal and _join(proposal, rows.filter(campaign=campaign), by):
            found.append(proposal)
    return found


def group_answer(campaign_pk: int) -> Proposal | None:
    """The answer of a group: the one on its way, else the approved one that stands; None for neither."""
    on_its_way = Exists(Comment.objects.filter(proposal=OuterRef("pk")))
    stands = Exists(Answer.objects.filter(proposal=OuterRef("pk")))
    rows = Proposal.objects.filter(on_its_way | stands, campaign=campaign_pk)
    return rows.select_related("hearing__guideline", "by").order_by("-number").first()


def _join(proposal: Proposal, rows: Any, by: Any) -> bool:
    parts = proposal.covers.order_by().values_list("part", flat=True).distinct()
    fitting = list(rows.filter(part__in=list(parts)).order_by("number"))
    if not fitting:
        return False
    proposal.covers.add(*fitting)
    if proposal.approved_at:
        write_answers(proposal, fitting)
        update_each(fitting, progress="answered", joined_at=database_now())
    else:
        update_each(fitting, proposal=proposal, progress="waits" if proposal.waits else "draft")
    tell("comments-joined", by, proposal, fitting)
    return True
