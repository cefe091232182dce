"""A list of people takes places at once or not at all, and is invited now or later."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from accounts.blockers import Blocked
from guideline.actions.panel_import import (
    import_members,
    invite_members,
    problems_with,
    waiting_for_entry,
)
from guideline.models import PanelMember
from guideline.panel_sheet import Entry
from outbox.models import Delivery
from tests import factories

LIST = (
    Entry(2, "A", "a@example.org", "Ward", "member", "nurse"),
    Entry(3, "B", "", "", "observer", ""),
)


def invited() -> list[str]:
    return sorted(Delivery.objects.values_list("payload__to", flat=True))


def test_people_take_places_with_accounts_and_are_invited_later_once(guideline, chair, told):
    import_members(by=chair, guideline=guideline, entries=LIST)

    places = guideline.panel.order_by("position").values_list(
        "ref", "role", "name", "affiliation", "perspective", "user__email"
    )
    assert list(places)[1:] == [
        ("p1", "member", "A", "Ward", "nurse", "a@example.org"),
        ("p2", "observer", "B", None, None, None),
    ]
    assert invited() == []
    for _twice in range(2):
        invite_members(by=chair, guideline=guideline)
    assert invited() == ["a@example.org", "chair@example.org"]
    assert told()[0] == ("panel-imported", "chair took 2 people from a list onto the panel.")


def test_people_are_invited_at_once_where_asked(guideline, chair):
    import_members(by=chair, guideline=guideline, entries=LIST, invite=True)

    assert invited() == ["a@example.org"]


def test_one_wrong_line_keeps_everybody_out(guideline, chair, member):
    taken = factories.make_member(guideline=guideline, name="Taken")
    closed = factories.make_user("closed", is_active=False)
    entries = (
        *LIST,
        Entry(4, "C", "MEMBER@example.org"),
        Entry(5, "taken"),
        Entry(6, "D", closed.email),
        Entry(7, "E", role="boss"),
    )

    assert [str(each) for each in problems_with(guideline, entries)][:3] == [
        "Row 4, email: Somebody with this address is on the panel.",
        "Row 5, name: Somebody of this name is on the panel.",
        "Row 6, email: The account of this address is closed.",
    ]
    with pytest.raises(Blocked) as refusal:
        import_members(by=chair, guideline=guideline, entries=entries)

    assert len(refusal.value.blockers) == 4
    assert set(guideline.panel.values_list("ref", flat=True)) == {"chair", "member", taken.ref}
    assert not get_user_model().objects.filter(email="a@example.org").exists()


def test_nobody_left_to_invite_is_said(guideline, chair):
    chair.last_login = chair.date_joined
    chair.save()

    assert waiting_for_entry(guideline) == []
    with pytest.raises(Blocked):
        invite_members(by=chair, guideline=guideline)


@pytest.mark.parametrize(
    ("role", "allowed"), [("secretariat", True), ("methodologist", False), ("member", False)]
)
def test_who_brings_a_list(request, guideline, role, allowed, permitted):
    user = request.getfixturevalue(role)

    assert permitted(lambda: import_members(by=user, guideline=guideline, entries=LIST)) is allowed


@pytest.mark.django_db(transaction=True)
def test_two_who_bring_the_same_list_at_once_seat_everybody_once(guideline, chair):
    outcomes = []

    def bring():
        try:
            import_members(by=chair, guideline=guideline, entries=LIST)
            outcomes.append("taken over")
        except Blocked:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=bring) for _two in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused", "taken over"]
    assert PanelMember.objects.filter(name="A").count() == 1
