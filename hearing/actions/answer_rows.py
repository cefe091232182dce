"""What is kept of answers: how far each comment is, its answer, and beneath which sample it is shown."""

from collections.abc import Iterable, Sequence
from typing import Any

from audit.actions import record
from hearing.answering.numbers import spans
from hearing.answering.samples import ALONE, settle_samples
from hearing.models import Answer, Comment, Proposal


def update_each(comments: Sequence[Comment], **fields: Any) -> None:
    """Update the comments, in pieces that every database takes."""
    keys = [each.pk for each in comments]
    for start in range(0, len(keys), 500):
        Comment.objects.filter(pk__in=keys[start : start + 500]).update(**fields)


def replaced_answers(comments: Sequence[Comment]) -> list[dict[str, Any]]:
    """The answers that no proposal keeps, because they came from elsewhere: the log keeps them."""
    keys = [each.pk for each in comments]
    rows = Answer.objects.filter(comment__in=keys, proposal=None).order_by("comment__number")
    return list(rows.values("comment__number", "changed", "text"))


def write_answers(proposal: Proposal, comments: Sequence[Comment]) -> None:
    """Each comment keeps an answer of its own, so that any may be answered anew alone."""
    groups = take_answers_away(comments)
    Answer.objects.bulk_create(
        (
            Answer(
                comment=each,
                changed=proposal.changed,
                text=proposal.text,
                by_id=proposal.by_id,
                at=proposal.at,
                proposal=proposal,
                approved_by=proposal.approved_by,
                approved_at=proposal.approved_at,
            )
            for each in comments
        ),
        batch_size=500,
    )
    settle_samples(groups | ({proposal.pk} if proposal.campaign_id else set()))


def take_answers_away(comments: Iterable[Comment]) -> set[int]:
    """Delete the answers of these comments; returns the group answers among them, to be settled."""
    mine = list(comments)
    rows = Answer.objects.filter(comment__in=[each.pk for each in mine])
    given = rows.filter(proposal__campaign__isnull=False).order_by().values_list("proposal")
    groups = {key for (key,) in given.distinct()}
    rows.delete()
    update_each(mine, joined_at=None, **ALONE)
    return groups


def restore_earlier(proposal: Proposal, comments: Sequence[Comment]) -> None:
    """Let the approved answers stand again that this one had replaced."""
    keys = [each.pk for each in comments]
    earlier = Proposal.objects.filter(covers__in=keys, approved_at__isnull=False)
    for each in earlier.exclude(pk=proposal.pk).distinct().order_by("approved_at", "id"):
        write_answers(each, list(each.covers.filter(pk__in=keys)))


def tell(verb: str, by: Any, proposal: Proposal, comments: Sequence[Comment], **facts: Any) -> None:
    """One event of an answer, with the numbers of its comments."""
    facts = {name: said for name, said in facts.items() if said}
    record(
        verb,
        by=by,
        guideline=proposal.hearing.guideline.slug,
        target=proposal.hearing.ref,
        answer=proposal.number,
        comments=spans([each.number for each in comments]),
        **facts,
    )
