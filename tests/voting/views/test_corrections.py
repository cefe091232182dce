"""The page of editorial corrections: one proposes, the difference is shown, another confirms."""

import pytest
from django.urls import reverse

from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round


@pytest.fixture
def voted(recommendation, chair):
    """A draft with a slip in it that a vote has decided on."""
    recommendation.statement = "We sugest doing it."
    recommendation.save()
    round = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=round, choice="weak-for")
    close_round(by=chair, round=round)
    return recommendation


def url(draft, name="corrections", *more) -> str:
    return reverse(name, args=[draft.guideline.slug, draft.ref, *more])


def test_slip_is_proposed_by_one_and_confirmed_by_another(voted, methodologist, chair, client_of):
    writer, reader = client_of(methodologist), client_of(chair)

    writer.post(
        url(voted), {"statement": "We suggest doing it.", "reason": "A letter was missing."}
    )
    refused = writer.post(url(voted, "correction_confirm", 1), follow=True)
    voted.refresh_from_db()
    before = voted.statement
    shown = reader.get(url(voted)).content.decode()
    reader.post(url(voted, "correction_confirm", 1))

    voted.refresh_from_db()
    assert (before, voted.statement) == ("We sugest doing it.", "We suggest doing it.")
    assert "somebody else" in refused.content.decode()
    assert "<del>" in shown
    assert "A letter was missing." in shown


def test_proposal_without_a_reason_keeps_what_was_typed(voted, methodologist, client_of):
    answer = client_of(methodologist).post(
        url(voted), {"statement": "We suggest it.", "reason": ""}
    )

    assert answer.status_code == 422
    assert "We suggest it." in answer.content.decode()
    assert voted.corrections.count() == 0


def test_member_reads_corrections_and_proposes_none(voted, member, client_of):
    client = client_of(member)

    assert client.get(url(voted)).status_code == 200
    assert client.post(url(voted), {"statement": "Never.", "reason": "No."}).status_code == 403
    assert voted.corrections.count() == 0
