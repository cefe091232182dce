"""Interests as their holder declares, changes and ends them: every version stays, nothing is lifted."""

import pytest
from django.db import IntegrityError, transaction

from accounts.blockers import Blocked
from guideline.actions.conflicts import decide_conflict, split_conflict
from guideline.actions.interests import (
    confirm_interests,
    declare_conflict,
    declare_nothing,
    edit_interest,
    end_interest,
    take_up_interest,
)
from guideline.actions.questions import edit_question, put_question
from guideline.models import Conflict
from guideline.queries import silent_on_interests
from tests import factories

FEES = {"kind": "fees", "party": "Maker of the device"}


def refused(act) -> list[str]:
    with pytest.raises(Blocked) as refusal:
        act()
    return [str(blocker) for blocker in refusal.value.blockers]


def said(conflict) -> list[tuple[str, dict]]:
    return [(each.deed, each.content) for each in conflict.declarations.all()]


def test_declared_interest_waits_for_a_decision(guideline, question, member, told):
    conflict = declare_conflict(
        by=member,
        guideline=guideline,
        kind="fees",
        party=" Maker of the device ",
        interest=" lectures ",
        amount_band="to-5000",
        year_from=2020,
        year_to=2021,
        questions=[question],
    )

    assert (conflict.member.user, conflict.action, conflict.waits_for_decision) == (
        member,
        "not-reported",
        True,
    )
    assert (conflict.what, conflict.party, conflict.period) == (
        "fees for lectures or advice: lectures",
        "Maker of the device",
        "2020–2021",
    )
    assert said(conflict) == [
        (
            "declared",
            {
                "kind": "fees",
                "interest": "lectures",
                "party": "Maker of the device",
                "whose": "own",
                "amount_band": "to-5000",
                "year_from": 2020,
                "year_to": 2021,
                "questions": ["q1"],
            },
        )
    ]
    assert told() == [
        (
            "conflict-declared",
            "member declared an interest (fees for lectures or advice: lectures) concerning q1.",
        )
    ]


def test_declaration_without_kind_party_and_sense_names_all(guideline, member):
    elsewhere = factories.make_question()

    def declare(**values):
        return lambda: declare_conflict(by=member, guideline=guideline, **FEES | values)

    assert refused(declare(kind="", party=" ", whose="nobody", questions=[elsewhere])) == [
        "Say what kind of interest it is.",
        "Name the company, body or person concerned.",
        "Say whose interest it is.",
        "The question belongs to another guideline.",
    ]
    assert refused(declare(kind="other", amount_band="much", year_from=2021, year_to=2020)) == [
        "Say in words what the other kind is.",
        "Choose the amount from the list.",
        "It cannot end before it began.",
    ]
    assert refused(declare(year_from=20, intervention="Nothing known")) == [
        "A year has four digits.",
        "No question of this guideline is about that intervention.",
    ]
    assert Conflict.objects.count() == 0


def test_interest_in_an_intervention_concerns_each_question_about_it(guideline, member, chair):
    for ref, intervention, comparator in (
        ("q1", "Drug A", "Placebo"),
        ("q2", "Surgery", {"en": "drug  a", "ja": "薬A"}),
        ("q3", "Surgery", "Nothing"),
    ):
        factories.make_question(
            guideline=guideline, ref=ref, intervention=intervention, comparator=comparator
        )

    declare_conflict(by=member, guideline=guideline, intervention="Drug A", **FEES)
    put_question(by=chair, guideline=guideline, text="Drug A again?", intervention="Drug A")
    edit_question(by=chair, question=guideline.questions.get(ref="q3"), comparator="Drug A")

    rows = Conflict.objects.order_by("pk")
    assert [row.question_ref for row in rows] == ["q1", "q2", "q4", "q3"]
    assert [row.first_id for row in rows] == [None, *[rows[0].pk] * 3]


def test_edit_keeps_every_version_and_what_was_decided(guideline, question, member, chair, told):
    other = factories.make_question(guideline=guideline, ref="q2")
    first = declare_conflict(by=member, guideline=guideline, questions=[question], **FEES)
    decide_conflict(by=chair, conflict=first, action="leave-room", because="He sells it.")

    edit_interest(by=member, conflict=first, kind="shares", party="Maker", questions=[other])

    first.refresh_from_db()
    assert (first.kind, first.action, first.changed_since_decision) == (
        "shares",
        "leave-room",
        True,
    )
    assert [(row.question_ref, row.action) for row in first.further.all()] == [
        ("q2", "not-reported")
    ]
    assert [deed for deed, _content in said(first)] == ["declared", "widened", "edited"]
    assert said(first)[0][1]["kind"] == "fees"
    assert told()[-1] == (
        "interest-edited",
        "member changed an interest concerning q1, q2: kind, party.",
    )


def test_ended_interest_stays_decided_until_somebody_decides_anew(guideline, member, chair):
    first = declare_conflict(by=member, guideline=guideline, **FEES)
    decide_conflict(by=chair, conflict=first, action="discuss-only", because="Large fees.")

    end_interest(by=member, conflict=first, year_to=2025, reason="Contract over.")
    ended = Conflict.objects.get()
    assert (ended.action, ended.year_to, ended.waits_for_decision) == ("discuss-only", 2025, True)
    assert refused(lambda: end_interest(by=member, conflict=first)) == [
        "It has been ended already."
    ]

    take_up_interest(by=member, conflict=first)
    assert [deed for deed, _content in said(first)] == ["declared", "ended", "taken-up-again"]
    assert refused(lambda: take_up_interest(by=member, conflict=first)) == [
        "It has not been ended."
    ]


@pytest.mark.parametrize("act", [edit_interest, end_interest, take_up_interest])
def test_nobody_touches_the_interest_of_somebody_else(guideline, member, chair, act, permitted):
    first = declare_conflict(by=member, guideline=guideline, **FEES)

    given = FEES if act is edit_interest else {}
    assert permitted(lambda: act(by=chair, conflict=first, **given)) is False


def test_declaring_nothing_ends_the_silence(guideline, member, chair, told):
    assert {place.user for place in silent_on_interests(guideline)} == {member, chair}

    declare_nothing(by=member, guideline=guideline)

    assert [place.user for place in silent_on_interests(guideline)] == [chair]
    assert told() == [
        ("nothing-declared", "member declared that there are no interests to declare.")
    ]
    assert refused(lambda: confirm_interests(by=member, guideline=guideline)) == [
        "You have declared no interest yet."
    ]


def test_nothing_cannot_be_declared_over_something_but_confirmed(guideline, member, told):
    declare_conflict(by=member, guideline=guideline, **FEES)
    before = member.places.get().declared_at

    assert refused(lambda: declare_nothing(by=member, guideline=guideline)) == [
        "You have declared interests; end those that are over, one by one."
    ]
    confirm_interests(by=member, guideline=guideline)

    assert member.places.get().declared_at > before
    assert told()[-1] == (
        "interests-confirmed",
        "member confirmed the interests declared before.",
    )


def test_question_put_later_is_covered_as_strictly_as_the_others(
    guideline, question, member, chair
):
    factories.make_question(guideline=guideline, ref="q2")
    first = declare_conflict(by=member, guideline=guideline, **FEES)
    split_conflict(by=chair, conflict=first)
    strict, mild = Conflict.objects.order_by("question__ref")
    decide_conflict(by=chair, conflict=strict, action="leave-room", because="He sells it.")
    decide_conflict(by=chair, conflict=mild, action="none", because="Not about it.")

    put_question(by=chair, guideline=guideline, text="A new one?", ref="q3")

    new = Conflict.objects.get(question__ref="q3")
    assert (new.action, new.because, new.waits_for_decision) == (
        "leave-room",
        "He sells it.",
        True,
    )


def test_observer_is_not_asked_for_interests(guideline, observer, member):
    assert [place.user for place in silent_on_interests(guideline)] == [member]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "bribe"},
        {"whose": "nobody"},
        {"amount_band": "much"},
        {"year_from": 2021, "year_to": 2020},
    ],
)
def test_database_knows_only_the_words_and_years_in_order(member, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_conflict(member=member.places.get(), **wrong)
