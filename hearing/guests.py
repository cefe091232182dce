"""Who came by an invitation: the link says it once, the browser's session keeps it."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac

from hearing.models import Guest, Hearing
from hearing.receipts import hashed

KEPT_AS = "hearing-guests"


def token_of(hearing: int, email: str, salt: str) -> str:
    """The token of an invitation's link, made anew for each mail; only its hash is stored.

    It cannot be made without the installation's own secret; each mail has a salt of its own.
    """
    said = f"{hearing}:{email}:{salt}"
    return salted_hmac("hearing.guest", said, algorithm="sha256").hexdigest()[:40]


def address_of(guest: Guest, token: str) -> str:
    """The link, as it is mailed."""
    hearing = guest.hearing
    path = reverse("guest_enter", args=[hearing.guideline.slug, hearing.ref, token])
    return f"{settings.SITE_URL}{path}"


def guest_by_token(hearing: Hearing, token: str) -> Guest | None:
    """The invitation that a link belongs to; None for an unknown one or one that was taken back."""
    return hearing.guests.filter(token_hash=hashed(token), revoked_at=None).first()


def welcome(request: HttpRequest, guest: Guest) -> None:
    """Remember in this browser's session who came; a session that somebody planted gains nothing."""
    known = request.session.get(KEPT_AS, {})
    request.session.cycle_key()
    request.session[KEPT_AS] = known | {str(guest.hearing_id): guest.pk}


def guest_of(request: HttpRequest, hearing: Hearing) -> Guest | None:
    """Who reads by an invitation to this hearing; None for everybody else."""
    pk = request.session.get(KEPT_AS, {}).get(str(hearing.pk))
    return hearing.guests.filter(pk=pk, revoked_at=None).first() if pk else None


def may_read(request: HttpRequest, hearing: Hearing, guest: Guest | None) -> bool:
    """Everybody reads a public hearing's draft; one by invitation is for its guests and the panel."""
    if hearing.audience == "everybody" or guest is not None:
        return True
    return request.user.is_authenticated and request.user.has_perm("hearing.view_hearing", hearing)
