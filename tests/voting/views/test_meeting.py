"""The page of a meeting: agenda, results since the last one, attendance, minutes; and its calendar file."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guideline.actions.meetings import plan_meeting
from guideline.models import Meeting
from tests import factories
from voting.actions.agenda import add_item
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round
from voting.models import AgendaItem

ADDRESS = "/guidelines/livers/meetings/m1/"


@pytest.fixture
def meeting(guideline, chair):
    begun = timezone.now() - timedelta(hours=1)
    return plan_meeting(by=chair, guideline=guideline, starts_at=begun)


@pytest.fixture
def decided(recommendation, chair, member, conflicted_member, guideline):
    """A closed round before the meeting's end, whose tally the conflicted member may not see."""
    round = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=member, round=round, choice="weak-for")
    return close_round(by=chair, round=round)


def test_round_since_the_last_meeting_is_put_on_the_agenda_with_its_result(
    meeting, decided, chair, client_of
):
    browser = client_of(chair)
    page = browser.get(ADDRESS).content.decode()
    assert "Decided since the meeting before, not on the agenda" in page

    page = browser.post(f"{ADDRESS}items/add-round/", {"round": decided.pk}, follow=True)

    assert AgendaItem.objects.get().round == decided
    text = page.content.decode()
    assert "1 of 1 votes are weak for" in text
    assert "not on the agenda" not in text


def test_whoever_leaves_the_room_reads_the_name_of_the_item_and_nothing_more(
    meeting, decided, chair, member, conflicted_member, client_of
):
    item = add_item(by=chair, meeting=meeting, round=decided)
    AgendaItem.objects.filter(pk=item.pk).update(minutes="They were for it.")

    seen = client_of(member).get(ADDRESS).content.decode()
    hidden = client_of(conflicted_member).get(ADDRESS).content.decode()

    told = ("They were for it.", "weak for", f"/rounds/{decided.pk}/")
    assert [each in seen for each in told] == [True] * 3
    assert [each in hidden for each in told] == [False] * 3
    assert "q1r1: 1. Should it be done?" in hidden
    assert "You leave the room for this item" in hidden
    assert "Ask chair (chair)." in hidden


def test_round_of_an_earlier_meeting_is_not_listed_again(
    guideline, meeting, decided, chair, client_of
):
    later = plan_meeting(
        by=chair, guideline=guideline, starts_at=timezone.now() + timedelta(days=9)
    )
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now())

    browser = client_of(chair)
    again = browser.get(later.get_absolute_url()).content.decode()
    Meeting.objects.filter(pk=meeting.pk).delete()
    first = browser.get(later.get_absolute_url()).content.decode()

    assert ["Decided since" in page for page in (again, first)] == [False, True]


def test_agenda_and_minutes_are_worked_on_by_the_page_s_buttons(
    meeting, question, chair, client_of
):
    browser = client_of(chair)

    refused = browser.post(f"{ADDRESS}items/add/", {"item-about": "", "item-title": ""})
    browser.post(f"{ADDRESS}items/add/", {"item-about": "", "item-title": "Opening"})
    browser.post(f"{ADDRESS}items/add/", {"item-about": "question:q1"})
    last = AgendaItem.objects.get(question=question)
    browser.post(f"{ADDRESS}items/{last.pk}/move/", {"to": "up"})
    assert refused.status_code == 422
    assert [str(each) for each in meeting.items.order_by("position")] == [
        "1. Should it be done?",
        "Opening",
    ]
    browser.post(f"{ADDRESS}items/{last.pk}/remove/")
    browser.post(f"{ADDRESS}attendance/", {"place-chair": "present", "guests": "A guest"})
    browser.post(f"{ADDRESS}minutes/close/")
    page = browser.post(f"{ADDRESS}minutes/confirm/", follow=True).content.decode()
    browser.post(f"{ADDRESS}minutes/reopen/", {"reopen-reason": "A name was wrong."})

    assert "minutes confirmed" in page
    assert "Present (1)" in page
    assert "A guest" in page
    assert not Meeting.objects.get().is_closed


def test_calendar_file_holds_time_agenda_and_no_minutes(meeting, chair, member, client_of):
    add_item(by=chair, meeting=meeting, title="Opening")
    AgendaItem.objects.update(minutes="Begun at six.")

    answer = client_of(member).get(f"{ADDRESS}calendar.ics")

    made = answer.content.decode().replace("\r\n ", "")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"DTSTART:{meeting.starts_at:%Y%m%dT%H%M%SZ}" in made
    assert "1. Opening" in made
    assert "Begun" not in made


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("chair", 200),
        ("member", 200),
        ("secretariat", 200),
        ("methodologist", 200),
        ("commentator", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_reads_it(request, meeting, role, status, client_of):
    assert client_of(request.getfixturevalue(role)).get(ADDRESS).status_code == status


def test_page_costs_the_same_for_one_item_and_for_three(meeting, question, chair, client_of):
    counts = []
    for more in (1, 2):
        for _each in range(more):
            add_item(by=chair, meeting=meeting, title="Opening")
        with CaptureQueriesContext(connection) as queries:
            client_of(chair).get(ADDRESS)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_meeting_of_another_guideline_is_not_found(chair, client_of):
    elsewhere = Meeting.objects.create(
        guideline=factories.make_guideline(), ref="m1", starts_at=timezone.now()
    )

    assert client_of(chair).get(elsewhere.get_absolute_url()).status_code == 404
