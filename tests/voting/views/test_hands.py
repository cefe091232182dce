"""Counting hands on a page, and confirming the count on the same."""

import pytest
from django.urls import reverse

from voting.actions.hands import count_hands
from voting.actions.rounds import open_round


@pytest.fixture
def by_hands(recommendation, chair, member):
    return open_round(by=chair, recommendation=recommendation, mode="hands")


def test_wrong_count_says_everything_and_loses_nothing(by_hands, chair, client_of):
    voter = by_hands.voters.first()
    form = {"present": [voter.pk], "weak-for": "2", "abstain": "1"}

    answer = client_of(chair).post(reverse("hands", args=[by_hands.pk]), form)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "3 hands are counted, and 1 people entitled to vote are present." in page
    assert 'name="weak-for" value="2"' in page
    assert f'value="{voter.pk}" id="id_present_0" checked' in page


def test_second_person_confirms_the_count_that_they_saw(
    by_hands, chair, secretariat, member, client_of
):
    there = list(by_hands.voters.all())
    show = count_hands(by=chair, round=by_hands, counts={"weak-for": 2}, present=there)
    confirm = reverse("hands_confirm", args=[by_hands.pk])

    assert client_of(member).post(confirm, {"show": show.pk}).status_code == 403
    client_of(chair).post(confirm, {"show": show.pk})
    client_of(secretariat).post(confirm, {"show": "0"})
    by_hands.refresh_from_db()
    assert by_hands.status == "open"
    client_of(secretariat).post(confirm, {"show": show.pk})

    by_hands.refresh_from_db()
    assert (by_hands.status, by_hands.counts) == ("closed", {"weak-for": 2})
    page = client_of(member).get(reverse("round", args=[by_hands.pk])).content.decode()
    assert "by a show of hands" in page


def test_count_that_waits_is_seen_by_those_who_count_alone(by_hands, chair, member, client_of):
    there = list(by_hands.voters.all())
    count_hands(by=chair, round=by_hands, counts={"strong-against": 2}, present=there)

    assert client_of(member).get(reverse("hands", args=[by_hands.pk])).status_code == 403
    for name in ("round", "projector"):
        page = client_of(member).get(reverse(name, args=[by_hands.pk])).content.decode()
        assert "strong against" not in page
        assert "trong against" not in page


def test_wrong_count_is_set_aside_with_a_reason(by_hands, chair, secretariat, client_of):
    there = list(by_hands.voters.all())
    show = count_hands(by=chair, round=by_hands, counts={"weak-for": 2}, present=there)
    again = reverse("hands_again", args=[by_hands.pk])

    client_of(secretariat).post(again, {"show": show.pk, "reason": "Twice the same hand."})

    page = client_of(chair).get(reverse("hands", args=[by_hands.pk])).content.decode()
    assert "set aside by secretariat: Twice the same hand." in page
    assert "Hand the count to a second person" in page
