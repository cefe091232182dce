"""The account of the drills can fail: spoilt copies of a real round's books, each found by its name."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import pytest

from tests import factories
from tests.drills import counting
from tests.drills.counting import Account, Books, Sent
from tests.drills.votes import stored_rows
from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round
from voting.queries import result_of, sight_for
from voting.results.exporting import round_record


@pytest.fixture
def voted(guideline, question, chair, member) -> tuple[Account, Books]:
    """Two people's three votes, and what the site holds of them after the close."""
    recommendation = factories.make_recommendation(question=question)
    round = open_round(by=chair, recommendation=recommendation)
    lines = dict(round.voters.values_list("member__user", "pk"))
    account = Account()
    for key, person, choice in (
        ("a", chair, "weak-for"),
        ("b", member, "abstain"),
        ("c", member, "weak-for"),
    ):
        cast = cast_vote(by=person, round=round, choice=choice, key=key)
        account.sent[key] = Sent(lines[person.pk], choice)
        account.take(key, 201, {"receipt": cast.receipt, "choice": cast.choice})
    round = close_round(by=chair, round=round)
    record = round_record(round, sight_for(chair, round))
    return account, Books(stored_rows(round), dict(result_of(round).votes), record)


@pytest.mark.django_db
def test_account_of_a_round_in_order_finds_nothing(voted):
    assert counting.faults(*voted) == []


def lose_a_row(account: Account, books: Books) -> Books:
    return replace(books, rows=books.rows[:-1])


def double_a_row(account: Account, books: Books) -> Books:
    return replace(books, rows=(*books.rows, books.rows[0]))


def store_a_key_twice(account: Account, books: Books) -> Books:
    again = replace(books.rows[0], version=2, receipt="f" * 32)
    return replace(books, rows=(*books.rows, again))


def alter_a_choice(account: Account, books: Books) -> Books:
    return replace(books, rows=(replace(books.rows[0], choice="neither"), *books.rows[1:]))


def count_two_of_one_voter(account: Account, books: Books) -> Books:
    return replace(books, declared={"weak-for": 2, "abstain": 1})


def make_a_vote_up(account: Account, books: Books) -> Books:
    del account.acknowledged["a"]
    return books


def acknowledge_two_votes_by_one_receipt(account: Account, books: Books) -> Books:
    account.sent["d"], account.acknowledged["d"] = account.sent["a"], account.acknowledged["a"]
    return books


def leave_a_vote_unanswered(account: Account, books: Books) -> Books:
    account.sent["d"] = account.sent["a"]
    account.take("d", 503, None)
    return books


def answer_another_choice(account: Account, books: Books) -> Books:
    account.take("a", 201, {"receipt": account.acknowledged["a"], "choice": "neither"})
    return books


def refuse_a_vote_in_order(account: Account, books: Books) -> Books:
    account.sent["d"] = account.sent["a"]
    account.take("d", 403, None)
    return books


def export_a_ballot_twice(account: Account, books: Books) -> Books:
    export = deepcopy(books.export)
    export["ballots"].append(export["ballots"][0])
    return replace(books, export=export)


def export_another_choice(account: Account, books: Books) -> Books:
    export = deepcopy(books.export)
    export["ballots"][0]["choice"] = "neither"
    return replace(books, export=export)


def take_a_cast_from_the_chain(account: Account, books: Books) -> Books:
    export = deepcopy(books.export)
    events = export["chain"]["events"]
    casts = [each for each in events if each["payload"]["verb"] == "ballot-cast"]
    events.remove(casts[0])
    return replace(books, export=export)


def export_another_tally(account: Account, books: Books) -> Books:
    export = deepcopy(books.export)
    export["tally"]["votes"] = {"weak-for": 3}
    return replace(books, export=export)


SPOILT: list[tuple[Callable[[Account, Books], Books], str]] = [
    (lose_a_row, "missing: "),
    (double_a_row, "doubled: version of a voter"),
    (double_a_row, "doubled: receipt"),
    (store_a_key_twice, "doubled: key"),
    (store_a_key_twice, "made up: "),
    (alter_a_choice, "altered: "),
    (count_two_of_one_voter, "declared "),
    (make_a_vote_up, "made up: "),
    (acknowledge_two_votes_by_one_receipt, "doubled: acknowledged receipt"),
    (leave_a_vote_unanswered, "d: no answer, 503"),
    (answer_another_choice, "a: sent weak-for, acknowledged neither"),
    (refuse_a_vote_in_order, "d: a vote in order was answered 403"),
    (export_a_ballot_twice, "exported: 1 ballots that do not count"),
    (export_another_choice, "exported: 1 ballots that do not count"),
    (take_a_cast_from_the_chain, "exported: a stands 0 times in the chain"),
    (export_another_tally, "exported: another tally"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("spoil", "fault"), SPOILT)
def test_account_finds_what_was_spoilt(voted, spoil, fault):
    account, books = voted

    books = spoil(account, books)

    found = counting.faults(account, books)
    assert [each[: len(fault)] for each in found].count(fault) >= 1, found
