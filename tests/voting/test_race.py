"""Many at once, on the real database: votes against closes, clicks against clicks, two chairs."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from threading import Barrier
from threading import Event as Signal
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.models import UniqueConstraint

from accounts.blockers import Blocked
from audit.models import Event
from audit.queries import verify
from tests import factories
from voting import guards
from voting.actions import ballots, rounds
from voting.actions.ballots import cast_vote
from voting.actions.declaring import tally_hash
from voting.actions.rounds import close_round, open_round
from voting.ballots.casts import Cast
from voting.models import Ballot, DeclaredResult, Round, SecretBallot, Voter
from voting.queries import counts_of, result_of

pytestmark = pytest.mark.django_db(transaction=True)

CHOICES = ("strong-for", "weak-for", "neither", "weak-against", "strong-against", "abstain")


# As many as wait for each other, each with a connection of its own.
AT_ONCE = 16


def at_once(deeds: Iterable[Callable]) -> list:
    """Do everything at the same moment, each in a thread and connection of its own."""
    deeds = list(deeds)
    start = Barrier(min(len(deeds), AT_ONCE))

    def do(deed: Callable, number: int):
        try:
            if number < AT_ONCE:
                start.wait()
            return deed()
        except Blocked as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(do, deeds, range(len(deeds))))


def panel_of(members: int):
    """A guideline whose chair and members have accounts, with a draft to vote on."""
    guideline = factories.make_guideline()
    question = factories.make_question(guideline=guideline)
    people = [factories.make_user() for _ in range(members + 1)]
    for position, person in enumerate(people):
        role = "member" if position else "chair"
        factories.make_member(guideline=guideline, user=person, role=role, position=position)
    return factories.make_recommendation(question=question), people


@pytest.fixture
def panel():
    return panel_of(15)


# --- Votes against closes ------------------------------------------------------------------------


@pytest.mark.slow  # a hundred connections
@pytest.mark.parametrize("secrecy", ["confidential", "secret"])
def test_fifty_votes_against_fifty_closes_have_one_result(secrecy):
    recommendation, people = panel_of(49)
    round = open_round(by=people[0], recommendation=recommendation, secrecy=secrecy)
    dice = random.Random(secrecy)
    votes = [
        partial(cast_vote, by=person, round=round, choice=dice.choice(CHOICES)) for person in people
    ]
    closes = [partial(closed_with_its_result, people[0], round) for _close in range(50)]
    deeds = votes + closes
    dice.shuffle(deeds)

    answers = at_once(deeds)

    accepted = Counter(answer.choice for answer in answers if isinstance(answer, Cast))
    refused = [answer for answer in answers if isinstance(answer, Blocked)]
    results = [answer for answer in answers if isinstance(answer, tuple)]
    held = Round.objects.get(pk=round.pk)
    recorded = Event.objects.get(verb="round-closed").facts["tally_hash"]
    assert len(results) == 50
    assert set(results) == {(held.closed_at, recorded)}
    # Of too few secret ballots only the row itself knows the tally.
    kept = held.counts if secrecy == "secret" else counts_of(held)
    assert kept == dict(accepted)
    assert recorded == tally_hash(held, result_of(held))
    assert sum(accepted.values()) + len(refused) == 50
    assert verify() is None


def closed_with_its_result(chair, round: Round) -> tuple:
    closed = close_round(by=chair, round=round)
    return closed.closed_at, tally_hash(closed, result_of(closed))


def late_vote(panel, monkeypatch) -> tuple[Any, Round]:
    """A vote that is checked before a close and stored after it: its answer, and the round."""
    recommendation, people = panel
    round = open_round(by=people[0], recommendation=recommendation)
    checked, go_on, check = Signal(), Signal(), ballots._guard

    def check_and_dawdle(*ballot):
        check(*ballot)
        checked.set()
        go_on.wait(60)

    monkeypatch.setattr(ballots, "_guard", check_and_dawdle)
    with ThreadPoolExecutor(1) as pool:
        vote = pool.submit(
            in_a_thread,
            partial(ballots._cast, people[1], round, "weak-for", "", "", "", None),
        )
        checked.wait(60)
        close_round(by=people[0], round=round)
        go_on.set()
        return vote.result(), round


def in_a_thread(deed: Callable):
    try:
        return deed()
    except (Blocked, IntegrityError) as refusal:
        return refusal
    finally:
        connections.close_all()


def test_without_lock_and_guards_a_vote_enters_after_the_count(panel, unlocked, monkeypatch):
    guards.drop()

    answer, round = late_vote(panel, monkeypatch)

    recorded = Event.objects.get(verb="round-closed").facts["tally_hash"]
    assert isinstance(answer, Cast)
    round.refresh_from_db()
    assert tally_hash(round, result_of(round)) != recorded
    guards.set_up()


def test_without_lock_the_guards_still_refuse_what_comes_after_the_close(
    panel, unlocked, monkeypatch
):
    answer, round = late_vote(panel, monkeypatch)

    assert "takes no ballots" in str(answer)
    assert counts_of(round) == {}


def vote_held_up(panel) -> tuple[bool, Round]:
    """A vote that is stored and not yet committed while somebody closes: whether the close waited."""
    recommendation, people = panel
    round = open_round(by=people[0], recommendation=recommendation)
    stored, go_on = Signal(), Signal()

    def vote_and_dawdle():
        with transaction.atomic():
            cast = cast_vote(by=people[1], round=round, choice="weak-for")
            stored.set()
            go_on.wait(60)
        return cast

    with ThreadPoolExecutor(2) as pool:
        casting = pool.submit(in_a_thread, vote_and_dawdle)
        stored.wait(60)
        closing = pool.submit(in_a_thread, partial(close_round, by=people[0], round=round))
        waited = not wait([closing], timeout=0.5).done
        go_on.set()
        assert isinstance(casting.result(), Cast)
        closing.result()
    return waited, Round.objects.get(pk=round.pk)


def test_close_waits_for_a_vote_on_its_way_and_counts_it(panel):
    waited, round = vote_held_up(panel)

    recorded = Event.objects.get(verb="round-closed").facts["tally_hash"]
    assert (waited, counts_of(round)) == (True, {"weak-for": 1})
    assert recorded == tally_hash(round, result_of(round))


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite lets one writer in at a time without any lock"
)
def test_without_its_lock_a_close_declares_less_than_the_rows_say(panel, unlocked):
    _waited, round = vote_held_up(panel)

    recorded = Event.objects.get(verb="round-closed").facts["tally_hash"]
    assert counts_of(round) == {"weak-for": 1}
    assert recorded != tally_hash(round, result_of(round))


# --- Clicks against clicks -----------------------------------------------------------------------


@pytest.mark.slow  # eight hundred votes
def test_hundred_voters_with_eight_clicks_each_have_a_hundred_ballots():
    recommendation, people = panel_of(99)
    round = open_round(by=people[0], recommendation=recommendation)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        clicks = [
            pool.submit(
                in_a_thread,
                partial(cast_vote, by=person, round=round, choice="weak-for", key="click"),
            )
            for person in people
            for _click in range(8)
        ]
        answers = [click.result() for click in clicks]

    receipts = {answer.receipt for answer in answers}
    assert (Ballot.objects.count(), len(receipts)) == (100, 100)
    assert sum(answer.first for answer in answers) == 100
    assert sum(answer.repeated for answer in answers) == 700
    assert verify() is None


def four_clicks_checked_together(panel, monkeypatch) -> list:
    """Four clicks of one person that all read before any of them writes."""
    recommendation, people = panel
    round = open_round(by=people[0], recommendation=recommendation)
    together, check = Barrier(4), ballots._guard

    def check_together(*ballot):
        check(*ballot)
        together.wait(60)

    monkeypatch.setattr(ballots, "_guard", check_together)
    vote = partial(ballots._cast, people[1], round, "weak-for", "", "click", "", None)
    connection.close()
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(in_a_thread, [vote] * 4))


def test_without_lock_the_constraints_hold_clicks_to_one_ballot(panel, unlocked, monkeypatch):
    answers = four_clicks_checked_together(panel, monkeypatch)

    assert sorted(type(answer).__name__ for answer in answers) == ["Cast"] + ["IntegrityError"] * 3
    assert Ballot.objects.count() == 1


def test_without_lock_and_constraints_every_click_is_a_ballot(panel, unlocked, monkeypatch):
    unique = [each for each in Ballot._meta.constraints if each.name == "voting_ballot_version"]
    with loosened(Ballot, unique):
        # No stored key: the column's own constraint would tell them apart.
        monkeypatch.setattr("voting.ballots.receipts.key_of", lambda *_: None)

        four_clicks_checked_together(panel, monkeypatch)

        assert Ballot.objects.count() == 4


@contextmanager
def loosened(model, constraints):
    """The table without some of its constraints, and emptied before they come back."""
    every = model._meta.constraints
    # SQLite builds the table anew from what the model says.
    model._meta.constraints = [each for each in every if each not in constraints]
    with altered() as editor:
        _rebuild(editor, model, constraints, editor.remove_constraint)
    try:
        yield
    finally:
        guards.drop()
        for each in (Ballot, Voter, Round):
            each.objects.all().delete()
        model._meta.constraints = every
        with altered() as editor:
            _rebuild(editor, model, constraints, editor.add_constraint)


def _rebuild(editor, model, constraints, alter: Callable) -> None:
    if connection.vendor == "sqlite":
        editor._remake_table(model)
        return
    for each in constraints:
        alter(model, each)


@contextmanager
def altered():
    guards.take_down(plan=["a change"])
    with connection.schema_editor() as editor:
        yield editor
    guards.set_up()


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


# --- Chair against chair -------------------------------------------------------------------------


def test_two_chairs_open_one_round(panel):
    recommendation, people = panel

    answers = at_once([lambda: open_round(by=people[0], recommendation=recommendation)] * 4)

    assert sum(isinstance(answer, Round) for answer in answers) == 1
    assert sum(isinstance(answer, Blocked) for answer in answers) == 3
    assert Round.objects.count() == 1


def chairs_who_looked_together(monkeypatch, check: str, deed: Callable) -> list:
    """Two chairs who both look what stands in the way before either of them acts."""
    together, look = Barrier(2), getattr(rounds, check)

    def look_together(*asked, **options):
        found = look(*asked, **options)
        together.wait(60)
        return found

    monkeypatch.setattr(rounds, check, look_together)
    connection.close()
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(in_a_thread, [deed] * 2))


def test_without_lock_the_constraint_holds_two_chairs_to_one_round(panel, unlocked, monkeypatch):
    recommendation, people = panel
    opening = partial(rounds.open_round.__wrapped__, by=people[0], recommendation=recommendation)

    answers = chairs_who_looked_together(monkeypatch, "blockers_to_opening", opening)

    assert sorted(type(answer).__name__ for answer in answers) == ["IntegrityError", "Round"]
    assert Round.objects.count() == 1


def test_without_lock_and_constraint_two_chairs_open_two_rounds(panel, unlocked, monkeypatch):
    recommendation, people = panel
    unique = [each for each in Round._meta.constraints if isinstance(each, UniqueConstraint)]
    opening = partial(rounds.open_round.__wrapped__, by=people[0], recommendation=recommendation)
    with loosened(Round, unique):
        chairs_who_looked_together(monkeypatch, "blockers_to_opening", opening)

        assert Round.objects.filter(status="open").count() == 2


def two_closes(panel, monkeypatch) -> list:
    """Two closes of one round, without its lock and without what the database says of one over."""
    recommendation, people = panel
    round = open_round(by=people[0], recommendation=recommendation)
    closing = partial(rounds.close_round.__wrapped__, by=people[0], round=round)
    guards.drop()
    try:
        return chairs_who_looked_together(monkeypatch, "blockers_to_closing", closing)
    finally:
        guards.set_up()


def test_without_its_lock_the_constraint_lets_one_close_declare(panel, unlocked, monkeypatch):
    answers = two_closes(panel, monkeypatch)

    assert sorted(type(answer).__name__ for answer in answers) == ["IntegrityError", "Round"]


def test_without_lock_and_constraint_two_closes_are_told_twice(panel, unlocked, monkeypatch):
    unique = [
        each for each in DeclaredResult._meta.constraints if isinstance(each, UniqueConstraint)
    ]
    with loosened(DeclaredResult, unique):
        two_closes(panel, monkeypatch)

        assert Event.objects.filter(verb="round-closed").count() == 2
