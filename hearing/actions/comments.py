"""Comments: made by anybody, edited and withdrawn by who holds the receipt, answered by the committee."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.queries import next_number
from hearing.codes import COMMENTER_KINDS
from hearing.details import Details, problems_with
from hearing.drafts import parts_of
from hearing.models import Answer, Comment, Hearing
from hearing.models.comment import COMMENT_LENGTH
from hearing.publishing.erasing import erased
from hearing.receipts import hashed, new_receipt, receipt_from_key

NO_DETAILS = Details()


class UnusableComment(ValueError):
    """A comment that cannot be kept as it is: empty, too long, or on a part that does not exist."""


@dataclass(frozen=True, slots=True)
class Received:
    """The answer to a comment: the comment and the receipt that opens it, shown this once."""

    comment: Comment
    receipt: str
    repeated: bool = False


@transaction.atomic
def comment_on_draft(
    *,
    hearing: Hearing,
    part: str,
    body: str,
    kind: str = "anonymous",
    name: str = "",
    email: str = "",
    consent: bool = False,
    key: str = "",
    details: Details = NO_DETAILS,
) -> Received:
    """Take a comment; no account is needed. One that comes after the close is kept, marked late.

    With a `key` a comment sent twice is one comment with one receipt. UnusableComment when it
    cannot be kept, `Blocked` before the hearing opens.
    """
    receipt = receipt_from_key(settings.SECRET_KEY, hearing.pk, key) if key else new_receipt()
    # Comments of one hearing are numbered one after the other.
    hearing = Hearing.objects.select_for_update(of=("self",)).get(pk=hearing.pk)
    known = Comment.objects.filter(hearing=hearing, receipt_hash=hashed(receipt)).first()
    if known:
        return Received(known, receipt, repeated=True)
    refuse_if(_blockers_to_commenting(hearing, details))
    _check(hearing, part, body, kind)
    _check_details(hearing, details)
    comment = Comment.objects.create(
        hearing=hearing,
        number=next_number(hearing.comments),
        part=part,
        kind=kind,
        name="" if kind == "anonymous" else name.strip(),
        email=email.strip(),
        consent=consent and kind != "anonymous",
        body=body,
        received_at=timezone.now(),
        late=hearing.is_over,
        receipt_hash=hashed(receipt),
        **details.columns(hearing, kind),
    )
    _tell("comment-received", comment, part=part, late=comment.late)
    return Received(comment, receipt)


@transaction.atomic
def edit_comment(*, comment: Comment, body: str) -> Comment:
    """Reword a comment while the hearing is open; holding the receipt is the permission."""
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    refuse_if(_blockers_to_editing(comment))
    _check_body(body)
    if body != comment.body:
        comment.body = body
        comment.save(update_fields=["body"])
        _tell("comment-edited", comment)
    return comment


@transaction.atomic
def withdraw_comment(*, comment: Comment) -> Comment:
    """Take a comment back: its words and who made it are deleted, and nobody has to answer it.

    Before publication it is gone with its number; afterwards its place and the answer stay.
    """
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if comment.withdrawn_at is None:
        _tell("comment-withdrawn", comment)
        now = timezone.now()
        comment.withdrawn_at = now
        for column, empty in erased(now).items():
            setattr(comment, column, empty)
        comment.save(update_fields=["withdrawn_at", *erased(now)])
    return comment


@transaction.atomic
def answer_comment(*, by: Any, comment: Comment, changed: bool, text: str) -> Answer:
    """Answer a comment: what was changed, or why nothing was. A better answer replaces the first."""
    require(by, "hearing.answer_comment", comment)
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    refuse_if(blockers_to_answering(comment, text))
    before = Answer.objects.filter(comment=comment).values("changed", "text").first()
    answer, _created = Answer.objects.update_or_create(
        comment=comment,
        defaults={"changed": changed, "text": text.strip(), "by": by, "at": timezone.now()},
    )
    record(
        "comment-answered",
        by=by,
        guideline=comment.guideline.slug,
        target=comment.hearing.ref,
        number=comment.number,
        changed=changed,
        before=before,
    )
    return answer


def blockers_to_answering(comment: Comment, text: str = "-") -> list[Blocker]:
    """What stands in the way of an answer."""
    blockers = []
    if comment.withdrawn_at:
        blockers.append(Blocker(_("The comment was withdrawn.")))
    if not comment.hearing.is_over:
        blockers.append(
            Blocker(_("The hearing is still open: who commented may still change the comment."))
        )
    if not text.strip():
        blockers.append(Blocker(_("Say what was changed, or why nothing was.")))
    return blockers


def _blockers_to_commenting(hearing: Hearing, details: Details = NO_DETAILS) -> list[Blocker]:
    if hearing.imported:
        return [Blocker(_("This hearing was held elsewhere."))]
    if hearing.audience == "invited" and details.guest is None:
        return [Blocker(_("Only who was invited may comment, by the link in the invitation."))]
    if not hearing.is_open and not hearing.is_over:
        return [Blocker(_("The hearing has not opened yet."))]
    return []


def _blockers_to_editing(comment: Comment) -> list[Blocker]:
    blockers = []
    if comment.withdrawn_at:
        blockers.append(Blocker(_("The comment was withdrawn.")))
    if not comment.hearing.is_open:
        blockers.append(Blocker(_("The hearing is closed; the comment stands as it was sent.")))
    return blockers


def _check(hearing: Hearing, part: str, body: str, kind: str) -> None:
    if part not in parts_of(hearing.draft):
        raise UnusableComment(_("The draft has no such part."))
    if kind not in COMMENTER_KINDS:
        raise UnusableComment(_("A comment is anonymous, an individual's or an organisation's."))
    _check_body(body)


def _check_details(hearing: Hearing, details: Details) -> None:
    problems = problems_with(details, hearing)
    if problems:
        raise UnusableComment(" ".join(problems))


def _check_body(body: str) -> None:
    if not body.strip():
        raise UnusableComment(_("The comment is empty."))
    if len(body) > COMMENT_LENGTH:
        raise UnusableComment(
            _("A comment has at most {limit} characters; this one has {length}.").format(
                limit=COMMENT_LENGTH, length=len(body)
            )
        )


def _tell(verb: str, comment: Comment, **facts: Any) -> None:
    """Who commented is not named in the log; the hash of the text shows a later alteration."""
    record(
        verb,
        guideline=comment.guideline.slug,
        target=comment.hearing.ref,
        number=comment.number,
        body_hash=hashlib.sha256(comment.body.encode()).hexdigest(),
        **facts,
    )
