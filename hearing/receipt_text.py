"""The receipt of a comment in words, as a file and as a mail say it."""

import hashlib

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from guideline.times import in_zone
from hearing.models import Comment
from hearing.publishing.states import words_of


def receipt_text(comment: Comment, receipt: str) -> str:
    """Number, receipt, address, when, the hash of the text and the text; nothing of a withdrawn one."""
    hearing = comment.hearing
    lines = [
        f"{hearing.guideline}: {hearing}",
        _("Your comment has the number {n}.").format(n=comment.number),
        _("Receipt: {receipt}").format(receipt=receipt),
        _("With this address you can read, change and withdraw it, and find its answer later:"),
        f"{settings.SITE_URL}{reverse('comment', args=[receipt])}",
    ]
    if comment.received_at:
        when = in_zone(comment.received_at, hearing.guideline)
        lines.append(_("Received: {when}").format(when=when))
    if comment.withdrawn_at:
        lines.append(_("You withdrew it."))
    else:
        digest = hashlib.sha256(comment.body.encode()).hexdigest()
        lines += [_("SHA-256 of the text: {hash}").format(hash=digest), words_of(comment)]
    return "\n\n".join(lines) + "\n"
