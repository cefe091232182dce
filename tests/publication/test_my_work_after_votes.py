"""What waits once people voted or met: a second person, the chair, a confirmation."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guideline.actions.meetings import plan_meeting
from publication.my_work import my_work
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.hands import confirm_hands, count_hands
from voting.actions.minutes import close_minutes, confirm_minutes, mark_attendance
from voting.actions.rounds import close_round, open_round
from voting.actions.ways_out import take_back_way_out, take_way_out

ONE_ROUND = {"preset": "over-70", "rounds": 1}


def waits(user) -> list[tuple[str, str]]:
    return [(task.verb, task.about) for task in my_work(user) if task.verb != "Declare"]


@pytest.fixture
def split(question, chair, member):
    """Two votes against each other in the only round that is allowed."""

    def hold(ref="q1r1", **how):
        draft = factories.make_recommendation(question=question, ref=ref)
        held = open_round(by=chair, recommendation=draft, rule=ONE_ROUND, **how)
        cast_vote(by=chair, round=held, choice="weak-for")
        cast_vote(by=member, round=held, choice="weak-against")
        return close_round(by=chair, round=held)

    return hold


def test_hands_wait_for_somebody_else_who_may_confirm_them(
    question, chair, secretariat, member, methodologist
):
    factories.make_conflict(
        member=methodologist.places.get(), question=question, action="leave-room"
    )
    draft = factories.make_recommendation(question=question)
    held = open_round(by=chair, recommendation=draft, mode="hands")
    assert (waits(chair), waits(member)) == ([], [])

    there = list(held.voters.all())
    show = count_hands(by=secretariat, round=held, counts={"weak-for": len(there)}, present=there)

    asked = [("Confirm", "The hands that secretariat counted")]
    assert [waits(each) for each in (chair, secretariat, member, methodologist)] == [
        asked,
        [],
        [],
        [],
    ]
    confirm_hands(by=chair, show=show)
    assert waits(chair) == []


def test_last_round_without_consensus_waits_for_the_chair_until_it_is_decided(
    split, chair, member, secretariat
):
    held = split()

    asked = [("Decide", "The last round on q1r1 brought no consensus")]
    assert [waits(each) for each in (chair, member, secretariat)] == [asked, [], []]
    take_way_out(by=chair, round=held, choice="postpone", reason="A trial reports in May.")
    assert waits(chair) == []
    take_back_way_out(by=chair, round=held, reason="It reported.")
    assert waits(chair) == asked


def test_round_with_others_to_come_or_with_too_few_secret_ballots_asks_for_no_way_out(
    split, question, chair, member
):
    split(ref="secret", secrecy="secret")
    draft = factories.make_recommendation(question=question)
    held = open_round(by=chair, recommendation=draft, rule={"preset": "over-70", "rounds": 2})
    cast_vote(by=chair, round=held, choice="weak-for")
    close_round(by=chair, round=held)
    assert waits(chair) == []

    again = open_round(by=chair, recommendation=draft, rule={"preset": "over-70", "rounds": 2})

    assert waits(chair) == [("Vote", str(question))]
    close_round(by=chair, round=again)


def test_ways_out_take_as_many_queries_for_one_as_for_three(split, chair):
    counts = set()
    for refs in (("a",), ("b", "c")):
        for ref in refs:
            split(ref=ref)
        with CaptureQueriesContext(connection) as queries:
            my_work(chair)
        counts.add(len(queries))
    assert len(waits(chair)) == 3
    assert len(counts) == 1


def test_closed_minutes_wait_for_the_chair(guideline, chair, secretariat):
    meeting = plan_meeting(
        by=secretariat, guideline=guideline, starts_at=timezone.now(), title="First"
    )
    mark_attendance(by=secretariat, meeting=meeting, states={"chair": "present"})
    assert waits(chair) == []

    close_minutes(by=secretariat, meeting=meeting)

    assert [waits(each) for each in (chair, secretariat)] == [
        [("Confirm", "The minutes of: First")],
        [],
    ]
    confirm_minutes(by=chair, meeting=meeting)
    assert waits(chair) == []
