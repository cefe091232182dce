"""Comments: made by anybody, edited and withdrawn by who holds the receipt."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from audit.actions import record
from hearing.actions.commenting import (
    Received,
    UnusableComment,
    clean_body,
    comment_on_draft,
)
from hearing.answering.samples import ask_for_another_sample
from hearing.intake.grouping import ask_for_grouping
from hearing.models import Comment, Hearing
from hearing.publishing.erasing import erased
from hearing.receipts import body_hash
from voting.clock import database_now

__all__ = [
    "Received",
    "UnusableComment",
    "comment_on_draft",
    "edit_comment",
    "withdraw_comment",
]


@transaction.atomic
def edit_comment(*, comment: Comment, receipt: str, body: str) -> Comment:
    """Reword a comment while the hearing is open; holding the receipt is the permission."""
    hearing = _standing(comment.hearing_id)
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    comment.hearing = hearing
    refuse_if(blockers_to_editing(comment))
    body = clean_body(body)
    if body != comment.body:
        # Other words may belong to another group.
        comment.body, comment.campaign = body, None
        comment.save(update_fields=["body", "campaign"])
        ask_for_grouping(hearing.pk)
        _tell("comment-edited", comment, body_hash=body_hash(receipt, body))
    return comment


@transaction.atomic
def withdraw_comment(*, comment: Comment) -> Comment:
    """Take a comment back: its words and who made it are deleted, and nobody has to answer it.

    Before publication it is gone with its number; afterwards its place and the answer stay.
    """
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if comment.withdrawn_at is None:
        _tell("comment-withdrawn", comment)
        now = database_now()
        comment.withdrawn_at = now
        for column, empty in erased(now).items():
            setattr(comment, column, empty)
        comment.save(update_fields=["withdrawn_at", *erased(now)])
        comment.files.all().delete()
        ask_for_another_sample(comment)
    return comment


def blockers_to_editing(comment: Comment) -> list[Blocker]:
    """What stands in the way of changing what was sent, by the database's clock."""
    blockers = []
    if comment.withdrawn_at:
        blockers.append(Blocker(_("The comment was withdrawn.")))
    closes_at = comment.hearing.closes_at
    if comment.hearing.imported or (closes_at and closes_at <= database_now()):
        blockers.append(Blocker(_("The hearing is closed; the comment stands as it was sent.")))
    return blockers


def _standing(hearing_pk: int) -> Hearing:
    """The hearing as it stands: a close waits for us, or we for it."""
    rows = Hearing.objects.select_for_update(of=("self",), no_key=True).select_related("guideline")
    return rows.defer("draft").get(pk=hearing_pk)


def _tell(verb: str, comment: Comment, **facts: Any) -> None:
    """Who commented is not named in the log, nor is anything left there of what was taken back."""
    record(
        verb,
        guideline=comment.guideline.slug,
        target=comment.hearing.ref,
        number=comment.number,
        **facts,
    )
