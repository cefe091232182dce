"""What follows from interests: decided by those named for it, never by oneself, each decision kept."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.blockers import Blocked
from audit.models import Event
from guideline.actions.conflicts import (
    confirm_decision,
    decide_conflict,
    pending_on,
    set_deciders,
    split_conflict,
)
from guideline.actions.interests import declare_conflict
from guideline.models import Conflict, ConflictDecision
from tests import factories


def refused(act) -> list[str]:
    with pytest.raises(Blocked) as refusal:
        act()
    return [str(blocker) for blocker in refusal.value.blockers]


def conflict_of(user, **fields):
    return factories.make_conflict(member=user.places.get(), action="not-reported", **fields)


def test_decision_is_kept_with_who_when_why_and_what_was_before(guideline, chair, member, told):
    conflict = conflict_of(member, basis="reconstructed")

    decide_conflict(by=chair, conflict=conflict, action="leave-room", because=" He sells it. ")
    decide_conflict(by=chair, conflict=conflict, action="discuss-only", because="He sold it.")

    conflict.refresh_from_db()
    assert (conflict.action, conflict.because, conflict.basis) == (
        "discuss-only",
        "He sold it.",
        "",
    )
    assert (conflict.decided_by, conflict.decided_by_user) == ("chair", chair)
    assert [(each.action, each.because, each.by) for each in conflict.decisions.all()] == [
        ("leave-room", "He sells it.", chair),
        ("discuss-only", "He sold it.", chair),
    ]
    assert told()[0] == (
        "conflict-decided",
        "chair decided on an interest of member (lecture fees) concerning every question: "
        "leaves the room. Reason: He sells it.",
    )
    changes = [event.facts["changes"]["action"] for event in Event.objects.order_by("sequence")]
    assert changes == [["not-reported", "leave-room"], ["leave-room", "discuss-only"]]


def test_decision_without_choice_and_reason_names_both(chair, member):
    conflict = conflict_of(member)

    def decide():
        decide_conflict(by=chair, conflict=conflict, action="not-reported", because=" ")

    assert refused(decide) == [
        "Choose what follows from the interest.",
        "Give the reason for the decision.",
    ]
    assert ConflictDecision.objects.count() == 0


def test_sole_chair_s_own_interest_is_decided_by_the_methodologist(
    chair, methodologist, member, permitted
):
    own, of_member = conflict_of(chair), conflict_of(member)

    def decide(by, conflict):
        return lambda: decide_conflict(
            by=by, conflict=conflict, action="none", because="It is small."
        )

    assert refused(decide(chair, own)) == ["Nobody decides on an interest of their own."]
    assert refused(decide(methodologist, of_member)) == ["Others decide on this interest."]
    assert permitted(decide(member, own)) is False
    decide(methodologist, own)()

    own.refresh_from_db()
    assert (own.action, own.decided_by) == ("none", "methodologist")


def test_named_committee_decides_in_the_place_of_the_chair(guideline, chair, member, told):
    other = factories.make_user("other")
    place = factories.make_member(guideline=guideline, ref="other", user=other)
    set_deciders(by=chair, guideline=guideline, members=[place], number=1)
    conflict = conflict_of(member)

    assert told() == [
        ("deciders-named", "chair named those who decide on interests: other; it takes 1.")
    ]
    decide_conflict(by=other, conflict=conflict, action="none", because="It is small.")

    assert Conflict.objects.get().decided_by == "other"


def test_two_persons_decide_where_the_guideline_says_so(guideline, chair, methodologist, member):
    second = factories.make_user("second")
    factories.make_member(guideline=guideline, ref="second", role="chair", user=second)
    set_deciders(by=chair, guideline=guideline, members=[], number=2)
    conflict = conflict_of(member)
    decide_conflict(by=chair, conflict=conflict, action="none", because="It is small.")
    decide_conflict(by=chair, conflict=conflict, action="leave-room", because="It is large.")
    old, new = ConflictDecision.objects.order_by("pk")

    assert Conflict.objects.get().action == "not-reported"
    assert refused(lambda: confirm_decision(by=chair, decision=new)) == [
        "A second person confirms it."
    ]
    assert refused(lambda: confirm_decision(by=second, decision=old)) == [
        "It no longer waits for anybody."
    ]
    confirm_decision(by=second, decision=new)

    decided = Conflict.objects.get()
    assert (decided.action, decided.decided_by) == ("leave-room", "chair, second")
    assert pending_on(decided) is None
    assert refused(lambda: confirm_decision(by=second, decision=new)) == [
        "It no longer waits for anybody."
    ]


def test_deciders_are_people_of_this_panel_who_take_part(guideline, chair, observer):
    elsewhere = factories.make_member(name="Elsewhere")
    places = [observer.places.get(), elsewhere]

    def name():
        set_deciders(by=chair, guideline=guideline, members=places, number=3)

    assert refused(name) == [
        "One person decides, or two.",
        "Somebody named is not on this panel.",
        "A commentator or an observer does not decide: observer.",
    ]


def test_interest_in_all_is_split_with_what_was_decided(guideline, question, chair, member):
    factories.make_question(guideline=guideline, ref="q2")
    conflict = declare_conflict(by=member, guideline=guideline, kind="fees", party="Maker")
    decide_conflict(by=chair, conflict=conflict, action="discuss-only", because="Large.")

    split_conflict(by=chair, conflict=conflict)
    decide_conflict(
        by=chair,
        conflict=Conflict.objects.get(question__ref="q2"),
        action="none",
        because="Not about it.",
    )

    rows = Conflict.objects.order_by("question__ref")
    assert [(row.question_ref, row.action) for row in rows] == [
        ("q1", "discuss-only"),
        ("q2", "none"),
    ]
    assert [row.decisions.count() for row in rows] == [1, 2]
    assert refused(lambda: split_conflict(by=chair, conflict=rows[0])) == [
        "It is decided on question by question already."
    ]


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
    factories.make_member(guideline=guideline, role="chair", user=factories.make_user())
    factories.make_member(guideline=guideline, role="chair", user=factories.make_user())
    conflict = factories.make_conflict(member=factories.make_member(guideline=guideline))

    def declare():
        declare_conflict(by=user, guideline=guideline, kind="shares", party="A company")

    def decide():
        decide_conflict(by=user, conflict=conflict, action="none", because="It is small.")

    for act, allowed in ((declare, declares), (decide, decides)):
        assert permitted(act) is allowed


def test_database_knows_only_the_actions_and_another_second_person(member, chair):
    conflict = conflict_of(member)
    now = timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_conflict(member=member.places.get(), action="shrug")
    for second, in_force_at in ((chair, now), (member, None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConflictDecision.objects.create(
                conflict=conflict,
                action="none",
                because="x",
                by=chair,
                at=now,
                second=second,
                in_force_at=in_force_at,
            )
