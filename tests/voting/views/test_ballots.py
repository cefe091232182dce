"""One's open ballots as a queue: finish one, see the next, skip, and the end."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.openings import open_rounds
from voting.ballots.queue import queue_of


@pytest.fixture
def rounds(guideline, question, chair, member):
    """Three open rounds."""
    drafts = [factories.make_recommendation(question=question, ref=f"d{n}") for n in range(3)]
    return open_rounds(by=chair, guideline=guideline, recommendations=drafts)


def next_after(client, round=None) -> str:
    asked = f"?after={round.pk}" if round else ""
    return client.get(f"/ballots/next/{asked}").headers["Location"]


def test_queue_leads_from_ballot_to_ballot_and_to_the_end(rounds, member, client_of):
    client = client_of(member)
    first, second, third = (reverse("round", args=[each.pk]) for each in rounds)

    assert next_after(client) == first
    assert next_after(client, rounds[0]) == second
    assert next_after(client, rounds[2]) == first
    cast_vote(by=member, round=rounds[1], choice="abstain")
    assert next_after(client, rounds[0]) == third
    for round in (rounds[0], rounds[2]):
        cast_vote(by=member, round=round, choice="abstain")
    assert next_after(client) == "/ballots/"
    page = client.get("/ballots/").content.decode()
    assert "You have voted on all 3 open ballots: all is done." in page


def test_finished_ballots_keep_their_place(rounds, member, django_assert_num_queries):
    cast_vote(by=member, round=rounds[0], choice="abstain")

    with django_assert_num_queries(1):
        queue = queue_of(member)

    assert (queue.done, queue.total, queue.number_of(rounds[1])) == (1, 3, 2)
    assert [each.pk for each in queue.waiting] == [rounds[1].pk, rounds[2].pk]


def test_recused_member_s_queue_is_empty(rounds, question, member, client_of):
    factories.make_conflict(member=member.places.get(), question=question, action="discuss-only")

    page = client_of(member).get("/ballots/").content.decode()

    assert "No ballot is open for you." in page


def test_skipping_somebody_else_s_or_no_round_begins_at_the_first(rounds, member, client_of):
    client = client_of(member)
    first = reverse("round", args=[rounds[0].pk])

    assert client.get("/ballots/next/?after=999999").status_code == 404
    assert client.get("/ballots/next/?after=x").headers["Location"] == first


def test_vote_that_was_entrusted_waits_beside_one_s_own(rounds, member, client_of):
    giver = factories.make_voter(round=rounds[0])
    factories.make_proxy(
        giver=giver,
        holder=rounds[0].voters.get(member__user=member),
        accepted_at=timezone.now(),
    )
    asked = factories.make_voter(round=rounds[1])
    factories.make_proxy(giver=asked, holder=rounds[1].voters.get(member__user=member))
    for round in rounds:
        cast_vote(by=member, round=round, choice="abstain")

    page = client_of(member).get("/ballots/").content.decode()

    assert "You have cast your own votes; a vote entrusted to you waits." in page
    assert f'href="/rounds/{rounds[0].pk}/?of={giver.pk}"' in page
    assert f"?of={asked.pk}" not in page
    assert "all is done" not in page
