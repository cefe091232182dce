"""Interests: declared by their holder, decided on by a chair, never by oneself."""

import pytest
from django.db import IntegrityError, transaction

from accounts.blockers import Blocked
from audit.models import Event
from guideline.actions.conflicts import decide_conflict, declare_conflict, declare_nothing
from guideline.models import Conflict
from guideline.queries import silent_on_interests
from tests import factories


def test_declared_interest_waits_for_a_decision(guideline, question, member, told):
    conflict = declare_conflict(
        by=member,
        guideline=guideline,
        interest="lecture fees",
        party=" Maker of the device ",
        question=question,
        years="2020-2021",
        amount="1000",
    )

    assert (conflict.member.user, conflict.action) == (member, "not-reported")
    assert (conflict.party, conflict.years, conflict.amount) == (
        "Maker of the device",
        "2020-2021",
        "1000",
    )
    assert conflict.declared_at is not None
    assert conflict.decided_at is None
    assert told() == [
        ("conflict-declared", "member declared an interest (lecture fees) concerning q1.")
    ]


def test_declaration_without_interest_and_party_names_both(guideline, member):
    elsewhere = factories.make_question()

    with pytest.raises(Blocked) as refusal:
        declare_conflict(by=member, guideline=guideline, interest=" ", party="", question=elsewhere)

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "Say what kind of interest it is.",
        "Name the company, body or person concerned.",
        "The question belongs to another guideline.",
    ]
    assert Conflict.objects.count() == 0


def test_declaring_nothing_ends_the_silence(guideline, member, chair, told):
    assert {place.user for place in silent_on_interests(guideline)} == {member, chair}

    declare_nothing(by=member, guideline=guideline)

    assert [place.user for place in silent_on_interests(guideline)] == [chair]
    assert told() == [
        ("nothing-declared", "member declared that there are no interests to declare.")
    ]


def test_nothing_cannot_be_declared_over_something(guideline, member):
    declare_conflict(by=member, guideline=guideline, interest="shares", party="A company")

    with pytest.raises(Blocked) as refusal:
        declare_nothing(by=member, guideline=guideline)

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "You have declared interests; they stand until the chair decides."
    ]


def test_observer_is_not_asked_for_interests(guideline, observer, member):
    assert [place.user for place in silent_on_interests(guideline)] == [member]


def test_decision_is_kept_with_who_when_why_and_what_was_before(guideline, chair, member, told):
    conflict = factories.make_conflict(
        member=member.places.get(), action="not-reported", basis="reconstructed"
    )

    decide_conflict(by=chair, conflict=conflict, action="leave-room", because=" He sells it. ")

    conflict.refresh_from_db()
    assert (conflict.action, conflict.because, conflict.basis) == ("leave-room", "He sells it.", "")
    assert (conflict.decided_by, conflict.decided_by_user) == ("chair", chair)
    assert conflict.decided_at is not None
    assert told() == [
        (
            "conflict-decided",
            "chair decided on an interest of member (lecture fees) concerning every question: "
            "leaves the room. Reason: He sells it.",
        )
    ]
    assert Event.objects.get().facts["changes"]["action"] == ["not-reported", "leave-room"]


def test_decision_without_choice_and_reason_names_both(chair, member):
    conflict = factories.make_conflict(member=member.places.get(), action="not-reported")

    with pytest.raises(Blocked) as refusal:
        decide_conflict(by=chair, conflict=conflict, action="not-reported", because=" ")

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "Choose what follows from the interest.",
        "Give the reason for the decision.",
    ]
    conflict.refresh_from_db()
    assert conflict.action == "not-reported"


def test_chair_cannot_decide_on_an_interest_of_their_own(chair, told):
    conflict = factories.make_conflict(member=chair.places.get(), action="not-reported")

    with pytest.raises(Blocked) as refusal:
        decide_conflict(by=chair, conflict=conflict, action="none", because="It is small.")

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "Nobody decides on an interest of their own."
    ]
    assert told() == []


@pytest.mark.parametrize(
    ("role", "declares", "decides"),
    [
        ("chair", True, True),
        ("member", True, False),
        ("methodologist", True, False),
        ("commentator", True, False),
        ("secretariat", True, False),
        ("observer", False, False),
        ("stranger", False, False),
    ],
)
def test_who_declares_and_who_decides(request, permitted, guideline, role, declares, decides):
    user = request.getfixturevalue(role)
    conflict = factories.make_conflict(member=factories.make_member(guideline=guideline))

    def declare():
        declare_conflict(by=user, guideline=guideline, interest="shares", party="A company")

    def decide():
        decide_conflict(by=user, conflict=conflict, action="none", because="It is small.")

    for act, allowed in ((declare, declares), (decide, decides)):
        assert permitted(act) is allowed


def test_database_knows_only_the_actions(member):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_conflict(member=member.places.get(), action="shrug")
