"""A look at one's vote before it is cast, and what was typed before a session ended."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from voting.actions.late_changes import revoke_voter
from voting.actions.rounds import close_round, open_round
from voting.models import Ballot

TYPED = {"choice": "weak-for", "comment": "It helps <most>.", "key": "k1"}


def review(client, round, **ballot):
    return client.post(reverse("ballot_review", args=[round.pk]), ballot)


def test_review_shows_the_vote_and_casts_nothing(opened, member, client_of):
    page = review(client_of(member), opened, **TYPED).content.decode()

    assert "Nothing is cast yet." in page
    assert "Weak for" in page
    assert "It helps &lt;most&gt;." in page
    assert 'name="key" value="k1"' in page
    assert Ballot.objects.count() == 0


def test_going_back_keeps_choice_comment_and_key(opened, member, client_of):
    page = review(client_of(member), opened, **TYPED, back="1").content.decode()

    assert re.search(r'value="weak-for"[^>]*checked', page)
    assert "It helps &lt;most&gt;." in page
    assert 'value="k1"' in page
    assert "error-summary" not in page


def test_missing_choice_is_told_before_anything_is_cast(opened, member, client_of):
    answer = review(client_of(member), opened, comment="A long thought.")

    assert answer.status_code == 422
    assert "A long thought." in answer.content.decode()


def test_closed_round_and_taken_voter_have_nothing_to_review(opened, chair, member, client_of):
    revoke_voter(by=chair, voter=opened.voters.get(member__user=member), reason="Shares.")
    assert review(client_of(member), opened, **TYPED).status_code == 403

    close_round(by=chair, round=opened)
    assert review(client_of(chair), opened, **TYPED).status_code == 409


@pytest.mark.parametrize("secrecy", ["confidential", "secret"])
@pytest.mark.parametrize("step", ["ballot_review", "ballot_cast"])
def test_what_was_typed_survives_signing_in(
    recommendation, chair, member, client_of, secrecy, step
):
    round = open_round(by=chair, recommendation=recommendation, secrecy=secrecy)
    client = Client()

    answer = client.post(reverse(step, args=[round.pk]), TYPED)

    assert answer.headers["Location"] == f"/account/login/?next=/rounds/{round.pk}/"
    stored = str([session.get_decoded() for session in Session.objects.all()])
    assert "helps" not in stored
    assert "weak-for" not in stored
    client.force_login(member)
    page = client.get(f"/rounds/{round.pk}/").content.decode()
    assert "What you typed is here again" in page
    assert re.search(r'value="weak-for"[^>]*checked', page)
    assert "It helps &lt;most&gt;." in page
    assert "What you typed is here again" not in client.get(f"/rounds/{round.pk}/").content.decode()
    assert Ballot.objects.count() == 0


def test_what_was_typed_goes_to_its_own_round_and_browser(opened, member, client_of):
    client = Client()
    client.post(reverse("ballot_cast", args=[opened.pk]), TYPED)
    client.cookies.pop("typed")
    client.force_login(member)

    page = client.get(f"/rounds/{opened.pk}/").content.decode()

    assert 'name="comment"' in page
    assert "It helps" not in page
