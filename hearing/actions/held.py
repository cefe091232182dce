"""Held comments: released or kept held by the committee, confirmed by mail; and names that somebody disputes."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from hearing.actions.joining import ask_for_joining
from hearing.models import Comment
from hearing.queries import locked_comment
from hearing.waiting import ask_for_morning_mail
from voting.clock import database_now

PERMISSION = "hearing.answer_comment"


@transaction.atomic
def release_comment(*, by: Any, comment: Comment, reason: str) -> Comment:
    """Let a held comment join the others; also one that was kept held by mistake."""
    comment = _looked_at(by, comment, reason)
    comment.released_at, comment.kept_held_at = database_now(), None
    _keep_review(comment, reason)
    _tell("comment-released", comment, **_review_of(by, comment))
    _let_join(comment)
    return comment


@transaction.atomic
def keep_held(*, by: Any, comment: Comment, reason: str) -> Comment:
    """Keep it held: it stays kept, and is neither answered nor shown. It can still be released."""
    comment = _looked_at(by, comment, reason)
    comment.kept_held_at = database_now()
    _keep_review(comment, reason)
    _tell("comment-kept-held", comment, **_review_of(by, comment))
    return comment


@transaction.atomic
def confirm_comment(*, comment: Comment) -> Comment:
    """Whoever follows the link in the mail stands by the comment; again changes nothing."""
    comment = locked_comment(comment.pk)
    if comment.confirmed_at is None and comment.withdrawn_at is None:
        comment.confirmed_at = database_now()
        if comment.held_because == "unconfirmed" and comment.kept_held_at is None:
            comment.released_at = comment.released_at or comment.confirmed_at
        comment.save(update_fields=["confirmed_at", "released_at"])
        _tell("comment-confirmed", comment)
        _let_join(comment)
    return comment


@transaction.atomic
def disown_comment(*, comment: Comment) -> Comment:
    """'This was not me': the name is not shown, the committee is told, the comment is kept."""
    comment = locked_comment(comment.pk)
    if comment.disputed_at is None:
        comment.disputed_at = database_now()
        comment.save(update_fields=["disputed_at"])
        _tell("comment-disputed", comment)
        ask_for_morning_mail(comment.hearing)
    return comment


@transaction.atomic
def note_dispute(*, by: Any, comment: Comment, note: str) -> Comment:
    """Say what came of a dispute: nobody has to look at it any more. The name stays hidden."""
    require(by, PERMISSION, comment)
    comment = locked_comment(comment.pk)
    blockers = []
    if comment.disputed_at is None:
        blockers.append(Blocker(_("Nobody disputes this comment.")))
    if comment.dispute_noted_at:
        blockers.append(Blocker(_("Somebody has looked at the dispute already.")))
    if comment.withdrawn_at:
        blockers.append(Blocker(_("The comment was withdrawn.")))
    if not note.strip():
        blockers.append(Blocker(_("Say what came of it.")))
    refuse_if(blockers)
    comment.dispute_noted_at, comment.dispute_note = database_now(), note.strip()
    comment.save(update_fields=["dispute_noted_at", "dispute_note"])
    _tell("dispute-noted", comment, by=by, reason=comment.dispute_note)
    return comment


def _let_join(comment: Comment) -> None:
    """Its group may have an answer."""
    ask_for_joining(comment.hearing, [comment.pk], key=f"released:{comment.pk}")


def _looked_at(by: Any, comment: Comment, reason: str) -> Comment:
    require(by, PERMISSION, comment)
    comment = locked_comment(comment.pk)
    blockers = []
    if not comment.is_held:
        blockers.append(Blocker(_("The comment is not held.")))
    if comment.withdrawn_at:
        blockers.append(Blocker(_("The comment was withdrawn.")))
    if not reason.strip():
        blockers.append(Blocker(_("Say why.")))
    refuse_if(blockers)
    return comment


def _keep_review(comment: Comment, reason: str) -> None:
    comment.held_reason = reason.strip()
    comment.save(update_fields=["released_at", "kept_held_at", "held_reason"])


def _review_of(by: Any, comment: Comment) -> dict[str, Any]:
    return {"by": by, "reason": comment.held_reason, "held": comment.held_because}


def _tell(verb: str, comment: Comment, **told: Any) -> None:
    """Who commented is not named in the log."""
    record(
        verb,
        guideline=comment.guideline.slug,
        target=comment.hearing.ref,
        number=comment.number,
        **told,
    )
