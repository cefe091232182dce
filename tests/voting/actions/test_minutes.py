"""Minutes: who was there, what was said, closed by who keeps them and confirmed by the chair."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.blockers import Blocked
from audit.models import Event
from guideline.actions.meetings import plan_meeting
from tests import factories
from voting.actions.agenda import add_item
from voting.actions.minutes import (
    close_minutes,
    confirm_minutes,
    mark_attendance,
    minutes_hash,
    reopen_minutes,
    write_minutes,
)


def refused(act) -> list[str]:
    with pytest.raises(Blocked) as refusal:
        act()
    return [str(blocker) for blocker in refusal.value.blockers]


@pytest.fixture
def meeting(guideline, chair, secretariat):
    begun = timezone.now() - timedelta(hours=1)
    return plan_meeting(by=secretariat, guideline=guideline, starts_at=begun)


def attend(meeting, by, **states):
    return mark_attendance(by=by, meeting=meeting, states=states)


def test_minutes_are_written_closed_and_confirmed(meeting, question, chair, secretariat, member):
    item = add_item(by=secretariat, meeting=meeting, question=question)
    assert refused(lambda: close_minutes(by=secretariat, meeting=meeting)) == ["Say who was there."]
    attend(meeting, secretariat, chair="present", member="excused")
    left = [member.places.get()]
    write_minutes(by=secretariat, item=item, minutes=" They agreed. ", left=left)

    close_minutes(by=secretariat, meeting=meeting)
    confirmed = confirm_minutes(by=chair, meeting=meeting)

    item.refresh_from_db()
    assert (item.minutes, list(item.left.all())) == ("They agreed.", left)
    assert confirmed.confirmed_by == chair.places.get()
    hashes = Event.objects.filter(verb__in=["minutes-closed", "minutes-confirmed"])
    assert {each.facts["hash"] for each in hashes} == {minutes_hash(confirmed)}
    # The log tells that it was written, never what.
    assert "agreed" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_closed_minutes_change_only_after_they_are_opened_again(meeting, chair, secretariat):
    item = add_item(by=secretariat, meeting=meeting, title="Opening")
    attend(meeting, secretariat, chair="present")
    close_minutes(by=secretariat, meeting=meeting)
    confirm_minutes(by=chair, meeting=meeting)
    meeting.refresh_from_db()

    closed = ["The minutes are closed; open them again first."]
    assert refused(lambda: attend(meeting, secretariat, chair="absent")) == closed
    assert (
        refused(lambda: write_minutes(by=secretariat, item=item, minutes="x", title="Opening"))
        == closed
    )
    assert refused(lambda: close_minutes(by=secretariat, meeting=meeting)) == closed
    assert refused(lambda: confirm_minutes(by=chair, meeting=meeting)) == [
        "The minutes are confirmed."
    ]
    assert refused(lambda: reopen_minutes(by=secretariat, meeting=meeting, reason="")) == [
        "Say why the minutes are opened again."
    ]

    opened = reopen_minutes(by=secretariat, meeting=meeting, reason="A name was wrong.")
    assert (opened.closed_at, opened.confirmed_at) == (None, None)
    assert refused(lambda: confirm_minutes(by=chair, meeting=opened)) == [
        "The minutes are not closed yet."
    ]


def test_attendance_is_changed_taken_back_and_knows_the_panel_only(meeting, secretariat, chair):
    attend(meeting, secretariat, chair="present", secretariat="present")
    attend(meeting, secretariat, chair="absent", secretariat="")

    rows = meeting.attendances.values_list("member__ref", "state")
    assert list(rows) == [("chair", "absent")]
    for wrong in ({"nobody": "present"}, {"chair": "asleep"}):
        assert refused(lambda wrong=wrong: attend(meeting, secretariat, **wrong)) == [
            "Somebody is not on this panel, or a word is not known."
        ]


def test_meeting_that_has_not_begun_has_no_minutes_to_close(guideline, secretariat, chair):
    ahead = plan_meeting(
        by=secretariat, guideline=guideline, starts_at=timezone.now() + timedelta(days=1)
    )
    attend(ahead, secretariat, chair="present")

    assert refused(lambda: close_minutes(by=secretariat, meeting=ahead)) == [
        "The meeting has not begun."
    ]


def test_whoever_leaves_the_room_for_an_item_does_not_write_its_minutes(
    meeting, question, chair, secretariat
):
    item = add_item(by=secretariat, meeting=meeting, question=question)
    factories.make_conflict(member=secretariat.places.get(), question=question, action="leave-room")

    with pytest.raises(PermissionDenied):
        write_minutes(by=secretariat, item=item, minutes="x")
    assert write_minutes(by=chair, item=item, minutes="x").minutes == "x"
