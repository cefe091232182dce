"""What is missing on each question, and who must act."""

import pytest

from publication.chain import chain_of
from publication.progress import State, states_of
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round


def state(question) -> State:
    question.refresh_from_db()
    (only,) = states_of(chain_of(question.guideline, question).question(question.ref))
    return only


@pytest.fixture
def rated(question):
    """The question with one critical outcome, rated."""
    factories.make_rating(
        body=factories.make_body(outcome=factories.make_outcome(question=question))
    )
    return question


def test_question_without_outcomes_waits_for_the_methodologist(question):
    assert state(question) == State(
        "waits", "outcomes to be chosen", "methodologist", "/guidelines/livers/questions/q1/"
    )


def test_unrated_outcome_waits_for_the_methodologist(question):
    factories.make_outcome(question=question)

    assert state(question) == State(
        "waits",
        "1 critical outcome to be rated",
        "methodologist",
        "/guidelines/livers/questions/q1/evidence/",
    )


def test_rated_question_waits_for_a_draft(rated):
    assert state(rated) == State(
        "waits",
        "a recommendation to be drafted",
        "methodologist",
        "/guidelines/livers/questions/q1/recommendations/add/",
    )


def test_draft_waits_for_the_chair_to_put_it_to_the_vote(rated):
    factories.make_recommendation(question=rated, ref="r1")

    assert state(rated) == State(
        "waits",
        "to be put to the vote",
        "chair",
        "/guidelines/livers/recommendations/r1/open-round/",
    )


def test_running_round_waits_for_the_members(rated, chair):
    held = open_round(by=chair, recommendation=factories.make_recommendation(question=rated))

    assert state(rated) == State("open", "voting", "member", f"/rounds/{held.pk}/")


def test_round_without_consensus_asks_for_another(rated, chair, member):
    held = open_round(by=chair, recommendation=factories.make_recommendation(question=rated))
    cast_vote(by=chair, round=held, choice="strong-for")
    cast_vote(by=member, round=held, choice="weak-against")
    close_round(by=chair, round=held)

    assert (state(rated).words, state(rated).who) == ("to be voted on again", "chair")


def test_decided_question_waits_for_nobody(rated, chair):
    held = open_round(by=chair, recommendation=factories.make_recommendation(question=rated))
    cast_vote(by=chair, round=held, choice="weak-for")
    close_round(by=chair, round=held)

    assert state(rated) == State("done", "done")


def test_evidence_changed_after_the_vote_makes_it_stale(rated, chair):
    held = open_round(by=chair, recommendation=factories.make_recommendation(question=rated))
    cast_vote(by=chair, round=held, choice="weak-for")
    close_round(by=chair, round=held)

    factories.make_study(question=rated)

    assert (state(rated).code, state(rated).words) == (
        "stale",
        "evidence changed since the vote",
    )
