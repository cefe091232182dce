"""The account of votes: what was sent and answered, against what is stored, declared and exported.

Plain data in, faults in words out, so that a test can spoil a copy and see the account find it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from voting.ballots import receipts

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """A vote as its sender knows it: the line on the roll, and the choice."""

    voter: int
    choice: str


@dataclass
class Account:
    """What was sent and what came back, by the key that the sender gave each vote.

    `acknowledged`: the receipts. `unknown`: what came instead of an answer, 0 being nothing at all.
    `refused`: votes that were told to be late. `found` of `unknown` were stored all the same, and
    `entered` were not; sent again, both got their receipt.
    """

    sent: dict[str, Sent] = field(default_factory=dict)
    acknowledged: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    answered: int = 0
    unanswered: int = 0
    found: int = 0
    entered: int = 0

    def take(self, key: str, status: int, body: Data | None) -> None:
        """Enter the answer to a vote that was sent under this key."""
        sent = self.sent[key]
        if status in {200, 201} and body:
            self.acknowledged[key] = body["receipt"]
            if body["choice"] != sent.choice:
                self.faults.append(f"{key}: sent {sent.choice}, acknowledged {body['choice']}")
        elif status == 409:
            self.refused.add(key)
        else:
            self.unknown[key] = status
            if 400 <= status < 500:
                self.faults.append(f"{key}: a vote in order was answered {status}")

    @property
    def figures(self) -> str:
        """What came of it, in figures."""
        parts = [f"{self.answered} votes acknowledged"]
        if self.refused:
            parts.append(f"{len(self.refused)} refused as late")
        if self.unanswered:
            parts.append(
                f"{self.unanswered} not answered and sent again ({self.found} had been stored, "
                f"{self.entered} entered then, {self.unanswered - self.found - self.entered} were late)"
            )
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Row:
    """A ballot as it is stored."""

    voter: int
    version: int
    choice: str
    comment: str
    key: str | None
    receipt: str
    void: bool = False


@dataclass(frozen=True, slots=True)
class Books:
    """What the site holds of a closed round: rows, the declared tally, the exported record."""

    rows: tuple[Row, ...]
    declared: Data
    export: Data


def faults(account: Account, books: Books) -> list[str]:
    """Everything that does not fit; empty when no vote is lost, doubled, altered or made up."""
    return [
        *account.faults,
        *(f"{key}: no answer, {status}" for key, status in account.unknown.items()),
        *_doubled(account, books.rows),
        *_stored(account, books.rows),
        *_declared(books),
        *_exported(account, books),
    ]


def counting(rows: Iterable[Row]) -> list[Row]:
    """The one ballot that counts of each voter: the last version, void ones left out."""
    last: dict[int, Row] = {}
    for row in sorted(rows, key=lambda each: each.version):
        last[row.voter] = row
    return [row for row in last.values() if not row.void]


def _doubled(account: Account, rows: tuple[Row, ...]) -> Iterator[str]:
    """One version for each key, one row for each receipt, versions without a gap, one key a receipt."""
    for what, values in (
        ("key", [row.key for row in rows if row.key]),
        ("receipt", [row.receipt for row in rows]),
        ("version of a voter", [(row.voter, row.version) for row in rows]),
        ("acknowledged receipt", list(account.acknowledged.values())),
    ):
        for value, times in Counter(values).items():
            if times > 1:
                yield f"doubled: {what} {value} {times} times"
    for voter, versions in Counter(row.voter for row in rows).items():
        highest = max(row.version for row in rows if row.voter == voter)
        if highest != versions:
            yield f"voter {voter} has {versions} versions, the last is number {highest}"


def _stored(account: Account, rows: tuple[Row, ...]) -> Iterator[str]:
    """What was acknowledged is stored as it was sent, and nothing else is."""
    by_receipt = {row.receipt: row for row in rows}
    for key, receipt in account.acknowledged.items():
        sent, row = account.sent[key], by_receipt.get(receipt)
        expected = (sent.voter, sent.choice, receipts.key_of(sent.voter, key))
        if row is None:
            yield f"missing: {key} of voter {sent.voter}"
        elif (row.voter, row.choice, row.key) != expected:
            yield f"altered: {key} was {sent.choice} of voter {sent.voter}, the row says otherwise"
    for row in rows:
        if row.receipt not in account.acknowledged.values():
            yield f"made up: version {row.version} of voter {row.voter} was acknowledged to nobody"


def _declared(books: Books) -> Iterator[str]:
    """The declared tally is the number of rows that count, one of each voter."""
    counted = dict(Counter(row.choice for row in counting(books.rows)))
    said = {option: votes for option, votes in books.declared.items() if votes}
    if counted != said:
        yield f"declared {said}, the rows that count are {counted}"


def _exported(account: Account, books: Books) -> Iterator[str]:
    """The record has each vote once: in its chain as it was cast, and the last of each voter counted."""
    events = [event["payload"] for event in books.export["chain"]["events"] if "payload" in event]
    cast = Counter(
        event["facts"]["ballot"] for event in events if event["verb"].startswith("ballot-c")
    )
    for key, receipt in account.acknowledged.items():
        told = cast[receipts.commitment(receipt, account.sent[key].choice, "")]
        if told != 1:
            yield f"exported: {key} stands {told} times in the chain"
    if cast.total() != len(books.rows):
        yield f"exported: {cast.total()} casts for {len(books.rows)} stored versions"
    shown = Counter((each["receipt_hash"], each["choice"]) for each in books.export["ballots"])
    counted = Counter((receipts.hashed(row.receipt), row.choice) for row in counting(books.rows))
    if shown != counted:
        yield (
            f"exported: {(shown - counted).total()} ballots that do not count, "
            f"{(counted - shown).total()} that count are not there"
        )
    if books.export["tally"]["votes"] != books.declared:
        yield "exported: another tally than the declared one"
