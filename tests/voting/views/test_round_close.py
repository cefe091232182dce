"""The page that closes a round."""

import pytest
from django.urls import reverse

from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round, withdraw_round


def test_chair_sees_turnout_and_rule_before_closing(opened, chair, member, client_of):
    cast_vote(by=member, round=opened, choice="weak-against")

    page = client_of(chair).get(reverse("round_close", args=[opened.pk])).content.decode()

    assert "Closing is final." in page
    assert "Have voted" in page
    assert "more than 70 %" in page
    assert "weak against" not in page


@pytest.mark.parametrize(("secrecy", "named"), [("confidential", True), ("secret", False)])
def test_whose_vote_is_missing_is_named_but_in_a_secret_round(
    recommendation, chair, member, client_of, secrecy, named
):
    """A tick more on the roll and a ballot more would make a pair."""
    round = open_round(by=chair, recommendation=recommendation, secrecy=secrecy)

    page = client_of(chair).get(reverse("round_close", args=[round.pk])).content.decode()

    assert (str(member.places.get()) in page) == named


def test_chair_closes_the_round(opened, chair, client_of):
    answer = client_of(chair).post(reverse("round_close", args=[opened.pk]))

    opened.refresh_from_db()
    assert (answer.headers["Location"], opened.status) == (f"/rounds/{opened.pk}/", "closed")


def test_closing_twice_leads_to_the_same_result(opened, chair, client_of):
    closed = close_round(by=chair, round=opened)

    answer = client_of(chair).post(reverse("round_close", args=[opened.pk]))

    opened.refresh_from_db()
    assert (answer.status_code, opened.closed_at) == (302, closed.closed_at)


def test_closed_round_leads_to_its_result(opened, chair, client_of):
    close_round(by=chair, round=opened)

    answer = client_of(chair).get(reverse("round_close", args=[opened.pk]))

    assert answer.headers["Location"] == reverse("round", args=[opened.pk])


def test_withdrawn_round_cannot_be_closed(opened, chair, client_of):
    withdraw_round(by=chair, round=opened, reason="Wrong.")

    answer = client_of(chair).post(reverse("round_close", args=[opened.pk]))

    assert answer.status_code == 409
    assert "The round was withdrawn." in answer.content.decode()


def test_member_may_not_close(opened, member, client_of):
    assert client_of(member).post(reverse("round_close", args=[opened.pk])).status_code == 403
    opened.refresh_from_db()
    assert opened.status == "open"
