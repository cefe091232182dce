"""Voters who keep voting while something is killed under them, and what came of their votes."""

import itertools
import json
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.load import Answer, Connection, request
from tests.drills import counting
from tests.drills.counting import Account, Books, Row, Sent
from tests.drills.register import unless
from tests.drills.site import Site

CHOICES = ("weak-for", "strong-for", "neither", "weak-against", "strong-against", "abstain")


@dataclass
class Committee:
    """People with tokens, and a draft to vote on."""

    recommendation: Any
    chair: Any
    voters: list[Any]
    tokens: dict[int, str]

    def open_round(self, **terms: Any) -> Any:
        """A round on the draft, as the chair opens it."""
        from voting.actions.rounds import open_round

        return open_round(by=self.chair, recommendation=self.recommendation, **terms)

    def turn_to_the_next_draft(self) -> None:
        """Another recommendation on the same question."""
        from tests import factories

        self.recommendation = factories.make_recommendation(question=self.recommendation.question)


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


class Storm:
    """Every voter votes, and votes otherwise, until told to stop; used by `with`."""

    def __init__(self, site: Site, members: Committee, round: Any, *ports: int) -> None:
        self.account = Account()
        self.members, self.round = members, round
        self._site = site
        self._lines = dict(round.voters.values_list("member__user", "pk"))
        self._stop = threading.Event()
        self._lock = threading.Lock()
        doors = itertools.cycle(ports or (site.port,))
        self._threads = [
            threading.Thread(target=self._keep_voting, args=(person, port), daemon=True)
            for person, port in zip(members.voters, doors, strict=False)
        ]

    def __enter__(self) -> "Storm":
        for each in self._threads:
            each.start()
        self.until_acknowledged(len(self._threads))
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._stop.set()
        # Whoever is told to stop waits for nobody's answer.
        if kind is None or issubclass(kind, Exception):
            for each in self._threads:
                each.join()

    def until_acknowledged(self, more: int, patience: float = 90) -> None:
        """Go on when so many more votes were acknowledged; RuntimeError when they are not."""
        goal, limit = self.account.answered + more, time.monotonic() + patience
        while self.account.answered < goal:
            if time.monotonic() > limit or not any(each.is_alive() for each in self._threads):
                raise RuntimeError(f"{self.account.answered} votes acknowledged, not {goal}")
            time.sleep(0.02)

    def _keep_voting(self, person: Any, port: int) -> None:
        connection = Connection(port)
        for key, choice in self._votes(person):
            if self._stop.is_set():
                break
            answer = connection.ask(self._ballot(person, key, choice))
            if self._take(key, person, choice, answer) == 409:
                break
            if key not in self.account.acknowledged:
                time.sleep(0.1)
        connection.close()

    def _votes(self, person: Any) -> Iterator[tuple[str, str]]:
        choices = itertools.cycle(CHOICES)
        return ((f"{person.pk}-{n}", next(choices)) for n in itertools.count(1))

    def _ballot(self, person: Any, key: str, choice: str) -> bytes:
        return ballot(self.round.pk, self.members.tokens[person.pk], choice, key)

    def _take(self, key: str, person: Any, choice: str, answer: Answer) -> int:
        with self._lock:
            self.account.sent[key] = Sent(self._lines[person.pk], choice)
            self.account.take(key, answer.status, _body(answer))
            if key in self.account.acknowledged:
                self.account.answered += 1
                self.account.took.append(answer.took)
            elif key in self.account.unknown:
                self.account.unanswered += 1
        return answer.status

    def settle(self) -> None:
        """Send again what nobody answered, once, with its key: now it must be answered."""
        account = self.account
        people = {line: person for person, line in self._lines.items()}
        for key in list(account.unknown):
            sent = account.sent[key]
            token = self.members.tokens[people[sent.voter]]
            answer = self._site.ask(ballot(self.round.pk, token, sent.choice, key))
            del account.unknown[key]
            body = _body(answer)
            account.take(key, answer.status, body)
            if key in account.acknowledged and body:
                account.found += body["repeated"]
                account.entered += not body["repeated"]

    def faults(self) -> list[str]:
        """Settle, close the round where it is open, and compare everything with everything."""
        was_open = type(self.round).every.get(pk=self.round.pk).status == "open"
        found = unless(
            not (was_open and self.account.refused), "a vote was refused while the round was open"
        )
        self.settle()
        token = self.members.tokens[self.members.chair.pk]
        closed = self._site.ask(closing(self.round.pk, token))
        if closed.status != 200:
            return [*found, f"the round could not be closed: {closed.status}"]
        books = self._books(token)
        return [
            *found,
            *counting.faults(self.account, books),
            *self._verified(books),
            *unless(_times_closed(self.round) == 1, f"{_times_closed(self.round)} close events"),
        ]

    @property
    def figures(self) -> str:
        """What came of the votes, and what is stored of them."""
        rows = stored_rows(self.round)
        return (
            f"{self.account.figures}; {len(rows)} versions of {len({row.voter for row in rows})} "
            f"voters stored, {len(counting.counting(rows))} counted"
        )

    def _books(self, token: str) -> Books:
        path = f"/api/v1/rounds/{self.round.pk}"
        signed = {"Authorization": f"Token {token}"}
        tally, export = (
            json.loads(self._site.ask(request("GET", f"{path}/{what}/", **signed)).body)
            for what in ("tally", "export")
        )
        return Books(stored_rows(self.round), tally["votes"], export)

    def _verified(self, books: Books) -> list[str]:
        """What the stand-alone program says of the record, for every receipt that counts."""
        file = self._site.folder / f"round-{self.round.pk}.json"
        file.write_text(json.dumps(books.export))
        counted = [row.receipt for row in counting.counting(books.rows)]
        checks: list[subprocess.CompletedProcess] = [
            self._site.python("docs/verify_round.py", str(file), "--receipt", receipt)
            for receipt in counted
        ]
        return [
            line.strip()
            for check in checks
            if check.returncode
            for line in (check.stdout + check.stderr).splitlines()
            if "FAILS" in line or "Error" in line
        ]


def stored_rows(round: Any) -> tuple[Row, ...]:
    """Every version of every ballot of a round."""
    from voting.models import Ballot

    stored = Ballot.objects.filter(voter__round=round).select_related("voter")
    return tuple(
        Row(
            voter=each.voter_id,
            version=each.version,
            choice=each.choice,
            comment=each.comment,
            key=each.key,
            receipt=each.receipt,
            void=each.voter.revoked_at is not None,
        )
        for each in stored
    )


def _times_closed(round: Any) -> int:
    from audit.models import Event

    told = Event.objects.filter(verb="round-closed", guideline=round.guideline.slug)
    return told.filter(target=round.recommendation.ref).count()


def _body(answer: Answer) -> dict | None:
    try:
        return json.loads(answer.body)
    except ValueError:
        return None


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
