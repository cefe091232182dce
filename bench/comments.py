"""Comments through the whole stack on PostgreSQL, beside an empty view and a view of one INSERT.

The same servers and clients as for votes (bench/storm.py); the lines take turns within each round.
"""

import json
import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count

from bench.load import Lane, request, run
from bench.measure import Measured
from bench.storm import _percentile, _rate, _served
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
        site = stack.enter_context(_served(database.get_uri(), rounds=30, members=1))
        lines = _measured(site)
    return list(_rows({name: statistics.median(values) for name, values in lines.items()}))


def _measured(site) -> dict[str, list[float]]:
    lines: dict[str, list[float]] = {}

    def note(name: str, lanes: list[Lane], good: int) -> None:
        answers = run(site.port, lanes, SECONDS)
        bad = [each.status for each in answers if each.status != good]
        if bad:
            raise RuntimeError(f"{name}: {len(bad)} of {len(answers)} failed, as {bad[:3]}")
        lines.setdefault(f"{name}/s", []).append(_rate(answers))
        lines.setdefault(f"{name} p95", []).append(_percentile([each.took for each in answers], 95))

    token = site.members[0]["token"]
    run(site.port, _same("GET", "/bench/empty/", FEW), 0.5)
    run(site.port, _comments(site.hearing, token, FEW), 0.5)
    for _ in range(ROUNDS):
        for clients in (FEW, MANY):
            note(f"empty@{clients}", _same("GET", "/bench/empty/", clients), 200)
            note(f"insert@{clients}", _same("POST", "/bench/insert/", clients), 200)
            note(f"comment@{clients}", _comments(site.hearing, token, clients), 201)
    return lines


def _same(method: str, path: str, clients: int) -> list[Lane]:
    return [Lane([[request(method, path)] * 6000])] * clients


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


def _rows(middle: dict[str, float]) -> Iterator[Measured]:
    for clients in (FEW, MANY):
        for anchor, name, aim in (
            ("empty view", f"empty@{clients}/s", 0.2),
            ("view of one bare INSERT", f"insert@{clients}/s", 0.2),
        ):
            yield Measured(
                name=f"comment: taken a second, {clients} clients (token, REST)",
                value=middle[f"comment@{clients}/s"],
                unit="1/s",
                anchor=anchor,
                anchor_value=middle[name],
                aim=aim,
                at_least=True,
            )
    yield Measured(
        name=f"comment: p95 with {MANY} at once (token, REST)",
        value=middle[f"comment@{MANY} p95"],
        unit="s",
        anchor=f"empty view's p95 with {MANY} at once",
        anchor_value=middle[f"empty@{MANY} p95"],
        aim=8,
    )


if __name__ == "__main__":
    for each in measure_all():
        print(json.dumps(each.as_data()))  # noqa: T201 - a command's output
