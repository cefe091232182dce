"""A guideline begins: its name, its first chair, and whoever keeps it in order."""

from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email, validate_slug
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actions import account_for
from accounts.blockers import Blocker, refuse_if
from accounts.models import User
from accounts.permits import require
from audit.actions import record
from guideline.actions.panel import link_account, send_invitation
from guideline.models import Guideline, PanelMember
from guideline.text import Text, localized

PERMISSION = "guideline.create_guideline"
# A page stands at /guidelines/add/.
RESERVED = ("add",)
# What the person who creates it is on its panel: keeps it in order, or leads it.
OWN_ROLES = ("secretariat", "chair")


def blockers_to_creating(
    *, slug: str, title: Text, time_zone: str, own_role: str, chair_email: str
) -> list[Blocker]:
    """What is missing before a guideline may begin."""
    blockers = []
    if not localized(title).strip():
        blockers.append(Blocker(_("A guideline has a title.")))
    if time_zone not in available_timezones():
        blockers.append(Blocker(_("There is no time zone “{zone}”.").format(zone=time_zone)))
    if own_role not in OWN_ROLES:
        blockers.append(Blocker(_("Choose your own place.")))
    if own_role == "secretariat" and not _passes(validate_email, chair_email):
        blockers.append(Blocker(_("Give the address of the first chair, who is invited.")))
    return blockers + _blockers_to_slug(slug)


@transaction.atomic
def create_guideline(
    *,
    by: User,
    slug: str,
    title: Text,
    organisation: Text = None,
    time_zone: str = "UTC",
    own_role: str = "secretariat",
    chair_name: str = "",
    chair_email: str = "",
) -> Guideline:
    """Begin a guideline: its creator takes the first place, and the first chair is invited by mail."""
    require(by, PERMISSION, None)
    chair_email = chair_email.strip()
    refuse_if(
        blockers_to_creating(
            slug=slug,
            title=title,
            time_zone=time_zone,
            own_role=own_role,
            chair_email=chair_email,
        )
    )
    guideline = Guideline.objects.create(
        slug=slug,
        title=title,
        organisation=organisation,
        time_zone=time_zone,
        decision_rule="over-70",
    )
    own = PanelMember.objects.create(
        guideline=guideline, ref="p1", role=own_role, name=by.get_full_name(), user=by
    )
    record("guideline-created", by=by, title=localized(title), role=own.role, **_about(guideline))
    if own_role != "chair":
        _invite_chair(by, guideline, chair_name, chair_email)
    return guideline


def _invite_chair(by: User, guideline: Guideline, name: str, email: str) -> None:
    """The first chair's place; somebody who has an account already acts with it."""
    member = PanelMember.objects.create(
        guideline=guideline, ref="p2", role="chair", name=name.strip(), position=1
    )
    record("member-added", by=by, role="chair", name=member.name, **_about(guideline, member.ref))
    user = account_for(email, name=member.name)
    member = link_account(by=by, member=member, user=user)
    send_invitation(member)
    record("member-invited", by=by, account=str(user), **_about(guideline, member.ref))


def _blockers_to_slug(slug: str) -> list[Blocker]:
    if not _passes(validate_slug, slug) or len(slug) > 100:
        sentence = _("The address has letters, digits, hyphens and underscores, at most 100.")
        return [Blocker(sentence)]
    if slug in RESERVED or Guideline.objects.filter(slug=slug).exists():
        return [Blocker(_("The address “{slug}” is taken.").format(slug=slug))]
    return []


def _passes(validator: Any, text: str) -> bool:
    try:
        validator(text)
    except ValidationError:
        return False
    return True


def _about(guideline: Guideline, target: str = "") -> dict[str, str]:
    return {"guideline": guideline.slug, "target": target or guideline.slug}
