"""Voters who keep voting while something is killed under them, and the account of their votes."""

import itertools
import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from bench.load import Connection, request
from tests.drills.site import Site

CHOICES = ("weak-for", "strong-for", "neither", "weak-against", "strong-against", "abstain")
_numbers = itertools.count(1)


@dataclass
class Committee:
    """People with tokens, and a draft to vote on."""

    recommendation: Any
    chair: Any
    voters: list[Any]
    tokens: dict[int, str]

    def open_round(self, **terms: Any) -> Any:
        from voting.actions.rounds import open_round

        return open_round(by=self.chair, recommendation=self.recommendation, **terms)


def committee(members: int = 12) -> Committee:
    """A new guideline with a panel of its own."""
    from rest_framework.authtoken.models import Token

    from tests import factories

    question = factories.make_question(guideline=factories.make_guideline())
    people = [factories.make_user() for _ in range(members + 1)]
    for position, person in enumerate(people):
        factories.make_member(
            guideline=question.guideline,
            user=person,
            role="member" if position else "chair",
            position=position,
        )
    tokens = {person.pk: Token.objects.create(user=person).key for person in people}
    return Committee(
        factories.make_recommendation(question=question), people[0], people[1:], tokens
    )


@dataclass
class Account:
    """What was sent and what came back: votes by the key that their sender gave them."""

    acknowledged: dict[str, dict] = field(default_factory=dict)
    unknown: dict[str, tuple] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)

    def faults(self, round: Any) -> list[str]:
        """Every acknowledged vote is there as it was sent, once, and the last one of each counts."""
        from voting.models import Ballot
        from voting.queries import counts_of

        stored = {ballot.receipt: ballot for ballot in Ballot.objects.filter(voter__round=round)}
        missing = self.missing(round)
        doubled = len(stored) - len(set(stored)) + len(self._receipts_twice())
        wrong = [
            answer["receipt"]
            for answer in self.acknowledged.values()
            if answer["receipt"] in stored and stored[answer["receipt"]].choice != answer["choice"]
        ]
        voted = {ballot.voter_id for ballot in stored.values()}
        round = type(round).every.get(pk=round.pk)
        counted = sum(counts_of(round).values())
        faults = [f"{len(missing)} missing"] * bool(missing) + [f"{doubled} doubled"] * bool(
            doubled
        )
        faults += [f"{len(wrong)} altered"] * bool(wrong)
        if counted != len(voted):
            faults.append(f"{counted} counted of {len(voted)} who voted")
        return faults

    def missing(self, round: Any) -> list[str]:
        from voting.models import Ballot

        stored = set(Ballot.objects.filter(voter__round=round).values_list("receipt", flat=True))
        return [
            each["receipt"] for each in self.acknowledged.values() if each["receipt"] not in stored
        ]

    def _receipts_twice(self) -> list[str]:
        receipts = [each["receipt"] for each in self.acknowledged.values()]
        return [each for each in set(receipts) if receipts.count(each) > 1]


class Storm:
    """Every voter votes, and votes otherwise, until told to stop; used by `with`."""

    def __init__(self, site: Site, members: Committee, round: Any, port: int | None = None) -> None:
        self._site, self._members, self._round = site, members, round
        self._port = port
        self.account = Account()
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._vote, args=(person,)) for person in members.voters
        ]

    def __enter__(self) -> "Storm":
        for each in self._threads:
            each.start()
        self.until_acknowledged(len(self._threads))
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for each in self._threads:
            each.join()

    def until_acknowledged(self, more: int, patience: float = 60) -> None:
        """Go on when so many more votes were acknowledged, or none can be any more."""
        goal, end = len(self.account.acknowledged) + more, time.monotonic() + patience
        while (
            len(self.account.acknowledged) < goal
            and time.monotonic() < end
            and any(each.is_alive() for each in self._threads)
        ):
            time.sleep(0.02)

    def send_again(self) -> tuple[int, int]:
        """Ask once more for what nobody answered: how many there were, and how many were stored."""
        stored = 0
        for key, (person, choice) in list(self.account.unknown.items()):
            connection = Connection(self._port or self._site.port)
            answer = connection.ask(self._ballot(person, choice, key))
            connection.close()
            if answer.status in {200, 201}:
                body = json.loads(answer.body)
                stored += body["repeated"]
                self.account.acknowledged[key] = body
                del self.account.unknown[key]
            elif answer.status == 409:
                self.account.refused[key] = 409
                del self.account.unknown[key]
        return stored, len(self.account.unknown)

    def _vote(self, person: Any) -> None:
        connection = Connection(self._port or self._site.port)
        for choice in itertools.cycle(CHOICES):
            if self._stop.is_set():
                break
            key = f"k{next(_numbers)}"
            answer = connection.ask(self._ballot(person, choice, key))
            with self._lock:
                if answer.status in {200, 201}:
                    self.account.acknowledged[key] = json.loads(answer.body)
                    self.account.took.append(answer.took)
                elif answer.status in {403, 409}:
                    self.account.refused[key] = answer.status
                    break
                else:
                    self.account.unknown[key] = (person, choice)
            if answer.status not in {200, 201}:
                time.sleep(0.1)
        connection.close()

    def _ballot(self, person: Any, choice: str, key: str) -> bytes:
        return ballot(self._round.pk, self._members.tokens[person.pk], choice, key)


def ballot(round_pk: int, token: str, choice: str, key: str = "") -> bytes:
    """A vote over REST."""
    headers = {"Authorization": f"Token {token}", "Content_Type": "application/json"}
    if key:
        headers["Idempotency_Key"] = key
    body = json.dumps({"choice": choice}).encode()
    return request("PUT", f"/api/v1/rounds/{round_pk}/ballot/", body, **headers)


def closing(round_pk: int, token: str) -> bytes:
    """A close over REST."""
    return request("POST", f"/api/v1/rounds/{round_pk}/close/", Authorization=f"Token {token}")
