"""Asking for interests by mail: those who owe them, once a day, and once before each meeting."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.blockers import Blocked
from guideline.actions.interests import declare_nothing
from guideline.actions.reminders import ask_before_meeting, begins, remind_to_declare
from guideline.deliveries import ask_for_interests
from guideline.models import Meeting
from outbox.models import Delivery
from tests import factories


def asked() -> list[str]:
    return sorted(Delivery.objects.values_list("payload__to", flat=True))


def meeting(guideline, days: int, **fields) -> Meeting:
    number = guideline.meetings.count() + 1
    starts = timezone.now() + timedelta(days=days)
    return Meeting.objects.create(guideline=guideline, ref=f"m{number}", starts_at=starts, **fields)


def test_those_who_owe_a_declaration_are_asked_once_a_day(guideline, chair, member, told):
    factories.make_member(guideline=guideline)  # nobody can write to a place without an account
    declare_nothing(by=member, guideline=guideline)

    remind_to_declare(by=chair, guideline=guideline)
    remind_to_declare(by=chair, guideline=guideline)

    assert asked() == ["chair@example.org"]
    assert told()[-1] == (
        "panel-reminded",
        "chair asked 1 of the panel to declare their interests.",
    )
    with pytest.raises(Blocked):
        remind_to_declare(by=chair, guideline=guideline, members=[member.places.get()])


def test_before_a_meeting_all_who_have_not_declared_since_the_last_are_asked_once(
    guideline, chair, member
):
    for user in (chair, member):
        declare_nothing(by=user, guideline=guideline)
    meeting(guideline, -1)
    chair.places.update(declared_at=timezone.now() - timedelta(days=2))
    next_one = meeting(guideline, 7)

    for _twice in range(2):
        ask_before_meeting(next_one)

    assert asked() == ["chair@example.org"]
    body = Delivery.objects.get().payload["body"]
    assert "Where nothing has changed, one button says so." in body
    assert "/guidelines/livers/conflicts/declare/" in body


def test_moved_cancelled_or_past_meeting_asks_nobody(guideline, member):
    moved, past = meeting(guideline, 7), meeting(guideline, -1)
    cancelled = meeting(guideline, 7, cancelled_at=timezone.now())

    ask_for_interests({"meeting": moved.pk, "starts_at": "2020-01-01T00:00:00+00:00"})
    for each in (past, cancelled):
        ask_for_interests({"meeting": each.pk, "starts_at": begins(each)})
    assert asked() == []

    ask_for_interests({"meeting": moved.pk, "starts_at": begins(moved)})
    assert asked() == ["member@example.org"]
