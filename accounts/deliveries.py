"""What accounts ask the outbox to do later: mail a fresh link, which is made as the mail goes out."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import SignInLink
from accounts.sign_in_links import may_have_links, new_link
from outbox.handlers import handles
from outbox.letters import send

FRESH_LIFE = timedelta(days=1)


@handles("fresh-link")
def mail_fresh_link(payload: dict[str, Any]) -> None:
    """Mail a new link in place of an old one, which ends with it; none for a link taken back."""
    old = SignInLink.objects.select_related("user").filter(pk=payload["link"]).first()
    if old is None or old.revoked_at or not may_have_links(old.user):
        return
    ends_at = max(old.ends_at, timezone.now() + FRESH_LIFE)
    address = new_link(
        old.user,
        about=old.about,
        leads_to=old.leads_to,
        ends_at=ends_at,
        mailed_by=payload["delivery"],
    )
    SignInLink.objects.filter(pk=old.pk).update(ends_at=max(old.sent_at, timezone.now()))
    lines = [
        _("You asked for a fresh link. It signs you in once, in the browser that opens it:"),
        address,
        _("If it was not you, nothing happened: leave this mail alone."),
    ]
    send(payload, to=old.user.email, subject=_("Your fresh link"), body="\n\n".join(lines))
