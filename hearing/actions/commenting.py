"""Commenting: anybody may, once and for all or several times; nothing that arrives is lost."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils.translation import gettext as _

from accounts.blockers import Blocked, Blocker
from audit.actions import prepared
from hearing.clock import has_opened
from hearing.codes import COMMENTER_KINDS
from hearing.details import Details, problems_with
from hearing.intake.arriving import Arriving, arriving, parts_known
from hearing.intake.desk import enter
from hearing.intake.grouping import grouping_of
from hearing.intake.letters import receipt_letter
from hearing.intake.parts import own_name, part_meant
from hearing.intake.texts import UnusableText, kept
from hearing.models import Comment, Hearing
from hearing.models.comment import COMMENT_LENGTH, EMAIL_LENGTH, NAME_LENGTH
from hearing.receipts import body_hash, hash_under, hashed, new_receipt, receipt_from_key
from hearing.waiting import morning_of

# The same form may be sent several times at the same moment: the second look finds what the first entered.
TRIES = 3
# The sender of whatever comes by the form, which gives each its own key.
OF_A_FORM = "form"
NO_DETAILS = Details()


class UnusableComment(ValueError):
    """A comment that cannot be kept as it is: empty, too long, or on a part that does not exist."""


class KeyTaken(ValueError):
    """The same key came with another comment before: one of the two is a mistake."""


class ProofUsed(PermissionDenied):
    """The proof of work came with another comment before."""


@dataclass(frozen=True, slots=True)
class Received:
    """The answer to a comment: the comment and the receipt that opens it, shown this once."""

    comment: Comment
    receipt: str
    repeated: bool = False


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
    receipt: str = "",
    proof_hash: str | None = None,
    held_because: str = "",
    read: Arriving | None = None,
) -> Received:
    """Take a comment; no account is needed. One that comes after the close is kept, marked late.

    With a `key`, or the receipt that was made of it, a comment sent twice is one comment with one
    receipt. `held_because` lets it wait for a look of the committee, of which the answer says
    nothing. `read` is what it meets where that was read a moment ago. Refused, in this order:
    UnusableComment for what is no text, KeyTaken, ProofUsed, `Blocked` before the hearing opens,
    UnusableComment for what is no comment on this draft.
    """
    receipt = receipt or receipt_for(hearing.pk, key, OF_A_FORM)
    comment = Comment.arrived(
        hearing_id=hearing.pk,
        kind=kind,
        name="" if kind == "anonymous" else _line(name, NAME_LENGTH),
        email=_line(email, EMAIL_LENGTH),
        consent=consent and kind != "anonymous",
        body=_clean(body),
        receipt_hash=hashed(receipt),
        proof_hash=proof_hash,
        held_because=held_because,
    )
    for _try in range(TRIES):
        found = read or arriving(hearing.pk, comment.receipt_hash, proof_hash)
        comment.part = own_name(part, found.hearing.guideline.slug)
        comment.sent_hash = _sent(comment, details)
        if found.known:
            return _repeated(found.known, comment, receipt)
        _guard(found, comment, details, len(body))
        try:
            if _enter(found, comment, receipt):
                return Received(comment, receipt)
        except IntegrityError as error:
            # The same key or proof came in between the look and the step: look again.
            refusal, read = error, None
        else:
            # By the database's clock, where the host's says that it runs.
            raise Blocked(_blockers_to_commenting(found.hearing, details) or [_not_open_yet()])
    raise refusal


def receipt_for(hearing_pk: int, key: str, sender: str) -> str:
    """The receipt of what is sent with a key, a new one without.

    `sender` keeps keys apart that different senders chose: whoever sends the same words with somebody
    else's key gets a receipt of their own.
    """
    if not key:
        return new_receipt()
    return receipt_from_key(settings.SECRET_KEY, hearing_pk, f"{sender}:{key}")


def check_body(body: str, typed: int) -> None:
    """UnusableComment for a text that is empty or longer than a comment may be.

    Some letters are kept as two characters, and some pairs as one: what counts is what is less of both,
    the length as kept and as `typed`.
    """
    if not body.strip():
        raise UnusableComment(_("The comment is empty."))
    length = min(len(body), typed)
    if length > COMMENT_LENGTH:
        raise UnusableComment(
            _("A comment has at most {limit} characters; this one has {length}.").format(
                limit=COMMENT_LENGTH, length=length
            )
        )


def clean_body(body: str) -> str:
    """A text as it is kept; UnusableComment for one that is no comment."""
    as_kept = _clean(body)
    check_body(as_kept, len(body))
    return as_kept


def _enter(found: Arriving, comment: Comment, receipt: str) -> bool:
    hearing = found.hearing
    comment.hearing = hearing
    # Who commented is not named in the log.
    event = prepared(
        "comment-received",
        guideline=hearing.guideline.slug,
        target=hearing.ref,
        part=comment.part,
        body_hash=body_hash(receipt, comment.body),
    )
    work = [grouping_of(hearing.pk)]
    if comment.held_because:
        event.facts["held"] = comment.held_because
        work.append(morning_of(hearing))
    if comment.email:
        work.append(receipt_letter(comment, receipt))
    return enter(comment, event, work, found.assumed)


def _repeated(known: Comment, comment: Comment, receipt: str) -> Received:
    if known.sent_hash != comment.sent_hash:
        raise KeyTaken(
            _("Another comment came with this key before. Send this one with a new key.")
        )
    return Received(known, receipt, repeated=True)


def _guard(found: Arriving, comment: Comment, details: Details, typed: int) -> None:
    if found.proof_used:
        raise ProofUsed(
            _("This proof of work came with another comment. Each comment needs its own.")
        )
    blockers = _blockers_to_commenting(found.hearing, details)
    if blockers:
        raise Blocked(blockers)
    part = part_meant(comment.part, found.hearing.guideline.slug, parts_known(found.hearing))
    if part is None:
        raise UnusableComment(_("The draft has no such part."))
    comment.part = part
    if comment.kind not in COMMENTER_KINDS:
        raise UnusableComment(_("A comment is anonymous, an individual's or an organisation's."))
    check_body(comment.body, typed)
    problems = problems_with(details, found.hearing, comment.kind)
    if problems:
        raise UnusableComment(" ".join(problems))
    for column, value in details.columns(found.hearing).items():
        setattr(comment, column, value)


def _blockers_to_commenting(hearing: Hearing, details: Details) -> list[Blocker]:
    if hearing.audience == "invited" and details.guest is None and not hearing.imported:
        return [Blocker(_("Only who was invited may comment, by the link in the invitation."))]
    return blockers_of_time(hearing)


def blockers_of_time(hearing: Hearing) -> list[Blocker]:
    """Why nobody's comments are taken: held elsewhere, or not open yet. After the close they are late."""
    if hearing.imported:
        return [Blocker(_("This hearing was held elsewhere."))]
    # Where the host's clock says that it runs, the step that enters a comment asks the database's.
    if not hearing.is_open and not hearing.is_over and not has_opened(hearing):
        return [_not_open_yet()]
    return []


def _not_open_yet() -> Blocker:
    return Blocker(_("The hearing has not opened yet."))


def _line(text: str, longest: int) -> str:
    """A name or an address as it is kept; UnusableComment for one that has no room."""
    line = _clean(text).strip()
    if len(line) > longest:
        raise UnusableComment(
            _("A name or an address has at most {limit} characters; this one has {length}.").format(
                limit=longest, length=len(line)
            )
        )
    return line


def _clean(text: str) -> str:
    try:
        return kept(text)
    except UnusableText as error:
        raise UnusableComment(_("The text holds something that is no character.")) from error


def _sent(comment: Comment, details: Details) -> str:
    """All that was sent, under a key: from the hash nobody finds a name or an address by trying."""
    told = [comment.part, comment.kind, comment.name, comment.email, comment.consent, comment.body]
    told += [details.paragraph, details.quote, details.support]
    told += [list(map(dict, details.signatories)), dict(details.declarations)]
    text = json.dumps(told, ensure_ascii=False)
    return hash_under(settings.SECRET_KEY, text)
