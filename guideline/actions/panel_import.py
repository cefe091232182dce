"""A whole list of people takes places on the panel, or nobody of it; invitations go out now or later."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import account_for
from accounts.blockers import Blocker, refuse_if
from accounts.models import User
from accounts.permits import require
from audit.actions import record
from guideline.actions.panel import PERMISSION, blockers_to_linking, send_invitation
from guideline.models import Guideline, PanelMember
from guideline.panel_sheet import Entry, Problem, problems_in
from guideline.queries import next_position, take_turns
from guideline.refs import next_ref


def problems_with(guideline: Guideline, entries: Sequence[Entry]) -> list[Problem]:
    """Everything that is wrong with a list for this panel, by row and column."""
    panel = list(guideline.panel.select_related("user"))
    addresses = {place.user.email.lower() for place in panel if place.user and place.user.email}
    names = {place.name.casefold() for place in panel if place.name}
    closed = set(
        User.objects.filter(
            is_active=False, email__in=[each.email for each in entries]
        ).values_list("email", flat=True)
    )
    found = problems_in(entries)
    for entry in entries:
        if entry.email and entry.email.lower() in addresses:
            found.append(
                Problem(entry.row, "email", _("Somebody with this address is on the panel."))
            )
        elif entry.name and entry.name.casefold() in names:
            found.append(Problem(entry.row, "name", _("Somebody of this name is on the panel.")))
        if entry.email and entry.email in closed:
            found.append(Problem(entry.row, "email", _("The account of this address is closed.")))
    return sorted(found, key=lambda each: each.row)


@transaction.atomic
def import_members(
    *, by: Any, guideline: Guideline, entries: Sequence[Entry], invite: bool = False
) -> list[PanelMember]:
    """Give everybody on the list a place, an account where there is an address, and, if asked, word of it."""
    require(by, PERMISSION, guideline)
    # Two imports at once: the second finds the people of the first.
    take_turns(guideline)
    refuse_if([Blocker(str(problem)) for problem in problems_with(guideline, entries)])
    position = next_position(guideline.panel.all())
    refs = set(guideline.panel.values_list("ref", flat=True))
    members = []
    for number, entry in enumerate(entries):
        ref = next_ref("p", refs)
        refs.add(ref)
        members.append(_seat(guideline, entry, ref, position + number))
    record(
        "panel-imported",
        by=by,
        guideline=guideline.slug,
        target=guideline.slug,
        number=len(members),
        places=[member.ref for member in members],
    )
    if invite:
        _invite(by, guideline, members)
    return members


@transaction.atomic
def invite_members(
    *, by: Any, guideline: Guideline, members: Iterable[PanelMember] | None = None
) -> int:
    """Mail the way in to these places, or to all who have an address and never signed in."""
    require(by, PERMISSION, guideline)
    chosen = list(waiting_for_entry(guideline) if members is None else members)
    if not any(member.address for member in chosen):
        refuse_if([Blocker(_("Nobody is left to invite: each has signed in or has no address."))])
    return _invite(by, guideline, chosen)


def waiting_for_entry(guideline: Guideline) -> list[PanelMember]:
    """The places whose holder has an account with an address and has never signed in."""
    places = guideline.panel.filter(user__is_active=True, user__last_login=None)
    return [
        place
        for place in places.select_related("user", "guideline").order_by("position", "id")
        if place.user.email
    ]


def _seat(guideline: Guideline, entry: Entry, ref: str, position: int) -> PanelMember:
    member = PanelMember.objects.create(
        guideline=guideline,
        ref=ref,
        role=entry.role,
        name=entry.name,
        perspective=entry.perspective or None,
        affiliation=entry.affiliation or None,
        position=position,
    )
    if entry.email:
        user = account_for(entry.email, name=entry.name)
        refuse_if(blockers_to_linking(member, user))
        member.user = user
        member.save(update_fields=["user"])
    return member


def _invite(by: Any, guideline: Guideline, members: Iterable[PanelMember]) -> int:
    invited = [member for member in members if member.address]
    for member in invited:
        send_invitation(member)
    if invited:
        record(
            "members-invited",
            by=by,
            guideline=guideline.slug,
            target=guideline.slug,
            number=len(invited),
            places=[member.ref for member in invited],
        )
    return len(invited)
