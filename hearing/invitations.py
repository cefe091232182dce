"""The mail of an invitation to comment, with its link."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from guideline.times import in_zone
from hearing.guests import address_of, token_of
from hearing.models import Guest, Hearing
from hearing.receipts import hashed
from outbox.handlers import handles
from outbox.letters import send


@handles("guest-invited")
def mail_invitation(payload: dict[str, Any]) -> None:
    """Mail an invitation with its link; none for one that was taken back or sent anew since."""
    rows = Guest.objects.select_related("hearing__guideline").filter(revoked_at=None)
    guest = rows.filter(pk=payload["guest"]).first()
    if guest is None:
        return
    token = token_of(guest.hearing_id, guest.email, payload["salt"])
    if guest.token_hash != hashed(token):
        return
    hearing = guest.hearing
    with override(_language_of(hearing)):
        lines = [
            _("{name}, you are invited to comment on a draft:").format(name=guest.name),
            f"{hearing.guideline}: {hearing}",
            _("This link is yours alone. It opens the draft and the comment form:"),
            address_of(guest, token),
            _until(hearing),
        ]
        subject = _("You are invited to comment: {title}").format(title=hearing.guideline)
        send(payload, to=guest.email, subject=subject, body="\n\n".join(filter(None, lines)))


def _until(hearing: Hearing) -> str:
    if hearing.closes_at is None:
        return ""
    when = in_zone(hearing.closes_at, hearing.guideline)
    return _("Comments are taken until {when}.").format(when=when)


def _language_of(hearing: Hearing) -> str:
    """The language that governs, as far as this program speaks it."""
    known = dict(settings.LANGUAGES)
    return hearing.language if hearing.language in known else settings.LANGUAGE_CODE
