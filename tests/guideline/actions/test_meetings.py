"""Meetings: planned, moved, called off; the panel is told where it is asked."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.blockers import Blocked
from guideline.actions.meetings import (
    cancel_meeting,
    change_meeting,
    plan_meeting,
)
from guideline.models import Meeting
from outbox.models import Delivery

BEGINS = datetime(2031, 3, 27, 18, tzinfo=ZoneInfo("Asia/Tokyo"))


def refused(act) -> list[str]:
    with pytest.raises(Blocked) as refusal:
        act()
    return [str(blocker) for blocker in refusal.value.blockers]


@pytest.fixture
def meeting(guideline, chair):
    return plan_meeting(by=chair, guideline=guideline, starts_at=BEGINS)


def test_planned_meeting_asks_for_interests_a_week_before_and_tells_the_panel(
    guideline, chair, member, observer, told
):
    guideline.time_zone = "Asia/Tokyo"
    guideline.save()

    meeting = plan_meeting(
        by=chair, guideline=guideline, starts_at=BEGINS, place="Room 4", tell=True
    )

    asking = Delivery.objects.get(kind="ask-interests")
    assert asking.due == BEGINS - timedelta(days=7)
    mails = Delivery.objects.filter(kind="mail").order_by("payload__to")
    assert [each.payload["to"] for each in mails] == ["chair@example.org", "member@example.org"]
    assert "Thu 27 Mar 2031, 18:00 JST\n\nRoom 4" in mails[0].payload["body"]
    assert meeting.get_absolute_url() in mails[0].payload["body"]
    assert told() == [
        ("meeting-planned", "chair planned “Meeting of 2031-03-27” for Thu 27 Mar 2031, 18:00 JST.")
    ]


def test_moved_and_cancelled_meeting_is_told_and_its_old_reminder_is_void(meeting, chair, member):
    later = BEGINS + timedelta(days=1)

    change_meeting(by=chair, meeting=meeting, starts_at=later, title="Second", tell=True)
    cancel_meeting(by=chair, meeting=meeting, reason="Ill.", tell=True)

    assert Delivery.objects.filter(kind="ask-interests").count() == 2
    subjects = Delivery.objects.filter(kind="mail", payload__to="member@example.org")
    assert sorted(subjects.values_list("payload__subject", flat=True)) == [
        "Cancelled: Second",
        "Changed: Second",
    ]
    assert refused(lambda: change_meeting(by=chair, meeting=meeting, starts_at=BEGINS)) == [
        "The meeting is cancelled."
    ]


def test_meeting_that_ends_before_it_begins_is_refused(guideline, chair):
    def plan():
        plan_meeting(by=chair, guideline=guideline, starts_at=BEGINS, ends_at=BEGINS)

    assert refused(plan) == ["A meeting ends after it began."]
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(guideline=guideline, ref="m9", starts_at=BEGINS, ends_at=BEGINS)


@pytest.mark.parametrize(
    ("role", "allowed"), [("chair", True), ("secretariat", True), ("member", False)]
)
def test_who_plans(request, guideline, role, allowed, permitted):
    user = request.getfixturevalue(role)
    when = timezone.now() + timedelta(days=1)

    assert permitted(lambda: plan_meeting(by=user, guideline=guideline, starts_at=when)) is allowed
