"""Places on the panel: added, changed, given to somebody else, linked to an account, invited."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.blockers import Blocked
from accounts.models import User
from audit.models import Event
from guideline.actions.panel import (
    add_member,
    edit_member,
    invite_member,
    link_account,
    replace_member,
)
from guideline.models import Conflict, PanelMember
from outbox.actions import relay
from outbox.models import Delivery
from tests import factories


def test_added_place_gets_the_next_id_and_is_told(guideline, secretariat, told):
    factories.make_member(guideline=guideline, ref="p7")

    member = add_member(
        by=secretariat,
        guideline=guideline,
        role="member",
        name=" A surgeon ",
        perspective="surgeon",
    )

    assert (member.ref, member.role, member.name) == ("p8", "member", "A surgeon")
    assert told() == [("member-added", "secretariat added the place p8 to the panel (member).")]


def test_unknown_role_is_refused_and_nobody_is_added(guideline, chair):
    with pytest.raises(Blocked) as refusal:
        add_member(by=chair, guideline=guideline, role="king")

    assert [str(blocker) for blocker in refusal.value.blockers] == ["There is no role “king”."]
    assert PanelMember.objects.count() == 1


def test_edited_place_tells_before_and_after(guideline, chair, told):
    member = factories.make_member(guideline=guideline, ref="p7", role="observer")

    edit_member(by=chair, member=member, role="member", name="A nurse")

    member.refresh_from_db()
    assert (member.role, member.name) == ("member", "A nurse")
    assert told() == [("member-changed", "chair changed the place p7: role, name.")]
    assert Event.objects.get().facts["changes"] == {
        "role": ["observer", "member"],
        "name": ["", "A nurse"],
    }


def test_place_saved_as_it_was_tells_nothing(guideline, chair, told):
    member = factories.make_member(guideline=guideline)

    edit_member(by=chair, member=member, role="member")

    assert told() == []


def test_replaced_holder_takes_account_and_interests_along(guideline, chair, question, told):
    former = factories.make_user("former")
    member = factories.make_member(guideline=guideline, ref="p7", name="Former", user=former)
    factories.make_conflict(member=member, question=question, action="leave-room")

    replace_member(by=chair, member=member, name="Successor", reason="Retired.")

    member.refresh_from_db()
    assert (member.name, member.user, member.declared_at) == ("Successor", None, None)
    assert Conflict.objects.count() == 0
    assert told() == [
        (
            "member-replaced",
            "chair gave the place p7, held by Former, to Successor. Reason: Retired.",
        )
    ]
    assert Event.objects.get().facts["before"] == {
        "name": "Former",
        "account": "former",
        "declared": [{"interest": "lecture fees", "action": "leave-room", "question": "q1"}],
    }


def test_replacing_without_name_and_reason_names_both(guideline, chair):
    member = factories.make_member(guideline=guideline)

    with pytest.raises(Blocked) as refusal:
        replace_member(by=chair, member=member, name=" ", reason="")

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "Say who takes the place.",
        "Say why the place changes hands.",
    ]


def test_linked_account_acts_for_the_place(guideline, chair, told):
    member = factories.make_member(guideline=guideline, ref="p7")
    user = factories.make_user("nurse")

    link_account(by=chair, member=member, user=user)
    link_account(by=chair, member=member, user=user)

    member.refresh_from_db()
    assert member.user == user
    assert told() == [("account-linked", "chair linked the place p7 to the account nurse.")]


def test_account_with_another_place_and_a_held_place_are_refused_together(guideline, chair, member):
    other = factories.make_member(guideline=guideline, ref="p7", user=factories.make_user("nurse"))

    with pytest.raises(Blocked) as refusal:
        link_account(by=chair, member=other, user=member)

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "p7 is held by nurse. Replace the member first.",
        "member already holds the place member on this panel.",
    ]


def test_invitation_makes_an_account_without_password_and_mails_the_way_in(guideline, chair, told):
    member = factories.make_member(guideline=guideline, ref="p7", name="A patient")

    invite_member(by=chair, member=member, email="Patient@Example.org ")
    relay()

    user = User.objects.get(email="Patient@example.org")
    member.refresh_from_db()
    assert member.user == user
    assert (user.get_full_name(), user.has_usable_password()) == ("A patient", False)
    assert [message.to for message in mail.outbox] == [["Patient@example.org"]]
    assert "“Livers” as member" in mail.outbox[0].body
    assert [verb for verb, _sentence in told()] == ["account-linked", "member-invited"]


def test_invitation_uses_the_account_that_has_the_address(guideline, chair):
    known = factories.make_user("nurse", email="nurse@example.org")
    member = factories.make_member(guideline=guideline)

    invite_member(by=chair, member=member, email="NURSE@example.org")

    member.refresh_from_db()
    assert member.user == known


def test_inviting_twice_on_one_day_sends_one_mail(guideline, chair):
    member = factories.make_member(guideline=guideline)

    invite_member(by=chair, member=member, email="nurse@example.org")
    invite_member(by=chair, member=member, email="nurse@example.org")

    assert Delivery.objects.count() == 1


def test_refused_invitation_leaves_no_account_behind(guideline, chair):
    held = factories.make_member(guideline=guideline, user=factories.make_user())

    with pytest.raises(Blocked):
        invite_member(by=chair, member=held, email="new@example.org")

    assert not User.objects.filter(email="new@example.org").exists()
    assert Delivery.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("chair", True),
        ("secretariat", True),
        ("member", False),
        ("methodologist", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_only_chair_and_secretariat_manage_the_panel(request, permitted, guideline, role, allowed):
    user = request.getfixturevalue(role)
    place = factories.make_member(guideline=guideline, ref="p7", name="Former")

    for act in (
        lambda: add_member(by=user, guideline=guideline, role="member"),
        lambda: edit_member(by=user, member=place, role="observer"),
        lambda: replace_member(by=user, member=place, name="Next", reason="Retired."),
        lambda: link_account(by=user, member=place, user=factories.make_user()),
    ):
        assert permitted(act) is allowed


def test_superuser_without_a_place_manages_nothing(guideline):
    root = User.objects.create_superuser("root", "root@example.org", "x")

    with pytest.raises(PermissionDenied):
        add_member(by=root, guideline=guideline, role="member")


def test_database_keeps_one_place_a_person(guideline, member):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_member(guideline=guideline, user=member)


def test_database_knows_only_the_roles(guideline):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_member(guideline=guideline, role="king")
