"""A comment as its viewer may see it: what `hearing/visibility.py` says, asked of a row."""

from dataclasses import replace
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from hearing.models import Comment, Redaction
from hearing.publishing.redacting import blacked_out, covers
from hearing.visibility import CommentSight, CommentState, Viewer, sight_of


def with_redactions(comments: QuerySet[Comment]) -> QuerySet[Comment]:
    """The comments with what `words_of` asks of each, for many in one query."""
    confirmed = Redaction.objects.filter(is_confirmed=True)
    return comments.prefetch_related(Prefetch("redactions", confirmed, to_attr="blacked_out"))


def state_of(comment: Comment) -> CommentState:
    """What about this comment decides who sees what of it."""
    redactions = redactions_of(comment)
    spans = [(start, end) for each in redactions for start, end in each.spans]
    return CommentState(
        kind=comment.kind,
        consents=comment.consent,
        is_published=comment.is_published,
        is_answered=hasattr(comment, "answer"),
        is_withdrawn=comment.withdrawn_at is not None,
        is_held=comment.is_held,
        is_redacted=bool(redactions) or comment.redacted_elsewhere,
        is_wholly_redacted=bool(redactions) and covers(comment.body, spans),
        is_disputed=comment.is_disputed,
        is_erased=comment.erased_at is not None,
        # What a bundle tells has been public.
        publishes_declarations=comment.hearing.publishes_declarations or comment.hearing.imported,
    )


def sight(viewer: Viewer, comment: Comment) -> CommentSight:
    """What this viewer may see of the comment."""
    return sight_of(viewer, state_of(comment))


def sight_once_published(comment: Comment) -> CommentSight:
    """What everybody may see of the comment as soon as it is public."""
    return sight_of("public", replace(state_of(comment), is_published=True))


def words_of(comment: Comment) -> str:
    """The comment as anybody may read it: what is redacted is blacked out, with the reason."""
    marks = [
        ([(start, end) for start, end in each.spans], mark_of(each.reason))
        for each in redactions_of(comment)
    ]
    return blacked_out(comment.body, marks)


def mark_of(reason: str) -> str:
    """What stands in place of a passage."""
    return _("[redacted: {reason}]").format(reason=reason)


def redactions_of(comment: Comment) -> list[Any]:
    if hasattr(comment, "blacked_out"):
        return comment.blacked_out
    return list(comment.redactions.filter(is_confirmed=True))
