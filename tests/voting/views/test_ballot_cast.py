"""Casting a ballot on the page."""

import pytest
from django.urls import reverse

from tests import factories
from voting.actions.late_changes import revoke_voter
from voting.actions.rounds import close_round, open_round
from voting.models import Ballot, SecretBallot


@pytest.fixture
def cast(client_of):
    """Posts a ballot: `cast(member, round, choice="weak-for")`."""

    def post(user, round, **ballot):
        return client_of(user).post(reverse("ballot_cast", args=[round.pk]), ballot)

    return post


def test_member_votes_and_gets_the_receipt(opened, member, client_of, cast):
    answer = cast(member, opened, choice="weak-for", comment="Yes.", key="k1")

    ballot = Ballot.objects.get()
    assert (ballot.choice, ballot.comment, ballot.voter.member.user) == ("weak-for", "Yes.", member)
    assert answer.headers["Location"] == reverse("receipt", args=[opened.pk])
    assert ballot.receipt in client_of(member).get(answer.headers["Location"]).content.decode()


def test_form_sent_twice_is_one_vote(opened, member, cast):
    first = cast(member, opened, choice="weak-for", key="k1")

    second = cast(member, opened, choice="weak-for", key="k1")

    assert second.headers["Location"] == first.headers["Location"]
    assert Ballot.objects.count() == 1


def test_late_vote_is_refused_with_the_time_and_changes_nothing(opened, chair, member, cast):
    close_round(by=chair, round=opened)

    answer = cast(member, opened, choice="weak-for", comment="A long thought.")

    assert answer.status_code == 409
    assert "Your vote was not taken." in answer.content.decode()
    assert "A long thought." in answer.content.decode()
    assert "your vote came at" in answer.content.decode()
    assert Ballot.objects.count() == 0


def test_missing_choice_keeps_the_comment(opened, member, cast):
    answer = cast(member, opened, comment="A long thought.")

    assert answer.status_code == 422
    assert "A long thought." in answer.content.decode()
    assert "error-summary" in answer.content.decode()


def test_key_of_another_vote_is_told(opened, member, cast):
    cast(member, opened, choice="weak-for", key="k1")

    answer = cast(member, opened, choice="abstain", key="k1")

    assert answer.status_code == 422
    assert "This key was already used for another vote." in answer.content.decode()


@pytest.mark.parametrize("role", ["methodologist", "secretariat", "commentator", "observer"])
def test_role_without_a_vote_is_refused(opened, guideline, client_of, cast, role):
    person = factories.make_user()
    factories.make_member(guideline=guideline, user=person, role=role)

    assert cast(person, opened, choice="weak-for").status_code == 403
    assert Ballot.objects.count() == 0


def test_recused_members_are_refused(recommendation, chair, conflicted_member, discussant, cast):
    round = open_round(by=chair, recommendation=recommendation)

    for person in (conflicted_member, discussant):
        assert cast(person, round, choice="weak-for").status_code == 403
    assert Ballot.objects.count() == 0


def test_revoked_member_is_refused(opened, chair, member, cast):
    revoke_voter(by=chair, voter=opened.voters.get(member__user=member), reason="Shares.")

    assert cast(member, opened, choice="weak-for").status_code == 403


def test_stranger_and_nobody_learn_nothing(opened, stranger, client, cast):
    assert cast(stranger, opened, choice="weak-for").status_code == 404
    assert client.post(reverse("ballot_cast", args=[opened.pk])).status_code == 302


def test_reading_the_address_casts_nothing(opened, member, client_of):
    assert client_of(member).get(reverse("ballot_cast", args=[opened.pk])).status_code == 405


def test_secret_receipt_is_shown_once_and_stays_in_no_cache(secret, member, client_of, cast):
    answer = cast(member, secret, choice="weak-for", key="k1")

    assert "it is shown this once" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    receipt = client_of(member).get(reverse("receipt", args=[secret.pk]))
    assert receipt.headers["Location"] == reverse("round", args=[secret.pk])


def test_secret_ballot_is_changed_on_the_page_with_its_receipt(secret, member, client_of, cast):
    answer = cast(member, secret, choice="weak-for", key="k1")
    receipt = answer.context["cast"].receipt
    assert (
        'name="receipt"'
        in client_of(member).get(reverse("round", args=[secret.pk])).content.decode()
    )

    assert cast(member, secret, choice="abstain", key="k2").status_code == 409
    cast(member, secret, choice="abstain", key="k3", receipt=receipt)

    assert SecretBallot.objects.get().choice == "abstain"
