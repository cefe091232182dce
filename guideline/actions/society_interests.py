"""Interests of the body that issues the guideline: who pays for it, whose money it takes."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.actions.interests import blockers_to_interest
from guideline.changes import change, named
from guideline.models import Guideline, SocietyInterest
from guideline.queries import next_position, take_turns
from guideline.text import Text

PERMISSION = "guideline.edit_guideline"


@transaction.atomic
def add_society_interest(
    *,
    by: Any,
    guideline: Guideline,
    kind: str,
    party: Text,
    interest: str = "",
    amount_band: str = "",
    year_from: int | None = None,
    year_to: int | None = None,
    handled: Text = None,
) -> SocietyInterest:
    """Enter an interest of the society; it is public with the guideline."""
    require(by, PERMISSION, guideline)
    values = _values(kind, party, interest, amount_band, year_from, year_to, handled)
    refuse_if(blockers_to_interest(values))
    take_turns(guideline)
    row = SocietyInterest.objects.create(
        guideline=guideline,
        declared_by=by,
        declared_at=timezone.now(),
        position=next_position(guideline.society_interests.all()),
        **values,
    )
    record("society-interest-added", by=by, **_about(row))
    return row


@transaction.atomic
def edit_society_interest(
    *,
    by: Any,
    row: SocietyInterest,
    kind: str,
    party: Text,
    interest: str = "",
    amount_band: str = "",
    year_from: int | None = None,
    year_to: int | None = None,
    handled: Text = None,
) -> SocietyInterest:
    """Say anew what an interest of the society is; the log keeps what was said before."""
    require(by, PERMISSION, row)
    values = _values(kind, party, interest, amount_band, year_from, year_to, handled)
    refuse_if(blockers_to_interest(values))
    changes = change(row, values)
    if changes:
        record(
            "society-interest-changed",
            by=by,
            fields=named(changes),
            changes=changes,
            **_about(row),
        )
    return row


@transaction.atomic
def remove_society_interest(*, by: Any, row: SocietyInterest, reason: str) -> None:
    """Take out an interest that was entered by mistake; one that has ended gets its last year."""
    require(by, PERMISSION, row)
    if not reason.strip():
        refuse_if([Blocker(_("Say why it goes."))])
    record("society-interest-removed", by=by, reason=reason.strip(), **_about(row))
    row.delete()


def _values(
    kind: str,
    party: Text,
    interest: str,
    amount_band: str,
    year_from: int | None,
    year_to: int | None,
    handled: Text,
) -> dict[str, Any]:
    return {
        "kind": kind,
        "party": party,
        "interest": interest.strip(),
        "amount_band": amount_band,
        "year_from": year_from,
        "year_to": year_to,
        "handled": handled,
    }


def _about(row: SocietyInterest) -> dict[str, Any]:
    slug = row.guideline.slug
    return {"guideline": slug, "target": slug, "interest": str(row)}
