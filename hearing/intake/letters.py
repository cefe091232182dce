"""The mail that brings a receipt: where the comment is found, and what to do if somebody else wrote it.

The receipt waits in the outbox sealed with the installation's key: who reads the database finds none.
"""

import base64
import hashlib
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.allowances import take
from guideline.text import localized
from hearing.intake.desk import Work
from hearing.models import Comment
from hearing.receipts import hashed
from outbox.handlers import handles
from outbox.letters import send

KIND = "comment-receipt"
SALT = "hearing.by-mail"
# Mails to one address in a quarter of an hour: the form must not become a way to flood somebody.
PER_ADDRESS = 10


def receipt_letter(comment: Comment, receipt: str) -> Work:
    """The mail for a comment that leaves an address; asked for with the comment."""
    payload = {"sealed": _seal().encrypt(receipt.encode()).decode()}
    return Work(
        KIND,
        f"{KIND}:{comment.receipt_hash}",
        payload | {"language": translation.get_language() or "en"},
    )


@handles(KIND)
def receipt_by_mail(payload: dict[str, Any]) -> None:
    """Send a receipt; nothing once the comment was withdrawn, nor to an address that gets too many."""
    receipt = _seal().decrypt(payload["sealed"].encode()).decode()
    rows = Comment.objects.select_related("hearing").defer("hearing__draft")
    comment = rows.filter(receipt_hash=hashed(receipt), withdrawn_at=None).first()
    if comment is None or not comment.email:
        return
    if not take("comment-mail", comment.email.casefold(), PER_ADDRESS):
        return
    with translation.override(payload["language"]):
        send(
            payload,
            to=comment.email,
            subject=_("Your comment {number} in '{hearing}'").format(
                number=comment.number, hearing=_one_line(localized(comment.hearing.title))
            ),
            body="\n\n".join(_paragraphs(comment, receipt)),
        )


def comment_by_mail_token(token: str) -> Comment | None:
    """The comment that a link in a mail is about, None for a link that we did not make."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return Comment.objects.select_related("hearing__guideline").filter(pk=pk).first()


def mail_token(comment: Comment) -> str:
    """What a link in the mail carries: proof that whoever follows it reads that address's mail."""
    return signing.dumps(comment.pk, salt=SALT)


def _paragraphs(comment: Comment, receipt: str) -> list[str]:
    said = [_("Your comment was received under the number {number}.").format(number=comment.number)]
    if comment.held_because == "unconfirmed" and comment.released_at is None:
        said.append(
            _("It waits until you confirm it here:") + "\n" + _link("comment_confirm", comment)
        )
    said.append(
        _(
            "This address is your receipt. Whoever has it can read and withdraw the comment, edit it "
            "until the hearing closes, and find its answer there:"
        )
        + "\n"
        + settings.SITE_URL
        + reverse("comment", args=[receipt])
    )
    said.append(
        _("If you did not write this comment, say so here, and your name is not shown with it:")
        + "\n"
        + _link("comment_disown", comment)
    )
    return said


def _link(page: str, comment: Comment) -> str:
    return settings.SITE_URL + reverse(page, args=[mail_token(comment)])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _seal() -> Fernet:
    key = hashlib.sha256(b"receipts in the outbox:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
