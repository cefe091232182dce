"""The receipt of a comment in words, as a file and as a mail say it."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from guideline.times import in_zone
from guideline.words import words
from hearing.details import signatories_as_text
from hearing.models import Comment
from hearing.part_words import part_in_words
from hearing.publishing.beside import beside_of
from hearing.publishing.states import words_of
from hearing.receipts import body_hash, hashed


def receipt_text(comment: Comment, receipt: str) -> str:
    """Number, receipt, address, when, what the log keeps of the text, and the text; nothing of one that is deleted.

    The link in the mail with an answer opens a comment too; the log does not know that one.
    """
    hearing = comment.hearing
    lines = [
        f"{hearing.guideline}: {hearing}",
        _("Your comment has the number {n}.").format(n=comment.number),
        _("Receipt: {receipt}").format(receipt=receipt),
        _what_the_address_is_for(comment),
        f"{settings.SITE_URL}{reverse('comment', args=[receipt])}",
    ]
    if comment.received_at:
        when = in_zone(comment.received_at, hearing.guideline)
        lines.append(_("Received: {when}").format(when=when))
    if not comment.erased_at:
        lines += _about(comment)
        if hashed(receipt) == comment.receipt_hash:
            kept = body_hash(receipt, comment.body)
            lines.append(_("In the log (HMAC-SHA256 of the text): {hash}").format(hash=kept))
        lines.append(words_of(comment))
    return "\n\n".join(lines) + "\n"


def _what_the_address_is_for(comment: Comment) -> str:
    if comment.withdrawn_at:
        return _("You withdrew it; this address says so:")
    if comment.erased_at:
        return _(
            "The time for which the hearing keeps comments is over, and its words are deleted; this address says so:"
        )
    if not comment.hearing.is_open:
        return _("With this address you can read and withdraw it, and find its answer later:")
    return _("With this address you can read, change and withdraw it, and find its answer later:")


def _about(comment: Comment) -> list[str]:
    """On what it is, and from whom: what else was typed beside the text."""
    where = part_in_words(comment.part)
    if comment.paragraph:
        where = _("{part}, paragraph {n}").format(part=where, n=comment.paragraph)
    beside = beside_of(comment, "holder")
    who = str(words(comment.kind)) + (f": {comment.name}" if comment.name else "")
    lines = [_("On: {place}").format(place=where), _("From: {who}").format(who=who)]
    if beside.quote:
        lines.append(_("Passage: {passage}").format(passage=beside.quote))
    if beside.signatories:
        signed = signatories_as_text(beside.signatories)
        lines.append(_("Signatories: {names}").format(names=signed))
    if comment.name:
        lines.append(
            _("The name may be published with the comment.")
            if comment.consent
            else _("The name is not published.")
        )
    lines.append(
        _("Mail address: {email}").format(email=comment.email)
        if comment.email
        else _("No mail address is kept.")
    )
    return lines
