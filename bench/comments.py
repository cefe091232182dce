"""Comments through the whole stack on PostgreSQL, beside an empty view and a view of one INSERT.

The same servers and clients as for votes (bench/storm.py); the lines take turns within each round.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count

from bench.lines import Lines, same
from bench.load import Lane, request, run
from bench.measure import Measured
from bench.storm import Site, served
from tests.servers import postgresql

ROUNDS = 5
SECONDS = 1.5
FEW, MANY = 8, 64
# Comments that one client has at hand in one measurement.
AT_HAND = 600
_KEYS = count(1)


def measure_all() -> list[Measured]:
    """Start the servers, measure, and stop them again."""
    with ExitStack() as stack:
        database = postgresql(stack, durable=True)
        site = stack.enter_context(served(database.get_uri(), rounds=30, members=1))
        return list(_rows(_measured(site)))


def _measured(site: Site) -> Lines:
    lines = Lines()
    token = site.members[0]["token"]
    run(site.port, same("GET", "/bench/empty/", FEW), 0.5)
    run(site.port, _comments(site.hearing, token, FEW), 0.5)
    for _ in range(ROUNDS):
        for clients in (FEW, MANY):
            for name, lanes, good in (
                ("empty", same("GET", "/bench/empty/", clients), 200),
                ("insert", same("POST", "/bench/insert/", clients), 200),
                ("comment", _comments(site.hearing, token, clients), 201),
            ):
                lines.note(f"{name}@{clients}", run(site.port, lanes, SECONDS), {good})
    return lines


def _comments(hearing: int, token: str, clients: int) -> list[Lane]:
    return [Lane([[_comment(hearing, token) for _ in range(AT_HAND)]]) for _ in range(clients)]


def _comment(hearing: int, token: str) -> bytes:
    key = f"c{next(_KEYS)}"
    said = {
        "part": "document",
        "body": f"The draft does not say for whom. {key}",
        "kind": "anonymous",
    }
    return request(
        "POST",
        f"/api/v1/hearings/{hearing}/comments/",
        json.dumps(said).encode(),
        Authorization=f"Token {token}",
        Content_Type="application/json",
        Idempotency_Key=key,
    )


def _rows(lines: Lines) -> Iterator[Measured]:
    for clients in (FEW, MANY):
        anchors = {
            "empty view": (f"empty@{clients}", 0.2),
            "view of one bare INSERT": (f"insert@{clients}", 0.2),
        }
        name = f"comment: taken a second, {clients} clients (token, REST)"
        yield from lines.rates(name, f"comment@{clients}", anchors)
    yield lines.p95(f"comment: p95 with {MANY} at once (token, REST)", f"comment@{MANY}", MANY, 8)


if __name__ == "__main__":
    for each in measure_all():
        print(json.dumps(each.as_data()))  # noqa: T201 - a command's output
