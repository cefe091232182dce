"""Practice rounds: the same deeds, and nothing that counts."""

import pytest

from accounts.blockers import Blocked
from audit.models import Event
from audit.sentences import sentence
from outbox.models import Delivery
from publication.bundle.exporting import data_of
from publication.chain import chain_of
from publication.my_work import my_work
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.drafts import blockers_to_editing
from voting.actions.rounds import close_round, open_round
from voting.ballots.queue import queue_of
from voting.models import Recommendation, Round
from voting.queries import result_of


@pytest.fixture
def practice(recommendation, chair, member):
    """A running practice round."""
    return open_round(by=chair, recommendation=recommendation, practice=True)


def test_nothing_that_lists_rounds_knows_of_practice(
    practice, recommendation, guideline, chair, member
):
    before = Delivery.objects.count()
    derived, exported = chain_of(guideline).as_data(), data_of(guideline)
    for person in (chair, member):
        cast_vote(by=person, round=practice, choice="strong-for")
    closed = close_round(by=chair, round=practice)

    assert result_of(closed).outcome == "recommendation"
    assert chain_of(guideline).as_data() == derived
    assert data_of(guideline) == exported
    assert list(recommendation.rounds.all()) == []
    assert Recommendation.objects.prefetch_related("rounds").get().rounds.count() == 0
    assert list(Round.objects.all()) == []
    assert list(Round.every.all()) == [practice]
    assert Delivery.objects.count() == before


def test_running_practice_waits_for_nobody_and_holds_nothing_up(practice, recommendation, member):
    assert [task for task in my_work(member) if task.verb == "Vote"] == []
    assert queue_of(member).total == 0
    assert blockers_to_editing(recommendation) == []


def test_practice_is_marked_in_the_log(practice, chair):
    close_round(by=chair, round=practice)

    said = [sentence(event) for event in Event.objects.order_by("sequence")]
    assert said == [
        "chair opened round practice-1 on q1r1.",
        "chair closed round practice-1 on q1r1.",
    ]


def test_real_round_opens_beside_practice_and_counts_for_itself(practice, recommendation, chair):
    real = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=real, choice="weak-for")
    cast_vote(by=chair, round=practice, choice="strong-against")

    closed = close_round(by=chair, round=real)

    assert (closed.number, closed.practice) == (1, False)
    assert result_of(closed).votes == {"weak-for": 1}


def test_practice_is_refused_while_a_vote_runs(recommendation, chair, member):
    open_round(by=chair, recommendation=recommendation)

    with pytest.raises(Blocked) as refusal:
        open_round(by=chair, recommendation=recommendation, practice=True)

    assert [str(each) for each in refusal.value.blockers] == ["Round 1 is still open."]


def test_practice_comes_after_a_decision_and_leaves_it(chair, client_of):
    closed = factories.round_at("closed")
    guideline = closed.guideline
    derived = chain_of(guideline).as_data()
    leader = factories.person_in(guideline, "chair")

    practice = open_round(by=leader, recommendation=closed.recommendation, practice=True)
    cast_vote(by=leader, round=practice, choice="strong-against")
    close_round(by=leader, round=practice)

    assert chain_of(guideline).as_data() == derived
    assert result_of(practice) is None
