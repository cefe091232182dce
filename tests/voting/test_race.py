"""Many at once, on the real database: votes against closes, clicks against clicks, two chairs."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connections

from accounts.blockers import Blocked
from audit.models import Event
from audit.queries import verify
from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.declaring import tally_hash
from voting.actions.rounds import close_round, open_round
from voting.casts import Cast
from voting.models import Ballot, Round, SecretBallot
from voting.queries import counts_of, result_of

pytestmark = pytest.mark.django_db(transaction=True)

CHOICES = ("strong-for", "weak-for", "neither", "weak-against", "strong-against", "abstain")


def at_once(deeds: Iterable[Callable]) -> list:
    """Do everything at the same moment, each in a thread and connection of its own."""
    deeds = list(deeds)
    start = Barrier(len(deeds))

    def do(deed: Callable):
        try:
            start.wait()
            return deed()
        except Blocked as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


@pytest.fixture
def panel():
    """A guideline whose chair and 15 members have accounts, with a draft to vote on."""
    guideline = factories.make_guideline()
    question = factories.make_question(guideline=guideline)
    people = [factories.make_user() for _ in range(16)]
    for position, person in enumerate(people):
        role = "member" if position else "chair"
        factories.make_member(guideline=guideline, user=person, role=role, position=position)
    return factories.make_recommendation(question=question), people


@pytest.mark.parametrize("secrecy", ["confidential", "secret"])
@pytest.mark.parametrize("seed", range(3))
def test_declared_result_is_what_the_rows_say_for_ever(panel, secrecy, seed):
    recommendation, people = panel
    round = open_round(by=people[0], recommendation=recommendation, secrecy=secrecy)
    dice = random.Random(seed)
    votes = [
        partial(cast_vote, by=person, round=round, choice=dice.choice(CHOICES)) for person in people
    ]
    closes = [lambda: close_round(by=people[0], round=round)] * 6
    deeds = votes[:4] + closes[:3] + votes[4:] + closes[3:]
    # Each run lets another part of the votes in before the first close.
    dice.shuffle(deeds)

    answers = at_once(deeds)

    accepted = Counter(answer.choice for answer in answers if isinstance(answer, Cast))
    closed = [answer for answer in answers if isinstance(answer, Round)]
    held = Round.objects.get(pk=round.pk)
    assert counts_of(held) == dict(accepted)
    assert len(closed) == 6
    assert {each.closed_at for each in closed} == {held.closed_at}
    assert Event.objects.filter(verb="round-closed").count() == 1
    assert len(answers) == sum(accepted.values()) + 6 + sum(
        isinstance(answer, Blocked) for answer in answers
    )
    assert verify() is None


def test_hash_in_the_log_is_that_of_the_counted_rows(panel):
    recommendation, people = panel
    round = open_round(by=people[0], recommendation=recommendation)
    votes = [partial(cast_vote, by=person, round=round, choice="weak-for") for person in people]

    at_once([*votes, lambda: close_round(by=people[0], round=round)])

    # The close recorded the hash in the storm; the rows give the same hash now.
    held = Round.objects.get(pk=round.pk)
    recorded = Event.objects.get(verb="round-closed").facts["tally_hash"]
    assert recorded == tally_hash(held, result_of(held))


@pytest.mark.parametrize(("secrecy", "model"), [("named", Ballot), ("secret", SecretBallot)])
def test_eight_clicks_are_one_ballot_with_one_receipt(panel, secrecy, model):
    recommendation, people = panel
    round = open_round(by=people[0], recommendation=recommendation, secrecy=secrecy)

    answers = at_once(
        [lambda: cast_vote(by=people[1], round=round, choice="weak-for", key="click")] * 8
    )

    assert model.objects.count() == 1
    assert len({answer.receipt for answer in answers}) == 1
    assert sorted(answer.repeated for answer in answers) == [False] + [True] * 7


def test_eight_clicks_without_a_key_are_one_ballot(panel):
    recommendation, people = panel
    round = open_round(by=people[0], recommendation=recommendation)

    at_once([lambda: cast_vote(by=people[1], round=round, choice="weak-for")] * 8)

    assert Ballot.objects.count() == 1


def test_changes_at_once_are_versions_one_after_the_other(panel):
    recommendation, people = panel
    round = open_round(by=people[0], recommendation=recommendation)

    at_once(partial(cast_vote, by=people[1], round=round, choice=choice) for choice in CHOICES)

    assert sorted(Ballot.objects.values_list("version", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_two_chairs_open_one_round(panel):
    recommendation, people = panel

    answers = at_once([lambda: open_round(by=people[0], recommendation=recommendation)] * 4)

    assert sum(isinstance(answer, Round) for answer in answers) == 1
    assert sum(isinstance(answer, Blocked) for answer in answers) == 3
    assert Round.objects.count() == 1
