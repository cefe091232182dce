"""The wall: how many have voted and never how, renewed without a script, the result after the close."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round


def wall(client_of, person, round, query=""):
    return client_of(person).get(reverse("projector", args=[round.pk]) + query)


def test_wall_counts_heads_and_tells_no_vote_while_it_runs(
    recommendation, chair, member, secretariat, client_of
):
    ends = timezone.now() + timedelta(minutes=5)
    round = open_round(by=chair, recommendation=recommendation, mode="live", closes_at=ends)
    cast_vote(by=member, round=round, choice="strong-against", comment="Between us.")

    answer = wall(client_of, secretariat, round)
    page = answer.content.decode()

    assert "1 of 2" in page
    assert ("strong against" in page, "Between us." in page, "member" in page) == (
        False,
        False,
        False,
    )
    assert re.search(r"<strong>(4:5\d|5:00)</strong>", page)
    assert f"http://testserver/rounds/{round.pk}/" in page
    assert "<svg" in page
    assert (answer.headers["Refresh"], answer.headers["Cache-Control"]) == ("3", "no-store")
    assert "Refresh" not in wall(client_of, secretariat, round, "?still=1").headers


def test_wall_of_a_round_that_is_not_in_the_room_keeps_the_turnout_to_its_officers(
    opened, chair, member, client_of
):
    cast_vote(by=member, round=opened, choice="weak-for")

    assert "have voted" in wall(client_of, chair, opened).content.decode()
    assert "have voted" not in wall(client_of, member, opened).content.decode()


def test_wall_shows_the_result_after_the_close_and_rests(opened, chair, member, client_of):
    cast_vote(by=member, round=opened, choice="weak-for")
    close_round(by=chair, round=opened)

    answer = wall(client_of, member, opened)

    assert "1 of 1 votes are weak for" in answer.content.decode()
    assert "Refresh" not in answer.headers


def test_time_that_is_over_says_so(recommendation, chair, member, client_of):
    ends = timezone.now() + timedelta(seconds=60)
    round = open_round(by=chair, recommendation=recommendation, mode="live", closes_at=ends)
    type(round).objects.update(closes_at=timezone.now() - timedelta(seconds=1))

    assert "Time is over" in wall(client_of, member, round).content.decode()


def test_who_must_leave_the_room_sees_no_wall(opened, conflicted_member, stranger, client_of):
    assert wall(client_of, conflicted_member, opened).status_code == 403
    assert wall(client_of, stranger, opened).status_code == 404
