"""The panel: places are added and changed, people take them, leave them and are invited."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import account_for
from accounts.blockers import Blocker, refuse_if
from accounts.models import User
from accounts.permits import require
from accounts.sign_in_links import revoke_links
from audit.actions import record
from guideline.actions.importance_surveys import forget_open_answers
from guideline.changes import change, named
from guideline.codes import ROLES
from guideline.models import Guideline, PanelMember
from guideline.queries import next_position, take_turns
from guideline.refs import next_ref
from guideline.text import Text
from guideline.words import words
from outbox.actions import enqueue

PERMISSION = "guideline.manage_panel"


@transaction.atomic
def add_member(
    *,
    by: Any,
    guideline: Guideline,
    role: str,
    name: str = "",
    perspective: Text = None,
    affiliation: Text = None,
) -> PanelMember:
    """Give the panel one more place."""
    require(by, PERMISSION, guideline)
    refuse_if(_blockers_to_role(role))
    take_turns(guideline)
    member = PanelMember.objects.create(
        guideline=guideline,
        ref=next_ref("p", guideline.panel.values_list("ref", flat=True)),
        role=role,
        name=name.strip(),
        perspective=perspective,
        affiliation=affiliation,
        position=next_position(guideline.panel.all()),
    )
    record("member-added", by=by, role=role, name=name.strip(), **_about(member))
    return member


@transaction.atomic
def edit_member(
    *,
    by: Any,
    member: PanelMember,
    role: str,
    name: str = "",
    perspective: Text = None,
    affiliation: Text = None,
) -> PanelMember:
    """Correct what a place says; the person who holds it stays the same."""
    require(by, PERMISSION, member)
    refuse_if(_blockers_to_role(role))
    values = {
        "role": role,
        "name": name.strip(),
        "perspective": perspective,
        "affiliation": affiliation,
    }
    changes = change(member, values)
    if changes:
        record("member-changed", by=by, fields=named(changes), changes=changes, **_about(member))
    return member


def blockers_to_replacing(member: PanelMember, name: str, reason: str) -> list[Blocker]:
    """What stands in the way of somebody else taking the place."""
    blockers = []
    if not name.strip():
        blockers.append(Blocker(_("Say who takes the place.")))
    elif name.strip() == member.name:
        blockers.append(Blocker(_("{name} holds this place already.").format(name=member.name)))
    if not reason.strip():
        blockers.append(Blocker(_("Say why the place changes hands.")))
    return blockers


@transaction.atomic
def replace_member(
    *, by: Any, member: PanelMember, name: str, reason: str, affiliation: Text = None
) -> PanelMember:
    """Give the place to somebody else, who declares anew and has no account yet.

    What the former holder declared goes with them; the record keeps it.
    """
    require(by, PERMISSION, member)
    refuse_if(blockers_to_replacing(member, name, reason))
    former = {
        "name": str(member),
        "account": str(member.user) if member.user else "",
        "declared": [
            {"interest": each.interest, "action": each.action, "question": each.question_ref}
            for each in member.conflicts.select_related("question")
        ],
    }
    member.conflicts.all().delete()
    forget_open_answers(member)
    # A link that was mailed to the former holder leads nowhere any more.
    revoke_links(member.user, about=member.guideline.slug)
    values = {"name": name.strip(), "affiliation": affiliation, "user": None, "declared_at": None}
    change(member, values)
    record(
        "member-replaced",
        by=by,
        reason=reason.strip(),
        former=former["name"],
        before=former,
        name=member.name,
        **_about(member),
    )
    return member


def blockers_to_linking(member: PanelMember, user: User) -> list[Blocker]:
    """What stands in the way of this account taking the place."""
    blockers = []
    if member.user_id and member.user_id != user.pk:
        sentence = _("{place} is held by {user}. Replace the member first.")
        blockers.append(Blocker(sentence.format(place=member, user=member.user)))
    other = PanelMember.objects.filter(guideline=member.guideline, user=user).exclude(pk=member.pk)
    for place in other:
        sentence = _("{user} already holds the place {place} on this panel.")
        blockers.append(Blocker(sentence.format(user=user, place=place.ref)))
    if not user.is_active:
        blockers.append(Blocker(_("The account {user} is closed.").format(user=user)))
    return blockers


@transaction.atomic
def link_account(*, by: Any, member: PanelMember, user: User) -> PanelMember:
    """Let an account act for the place; linking the same one again changes nothing."""
    require(by, PERMISSION, member)
    member = _locked(member)
    refuse_if(blockers_to_linking(member, user))
    if member.user_id == user.pk:
        return member
    member.user = user
    member.save(update_fields=["user"])
    record("account-linked", by=by, account=str(user), **_about(member))
    return member


@transaction.atomic
def invite_member(*, by: Any, member: PanelMember, email: str) -> PanelMember:
    """Give the place an account by its address and mail the way in; once a day for one address."""
    require(by, PERMISSION, member)
    user = account_for(email, name=member.name)
    member = link_account(by=by, member=member, user=user)
    send_invitation(member)
    record("member-invited", by=by, account=str(user), **_about(member))
    return member


def send_invitation(member: PanelMember) -> None:
    """Mail the way in to the holder of a place; once a day for one address."""
    enqueue(
        "mail",
        key=f"panel-invitation-{member.pk}-{member.user_id}-{timezone.now():%Y-%m-%d}",
        to=member.user.email,
        subject=_("You are invited to the panel of {guideline}").format(guideline=member.guideline),
        body=_invitation(member),
    )


def _blockers_to_role(role: str) -> list[Blocker]:
    return [] if role in ROLES else [Blocker(_("There is no role “{role}”.").format(role=role))]


def _invitation(member: PanelMember) -> str:
    lines = [
        _("You are invited to take part in the guideline “{guideline}” as {role}.").format(
            guideline=member.guideline, role=words(member.role)
        ),
        _("Sign in with this address; a code comes by mail, and no password is needed:"),
        f"{settings.SITE_URL}{reverse(settings.LOGIN_URL)}",
        _("The first thing asked of you is to declare your interests."),
    ]
    return "\n\n".join(lines)


def _locked(member: PanelMember) -> PanelMember:
    rows = PanelMember.objects.select_for_update(of=("self",))
    return rows.select_related("guideline", "user").get(pk=member.pk)


def _about(member: PanelMember) -> dict[str, Any]:
    return {"guideline": member.guideline.slug, "target": member.ref}
