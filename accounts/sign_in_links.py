"""Personal links: made as their mail goes out, pressed once, taken back.

A link that was mailed less than ten minutes ago signs in by itself, and later only in a browser that
the account knows. Anywhere else pressing it mails a short code, bound to the browser that pressed
(docs/adr/0012-links-in-invitations.md).
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.browsers import is_known
from accounts.models import SignInLink, User

# What is sent by mail proves something for so long (OWASP ASVS 5.0, 6.5.5).
FRESH = timedelta(minutes=10)
LONGEST = timedelta(days=60)

State = Literal["ready", "unknown", "used", "ended", "foreign", "taken-back", "not-by-link"]
Next = Literal["sign-in", "code"]


@dataclass(frozen=True, slots=True)
class Press:
    """What pressing a link came to: `next` where it may go on, else its state says why not."""

    state: State
    link: SignInLink | None = None
    next: Next | None = None


def may_have_links(user: User) -> bool:
    """Who runs the site signs in by code or passkey, and a closed account not at all."""
    return user.is_active and not (user.is_staff or user.is_superuser)


def new_link(
    user: User,
    *,
    about: str,
    leads_to: str,
    ends_at: datetime | None = None,
    mailed_by: str = "",
) -> str:
    """The address of a new link, to be mailed now; an ordinary address where none may be made.

    `mailed_by` names the row of the outbox whose mail it goes into: the same row makes the same link
    again, where a crash took the first one back after its mail had left.
    """
    if not may_have_links(user):
        return f"{settings.SITE_URL}{leads_to}"
    token, now = _token(user, mailed_by), timezone.now()
    latest = now + LONGEST
    SignInLink.objects.create(
        user=user,
        token_hash=hash_of(token),
        about=about,
        leads_to=leads_to,
        sent_at=now,
        ends_at=max(min(ends_at or latest, latest), now + FRESH),
    )
    return f"{settings.SITE_URL}{reverse('sign_in_link', args=[token])}"


def _token(user: User, mailed_by: str) -> str:
    """256 bits that only this installation's secret leads to, or chance alone."""
    if not mailed_by:
        return secrets.token_urlsafe(32)
    # With the address: rows that a restored backup numbers again are other people's.
    code = salted_hmac("accounts.link", f"{user.email}\n{mailed_by}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(code).decode().rstrip("=")


def revoke_links(user: User | None, *, about: str) -> int:
    """Take back every unused link that invites this account to something; returns how many."""
    links = SignInLink.objects.filter(user=user, about=about, used_at=None, revoked_at=None)
    return links.update(revoked_at=timezone.now())


def link_of(token: str) -> SignInLink | None:
    """The link with this token, None where there is none."""
    return SignInLink.objects.select_related("user").filter(token_hash=hash_of(token)).first()


def state_of(link: SignInLink | None, browser: str) -> State:
    """What a link is good for in this browser; looking changes nothing."""
    if link is None:
        return "unknown"
    if not may_have_links(link.user):
        return "not-by-link"
    if link.revoked_at:
        return "taken-back"
    if link.browser_hash and link.browser_hash != browser:
        return "foreign"
    if link.used_at:
        return "used"
    return "ended" if link.ends_at <= timezone.now() else "ready"


@transaction.atomic
def press(token: str, browser: str) -> Press:
    """Press a link: it belongs to this browser from now on, and is used up when it signs in.

    Two presses at once wait for each other, and the second finds the first one's mark.
    """
    link = (
        SignInLink.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(token_hash=hash_of(token))
        .first()
    )
    state = state_of(link, browser)
    if link is None or state != "ready":
        return Press(state, link)
    link.browser_hash = browser
    straight = link.sent_at > timezone.now() - FRESH or is_known(link.user, browser)
    if straight:
        link.used_at = timezone.now()
    link.save(update_fields=["browser_hash", "used_at"])
    return Press("ready", link, "sign-in" if straight else "code")


def use_up(user: User, browser: str) -> None:
    """Whoever signed in by the code needs the link no more that had asked for it."""
    pressed = SignInLink.objects.filter(user=user, browser_hash=browser, used_at=None)
    pressed.update(used_at=timezone.now())


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
