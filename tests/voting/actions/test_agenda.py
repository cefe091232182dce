"""The agenda of a meeting: questions, recommendations and words in their order."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from accounts.blockers import Blocked
from guideline.actions.meetings import plan_meeting
from tests import factories
from voting.actions.agenda import add_item, move_item, remove_item
from voting.models import AgendaItem

BEGINS = datetime(2031, 3, 27, 18, tzinfo=ZoneInfo("Asia/Tokyo"))


def refused(act) -> list[str]:
    with pytest.raises(Blocked) as refusal:
        act()
    return [str(blocker) for blocker in refusal.value.blockers]


@pytest.fixture
def meeting(guideline, chair):
    return plan_meeting(by=chair, guideline=guideline, starts_at=BEGINS)


def agenda(meeting) -> list[str]:
    return [str(item) for item in meeting.items.order_by("position", "id")]


def test_agenda_holds_questions_recommendations_and_words_in_order(meeting, question, chair):
    recommendation = factories.make_recommendation(question=question, ref="q1r1")
    first = add_item(by=chair, meeting=meeting, title="Opening")
    second = add_item(by=chair, meeting=meeting, question=question)
    third = add_item(by=chair, meeting=meeting, recommendation=recommendation)

    move_item(by=chair, item=third, up=True)
    move_item(by=chair, item=first, up=True)
    move_item(by=chair, item=second, up=False)

    assert agenda(meeting) == ["Opening", "q1r1: 1. Should it be done?", "1. Should it be done?"]
    assert third.question == question
    remove_item(by=chair, item=second)
    assert agenda(meeting) == ["Opening", "q1r1: 1. Should it be done?"]


def test_item_about_nothing_or_another_guideline_is_refused(meeting, chair):
    elsewhere = factories.make_question()

    assert refused(lambda: add_item(by=chair, meeting=meeting, title=" ")) == [
        "Choose a question or a recommendation, or say what the item is."
    ]
    assert refused(lambda: add_item(by=chair, meeting=meeting, question=elsewhere)) == [
        "The question belongs to another guideline."
    ]


def test_item_with_minutes_stays_on_the_agenda(meeting, chair):
    item = add_item(by=chair, meeting=meeting, title="Opening")
    AgendaItem.objects.update(minutes="Begun at six.")
    item.refresh_from_db()

    assert refused(lambda: remove_item(by=chair, item=item)) == [
        "The item has minutes; it stays on the agenda."
    ]
