"""Inviting to a hearing, and taking an invitation back."""

import secrets
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.queries import take_turns
from hearing.guests import token_of
from hearing.models import Guest, Hearing
from hearing.receipts import hashed
from outbox.actions import enqueue

MOST_GUESTS = 1000


@transaction.atomic
def invite_guests(
    *, by: Any, hearing: Hearing, people: Sequence[tuple[str, str]], role: str
) -> list[Guest]:
    """Invite people, (name, mail address) each; one mail each, with a link of their own.

    Whoever was invited before gets a new link in place of the old one.
    """
    require(by, "hearing.open_hearing", hearing)
    take_turns(hearing)
    refuse_if(_blockers(hearing, people))
    guests = [_invite(by, hearing, name, email, role) for name, email in people]
    record(
        "guests-invited",
        by=by,
        guideline=hearing.guideline.slug,
        target=hearing.ref,
        invited=len(guests),
        role=role,
    )
    return guests


@transaction.atomic
def revoke_guest(*, by: Any, guest: Guest) -> Guest:
    """Take an invitation back: its link opens nothing from now on; comments that were sent stay."""
    require(by, "hearing.open_hearing", guest.hearing)
    guest = Guest.objects.select_for_update(of=("self",)).get(pk=guest.pk)
    if guest.revoked_at is None:
        guest.revoked_at = timezone.now()
        guest.save(update_fields=["revoked_at"])
        record(
            "guest-revoked",
            by=by,
            guideline=guest.guideline.slug,
            target=guest.hearing.ref,
            guest=guest.pk,
        )
    return guest


def _invite(by: Any, hearing: Hearing, name: str, email: str, role: str) -> Guest:
    # The token itself is stored nowhere: the mail makes it again from this salt and the site's secret.
    salt = secrets.token_urlsafe(12)
    token = token_of(hearing.pk, email, salt)
    guest, _created = Guest.objects.update_or_create(
        hearing=hearing,
        email__iexact=email,
        defaults={
            "name": name,
            "email": email,
            "role": role,
            "token_hash": hashed(token),
            "invited_by": by,
            "revoked_at": None,
        },
    )
    enqueue("guest-invited", key=f"guest-invited:{guest.pk}:{salt}", guest=guest.pk, salt=salt)
    return guest


def _blockers(hearing: Hearing, people: Sequence[tuple[str, str]]) -> list[Blocker]:
    blockers = []
    if hearing.is_over:
        blockers.append(Blocker(_("The hearing is over; nobody can be invited any more.")))
    if not people:
        blockers.append(Blocker(_("Nobody is named.")))
    known = {email.lower() for email in hearing.guests.values_list("email", flat=True)}
    if len(known | {email.lower() for _name, email in people}) > MOST_GUESTS:
        blockers.append(
            Blocker(_("A hearing has at most {n} invited people.").format(n=MOST_GUESTS))
        )
    return blockers
