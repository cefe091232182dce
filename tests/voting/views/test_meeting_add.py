"""The form that plans a meeting; its times are those of the guideline's zone."""

from datetime import UTC, datetime

import pytest

ADDRESS = "/guidelines/livers/meetings/add/"


def test_time_typed_is_that_of_the_guideline_s_zone(guideline, chair, client_of):
    guideline.time_zone = "Asia/Tokyo"
    guideline.save()

    answer = client_of(chair).post(ADDRESS, {"starts_at": "2031-03-27T18:00"})

    meeting = guideline.meetings.get()
    assert answer.headers["Location"] == meeting.get_absolute_url()
    assert meeting.starts_at == datetime(2031, 3, 27, 9, tzinfo=UTC)


def test_refused_meeting_keeps_what_was_typed(guideline, chair, client_of):
    given = {"starts_at": "2031-03-27T18:00", "ends_at": "2031-03-27T17:00", "place": "Room 4"}
    answer = client_of(chair).post(ADDRESS, given)

    assert answer.status_code == 422
    assert "Room 4" in answer.content.decode()
    assert guideline.meetings.count() == 0


@pytest.mark.parametrize(("role", "status"), [("secretariat", 200), ("member", 403)])
def test_who_opens_the_page(request, guideline, role, status, client_of):
    assert client_of(request.getfixturevalue(role)).get(ADDRESS).status_code == status
