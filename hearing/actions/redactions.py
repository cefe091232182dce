"""Redaction: one person proposes what nobody may read any more, another one confirms it."""

import json
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocked, Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from hearing.clock import has_ended
from hearing.models import Comment, Redaction
from hearing.publishing.beside import spans_beside, texts_beside
from hearing.publishing.redacting import spans_of
from hearing.receipts import hash_under

REASON_LENGTH = 200


@transaction.atomic
def propose_redaction(*, by: Any, comment: Comment, passage: str, reason: str) -> Redaction:
    """Ask that a passage of the comment be blacked out wherever it stands; all of it without one.

    It is looked for in the words, the passage of the draft, the signatories and the declarations.
    The words stay readable until a second person confirms; `Blocked` where there is nothing to do.
    """
    require(by, "hearing.redact_comment", comment)
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    spans = spans_of(comment.body, passage)
    beside = spans_beside(comment, passage)
    found = bool(spans or beside)
    refuse_if(blockers_to_redacting(comment) + _blockers_to_wording(found, reason))
    redaction = Redaction.objects.create(
        comment=comment,
        spans=spans,
        beside=beside,
        reason=reason.strip(),
        proposed_by=by,
        proposed_at=timezone.now(),
    )
    _tell("redaction-proposed", by, redaction)
    return redaction


@transaction.atomic
def confirm_redaction(*, by: Any, redaction: Redaction) -> Redaction:
    """Black the passage out for everybody; the comment is kept as it came, sealed.

    Its hash stands in the log since it was received, and still fits.
    """
    redaction = _to_be_decided(by, redaction)
    if redaction.is_confirmed:
        return redaction
    refuse_if(blockers_to_deciding(by, redaction))
    _decide(by, redaction, is_confirmed=True)
    _tell("comment-redacted", by, redaction)
    return redaction


@transaction.atomic
def drop_redaction(*, by: Any, redaction: Redaction) -> Redaction:
    """Leave the words as they are; who proposed it may think better of it too. Again changes nothing."""
    redaction = _to_be_decided(by, redaction)
    if redaction.is_confirmed:
        raise Blocked([Blocker(_("It is confirmed already: nobody reads these words any more."))])
    if redaction.decided_at is None:
        _decide(by, redaction, is_confirmed=False)
        _tell("redaction-dropped", by, redaction)
    return redaction


def blockers_to_redacting(comment: Comment) -> list[Blocker]:
    """What stands in the way of redacting this comment at all."""
    blockers = []
    if comment.withdrawn_at or comment.erased_at:
        blockers.append(
            Blocker(_("The comment was withdrawn or deleted: nobody reads it any more."))
        )
    if not has_ended(comment.hearing):
        blockers.append(
            Blocker(_("The hearing is still open: who commented may still change the comment."))
        )
    return blockers


def blockers_to_deciding(by: Any, redaction: Redaction) -> list[Blocker]:
    """What keeps this person from confirming."""
    blockers = []
    if redaction.decided_at:
        blockers.append(Blocker(_("This redaction was dropped.")))
    if redaction.proposed_by_id == by.pk:
        blockers.append(Blocker(_("You proposed it yourself: a second person has to confirm it.")))
    return blockers


def _blockers_to_wording(found: bool, reason: str) -> list[Blocker]:
    blockers = []
    if not found:
        blockers.append(
            Blocker(_("The comment has no such passage; copy it from there letter by letter."))
        )
    if not reason.strip():
        blockers.append(Blocker(_("Say why: the reason stands in place of the words.")))
    if len(reason.strip()) > REASON_LENGTH:
        blockers.append(Blocker(_("A reason has at most {n} characters.").format(n=REASON_LENGTH)))
    return blockers


def _to_be_decided(by: Any, redaction: Redaction) -> Redaction:
    require(by, "hearing.redact_comment", redaction.comment)
    rows = Redaction.objects.select_for_update(of=("self",)).select_related("comment__hearing")
    return rows.get(pk=redaction.pk)


def _decide(by: Any, redaction: Redaction, *, is_confirmed: bool) -> None:
    redaction.decided_by, redaction.decided_at = by, timezone.now()
    redaction.is_confirmed = is_confirmed
    redaction.save(update_fields=["decided_by", "decided_at", "is_confirmed"])


def _tell(verb: str, by: Any, redaction: Redaction) -> None:
    """Where in the comment and why; what was said there stands in the log as a hash alone, under a key."""
    comment = redaction.comment
    facts: dict[str, Any] = {}
    if redaction.beside:
        facts = {"beside": redaction.beside, "beside_hash": _hash_beside(comment)}
    record(
        verb,
        by=by,
        guideline=comment.guideline.slug,
        target=comment.hearing.ref,
        reason=redaction.reason,
        number=comment.number,
        redaction=redaction.pk,
        spans=[list(span) for span in redaction.spans],
        body_hash=hash_under(settings.SECRET_KEY, comment.body),
        **facts,
    )


def _hash_beside(comment: Comment) -> str:
    """A hash of the texts beside the words."""
    text = json.dumps(texts_beside(comment), ensure_ascii=False, sort_keys=True)
    return hash_under(settings.SECRET_KEY, text)
