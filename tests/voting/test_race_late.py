"""Decisions on interests among the votes: who waits for whom, and that all come to an end."""

from functools import partial

import pytest

from audit.queries import verify
from guideline.actions.conflicts import decide_conflict
from tests import factories
from tests.voting.test_race import at_once
from voting.actions.ballots import cast_vote
from voting.actions.late_changes import revoke_voter
from voting.actions.rounds import close_round, open_round
from voting.ballots.casts import NotOnTheRoll
from voting.queries import counts_of, eligible_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_decision_reaches_all_open_rounds_amid_their_votes_and_nobody_waits_for_ever():
    guideline = factories.make_guideline()
    question = factories.make_question(guideline=guideline)
    people = [factories.make_user() for _ in range(6)]
    for position, person in enumerate(people):
        role = "member" if position else "chair"
        factories.make_member(guideline=guideline, user=person, role=role, position=position)
    chair, recused, *rest = people
    rounds = [
        open_round(by=chair, recommendation=factories.make_recommendation(question=question))
        for _ in range(2)
    ]
    conflict = factories.make_conflict(
        member=recused.places.get(), interest="Shares", action="not-reported"
    )
    for round in rounds:
        cast_vote(by=recused, round=round, choice="strong-against")

    def cast(person, round):
        try:
            return cast_vote(by=person, round=round, choice="weak-for")
        except NotOnTheRoll as refusal:
            return refusal

    decide = partial(
        decide_conflict, by=chair, conflict=conflict, action="discuss-only", because="Shares."
    )
    votes = [partial(cast, person, round) for person in [recused, *rest] for round in rounds]
    # Backwards in the second half, so that rounds are met in both orders.
    at_once([*votes[:5], decide, *reversed(votes[5:])])

    for round in rounds:
        closed = close_round(by=chair, round=round)
        assert (counts_of(closed), eligible_in(closed)) == ({"weak-for": 4}, 5)
    assert verify() is None


def test_two_who_void_a_ballot_at_once_void_it_once():
    held = factories.round_at("closed")
    chair = factories.person_in(held.guideline, "chair")
    line = held.voters.filter(member__role="member")[0]

    at_once([lambda: revoke_voter(by=chair, voter=line, reason="Shares.")] * 4)

    assert list(held.declared.values_list("number", "cause")) == [
        (1, "closed"),
        (2, "voter-revoked"),
    ]
