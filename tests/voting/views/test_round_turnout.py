"""Turnout, the roll, and links sent again."""

import pytest
from django.urls import reverse

from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round


def page_of(client, round) -> str:
    return client.get(reverse("round_turnout", args=[round.pk])).content.decode()


def test_chair_sees_who_has_not_voted_and_nothing_of_the_votes(opened, chair, member, client_of):
    cast_vote(by=member, round=opened, choice="strong-against", comment="No.")

    page = page_of(client_of(chair), opened)

    assert "1 of 2 on the roll have voted." in page
    assert page.count("has not voted") == 1
    assert page.count("has voted") == 1
    assert "strong against" not in page


def test_secret_round_marks_nobody(secret, chair, member, client_of):
    cast_vote(by=member, round=secret, choice="strong-against")

    page = page_of(client_of(chair), secret)

    assert "1 of 2 on the roll have voted." in page
    assert "has voted" not in page.replace("Who has voted is not shown", "")
    assert page.count("Send the link again <") == 2


def test_secretariat_sends_links_and_sees_no_turnout(opened, secretariat, member, client_of):
    cast_vote(by=member, round=opened, choice="abstain")

    page = page_of(client_of(secretariat), opened)

    assert "on the roll have voted" not in page
    assert "has not voted" not in page.replace("has not voted</button>", "")


def test_link_is_sent_again_by_the_button(opened, chair, member, client_of, deliver, mailoutbox):
    deliver()
    mailoutbox.clear()
    voter = opened.voters.get(member__user=member)

    client_of(chair).post(reverse("links_send_again", args=[opened.pk]), {"voter": voter.pk})
    deliver()

    assert [mail.to for mail in mailoutbox] == [["member@example.org"]]


def test_closed_round_says_why_nothing_is_sent(opened, chair, client_of):
    close_round(by=chair, round=opened)

    page = page_of(client_of(chair), opened)

    assert "The round takes no votes any more." in page
    assert 'disabled aria-describedby="blockers"' in page


@pytest.mark.parametrize("voter", ["x", "999999"])
def test_voter_of_another_round_is_not_found(opened, chair, client_of, voter):
    address = reverse("links_send_again", args=[opened.pk])

    assert client_of(chair).post(address, {"voter": voter}).status_code == 404
