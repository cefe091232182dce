"""Files beside a comment: added and removed by who holds the receipt, opened for the committee or kept shut."""

import hashlib
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from hearing.actions.comments import blockers_to_editing
from hearing.intake.files import judged, kept_name
from hearing.models import Comment, CommentFile
from hearing.models.comment_file import MOST_FILES
from hearing.queries import locked_comment
from hearing.waiting import ask_for_morning_mail
from voting.clock import database_now

# Who blacks out what should not be read also decides what may be opened.
PERMISSION = "hearing.redact_comment"


def add_file(*, comment: Comment, name: str, content: bytes) -> CommentFile:
    """Put a file beside a comment while the hearing is open; UnusableFile for one that is not taken.

    Nobody opens it before somebody of the committee has looked at it.
    """
    # A PDF takes seconds to rewrite: not for who may add nothing, and while nobody waits for a lock, on
    # SQLite the only one there is.
    _open_to_files(comment)
    kind, clean = judged(content)
    return _add(comment, kept_name(name), kind, clean)


@transaction.atomic
def _open_to_files(comment: Comment) -> Comment:
    comment = locked_comment(comment.pk)
    refuse_if([*_blockers_to_adding(comment), *blockers_to_editing(comment)])
    return comment


@transaction.atomic
def _add(comment: Comment, name: str, kind: str, content: bytes) -> CommentFile:
    comment = _open_to_files(comment)
    last = comment.files.aggregate(last=Max("number"))["last"] or 0
    added = CommentFile.objects.create(
        comment=comment,
        number=last + 1,
        kind=kind,
        name=name,
        content=content,
        size=len(content),
        content_hash=hashlib.sha256(content).hexdigest(),
        added_at=database_now(),
    )
    ask_for_morning_mail(comment.hearing)
    _tell("comment-file-added", added, content_hash=added.content_hash)
    return added


@transaction.atomic
def remove_file(*, comment: Comment, number: int) -> None:
    """Take a file away again, at any time; one that is gone already changes nothing."""
    comment = locked_comment(comment.pk)
    for each in comment.files.filter(number=number).defer("content"):
        _tell("comment-file-removed", each, content_hash=each.content_hash)
        each.delete()


@transaction.atomic
def pass_file(*, by: Any, file: CommentFile) -> CommentFile:
    """Open a file for the committee; also one that was kept shut by mistake."""
    file = _looked_at(by, file)
    file.passed_at, file.shut_at, file.reason, file.decided_by = database_now(), None, "", by
    file.save(update_fields=["passed_at", "shut_at", "reason", "decided_by"])
    _tell("comment-file-passed", file, by=by)
    return file


@transaction.atomic
def keep_file_shut(*, by: Any, file: CommentFile, reason: str) -> CommentFile:
    """Keep it shut: it stays kept, and nobody opens it but who decides on files."""
    refuse_if([] if reason.strip() else [Blocker(_("Say why."))])
    file = _looked_at(by, file)
    file.passed_at, file.shut_at = None, database_now()
    file.reason, file.decided_by = reason.strip(), by
    file.save(update_fields=["passed_at", "shut_at", "reason", "decided_by"])
    _tell("comment-file-shut", file, by=by, reason=file.reason)
    return file


def _blockers_to_adding(comment: Comment) -> list[Blocker]:
    blockers = []
    if not comment.hearing.takes_files:
        blockers.append(Blocker(_("This hearing takes no files.")))
    if comment.files.count() >= MOST_FILES:
        blockers.append(
            Blocker(_("A comment has at most {n} files: remove one first.").format(n=MOST_FILES))
        )
    rows = CommentFile.objects.filter(comment__hearing=comment.hearing_id)
    if (rows.aggregate(all=Sum("size"))["all"] or 0) >= settings.HEARING_FILES_SIZE:
        blockers.append(
            Blocker(_("There is no room for more files: please say it in the comment itself."))
        )
    return blockers


def _looked_at(by: Any, file: CommentFile) -> CommentFile:
    require(by, PERMISSION, file)
    rows = CommentFile.objects.select_for_update(of=("self",)).defer("content")
    found = rows.select_related("comment__hearing__guideline").get(pk=file.pk)
    blockers = [Blocker(_("The comment was withdrawn."))] if found.comment.withdrawn_at else []
    refuse_if(blockers)
    return found


def _tell(verb: str, file: CommentFile, **told: Any) -> None:
    """What its author called it is not named in the log."""
    record(
        verb,
        guideline=file.guideline.slug,
        target=file.comment.hearing.ref,
        number=file.comment.number,
        file=file.number,
        **told,
    )
