"""The page on which a meeting is moved or called off."""

from datetime import UTC, datetime

import pytest

from guideline.actions.meetings import plan_meeting

ADDRESS = "/guidelines/livers/meetings/m1/"


@pytest.fixture
def meeting(guideline, chair):
    guideline.time_zone = "Asia/Tokyo"
    guideline.save()
    begins = datetime(2031, 3, 27, 9, tzinfo=UTC)
    return plan_meeting(by=chair, guideline=guideline, starts_at=begins)


def test_meeting_is_shown_in_the_guideline_s_zone_and_moved(meeting, chair, client_of):
    browser = client_of(chair)

    assert 'value="2031-03-27T18:00"' in browser.get(f"{ADDRESS}edit/").content.decode()
    browser.post(f"{ADDRESS}edit/", {"starts_at": "2031-03-28T18:30", "place": "Room 5"})

    meeting.refresh_from_db()
    assert meeting.starts_at == datetime(2031, 3, 28, 9, 30, tzinfo=UTC)


def test_cancelling_needs_a_reason_and_ends_all_changes(meeting, chair, client_of):
    browser = client_of(chair)

    assert browser.post(f"{ADDRESS}cancel/", {"cancel-reason": ""}).status_code == 422
    browser.post(f"{ADDRESS}cancel/", {"cancel-reason": "Ill."})
    page = browser.get(f"{ADDRESS}edit/").content.decode()

    assert "The meeting is cancelled." in page
    assert "disabled" in page


def test_who_opens_the_page(meeting, member, client_of):
    assert client_of(member).get(f"{ADDRESS}edit/").status_code == 403
