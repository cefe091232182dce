"""The page on which the minutes of one item are written."""

import pytest
from django.utils import timezone

from guideline.actions.meetings import plan_meeting
from voting.actions.agenda import add_item


@pytest.fixture
def item(guideline, question, chair):
    meeting = plan_meeting(by=chair, guideline=guideline, starts_at=timezone.now())
    return add_item(by=chair, meeting=meeting, question=question)


@pytest.fixture
def address(item):
    return f"/guidelines/livers/meetings/m1/items/{item.pk}/"


def test_those_who_have_to_leave_are_marked_and_the_minutes_kept(
    item, address, chair, conflicted_member, client_of
):
    browser = client_of(chair)
    place = conflicted_member.places.get()

    form = browser.get(address).context["form"]
    assert form.initial["left"] == [place.pk]
    browser.post(address, {"minutes": "They agreed.", "left": [place.pk]})

    item.refresh_from_db()
    assert (item.minutes, list(item.left.all())) == ("They agreed.", [place])


def test_who_leaves_the_room_is_told_why_the_page_is_closed(address, conflicted_member, client_of):
    place = conflicted_member.places.get()
    place.role = "secretariat"
    place.save()

    answer = client_of(conflicted_member).get(address)

    assert answer.status_code == 403
    assert "leaves the room" in answer.content.decode()


def test_who_opens_the_page(address, member, client_of):
    assert client_of(member).get(address).status_code == 403
