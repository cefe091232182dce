"""A round whose only dissenter is recused after its close: for the pages that follow."""

import pytest
from django.urls import reverse

from guideline.actions.conflicts import decide_conflict
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round


@pytest.fixture
def second(guideline):
    user = factories.make_user("second")
    factories.make_member(guideline=guideline, ref="second", user=user)
    return user


def close_with(recommendation, chair, votes, **terms):
    held = open_round(by=chair, recommendation=recommendation, **terms)
    for person, choice in votes.items():
        cast_vote(by=person, round=held, choice=choice)
    return close_round(by=chair, round=held)


@pytest.fixture
def recused(recommendation, question, chair, member, second):
    """A closed confidential round whose only dissenter is recused since."""
    votes = {chair: "weak-for", second: "weak-for", member: "strong-against"}
    held = close_with(recommendation, chair, votes)
    conflict = factories.make_conflict(
        member=member.places.get(), question=question, interest="Shares"
    )
    decide_conflict(by=chair, conflict=conflict, action="discuss-only", because="Holds shares.")
    return held


@pytest.fixture
def page_of():
    """What a page says, in one line: `page_of(client, "round", pk)`."""

    def text(client, name, *args):
        return " ".join(client.get(reverse(name, args=args)).content.decode().split())

    return text
