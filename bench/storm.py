"""Votes through the whole stack on PostgreSQL, beside what they could cost at the least.

One gunicorn (2 workers of 8 threads) serves the site, an empty view and a view of one INSERT, both
without middleware. The lines take turns within each round, so that a busy moment of the machine
hits all of them; each figure is the median over the rounds. The clients run in another process and
keep their connections. The database writes to disk before it says so, as in an installation.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

from bench.lines import Lines, same
from bench.load import Answer, Connection, Lane, request, run
from bench.measure import Measured
from tests.servers import free_port, postgresql

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
SECONDS = 1.5
FEW, MANY = 8, 30
CLOSES = 20
# Votes that the clients have at hand in one measurement; a machine that casts them all is done early.
AT_MOST = 900
MEMBERS = 43
VOTING_ROUNDS = CLOSES + 1 + 4 * ROUNDS * AT_MOST // MEMBERS
INSERT = "INSERT INTO bench_ballot (voter, choice) VALUES (gen_random_uuid()::text, 'weak-for')"
CSRF = "a" * 32


def measure_all() -> list[Measured]:
    """Start the servers, measure, and stop them again."""
    with ExitStack() as stack:
        database = postgresql(stack, durable=True)
        site = stack.enter_context(served(database.get_uri()))
        lines, close, ballots = site.measure(database)
    return [*_rows(lines), _close_row(close, ballots)]


class Site:
    """A served site with voters who have open ballots left."""

    def __init__(self, port: int, seeded: dict) -> None:
        self.port = port
        self.chair = seeded["chair"]
        self.hearing = seeded["hearing"]
        self.members = seeded["members"]
        for_votes, self.for_closes = seeded["rounds"][CLOSES:], seeded["rounds"][:CLOSES]
        self._open = [(pk, member) for pk in for_votes for member in self.members]

    def measure(self, database) -> tuple[Lines, list[float], list[float]]:
        """The lines over the rounds; seconds of closes and of ballots."""
        lines = Lines()
        run(self.port, same("GET", "/bench/empty/", FEW), 0.5)
        for _ in range(ROUNDS):
            for clients in (FEW, MANY):
                at = f"@{clients}"
                lines.note(f"empty{at}", self._run(same("GET", "/bench/empty/", clients)), {200})
                lines.note(f"session{at}", self._run(self._ballots(_by_page, clients)), {302})
                lines.note(f"token{at}", self._run(self._ballots(_by_rest, clients)), {201})
            lines.note("insert@8", self._run(same("POST", "/bench/insert/", FEW)), {200})
            lines.keep("pgbench/s", _plain_inserts(database))
        return lines, *self._closes_in_a_storm()

    def _run(self, lanes: list[Lane]) -> list[Answer]:
        return run(self.port, lanes, SECONDS)

    def _ballots(self, ballot, clients: int) -> list[Lane]:
        """First votes: no voter votes twice in a round."""
        taken = [self._open.pop() for _ in range(AT_MOST)]
        return [
            Lane([[ballot(pk, member) for pk, member in islice(taken, place, None, clients)]])
            for place in range(clients)
        ]

    def _closes_in_a_storm(self) -> tuple[list[float], list[float]]:
        """Members keep changing their votes; the chair closes one round after the other under them."""
        lanes = [
            Lane(
                [
                    [_by_rest(pk, member, choice) for choice in ("weak-for", "strong-for")]
                    for pk in self.for_closes
                ],
                until=409,
            )
            for member in self.members[:FEW]
        ]
        storm = subprocess.Popen(
            [sys.executable, "-m", "bench.load"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        import pickle

        answered: list[list[Answer]] = []
        from threading import Thread

        plan = pickle.dumps((self.port, lanes, 60.0, False))
        reader = Thread(target=lambda: answered.append(pickle.loads(storm.communicate(plan)[0])))  # noqa: S301 - ours
        reader.start()
        time.sleep(1)
        closes = []
        connection = Connection(self.port)
        for pk in self.for_closes:
            time.sleep(0.3)
            answer = connection.ask(_closing(pk, self.chair))
            if answer.status != 200:
                raise RuntimeError(f"a close answered {answer.status}: {answer.body[:200]!r}")
            closes.append(answer.took)
        reader.join()
        took = [each.took for each in answered[0] if each.status in {200, 201}]
        return closes, took


def _by_page(pk: int, member: dict, choice: str = "weak-for") -> bytes:
    body = f"csrfmiddlewaretoken={CSRF}&choice={choice}&comment=&key=k{pk}".encode()
    cookies = f"sessionid={member['session']}; csrftoken={CSRF}"
    return request(
        "POST",
        f"/rounds/{pk}/cast/",
        body,
        Cookie=cookies,
        Content_Type="application/x-www-form-urlencoded",
    )


def _by_rest(pk: int, member: dict, choice: str = "weak-for") -> bytes:
    body = json.dumps({"choice": choice, "comment": ""}).encode()
    return request(
        "PUT",
        f"/api/v1/rounds/{pk}/ballot/",
        body,
        Authorization=f"Token {member['token']}",
        Content_Type="application/json",
    )


def _closing(pk: int, token: str) -> bytes:
    return request("POST", f"/api/v1/rounds/{pk}/close/", Authorization=f"Token {token}")


def _plain_inserts(database) -> float:
    """pgbench: the same INSERT, one a transaction, 8 clients, nothing in between."""
    script = ROOT / "build" / "insert.sql"
    script.parent.mkdir(exist_ok=True)
    script.write_text(f"{INSERT};\n")
    program = database.bin_path / "pgbench"
    command = [
        program,
        "-n",
        "-c",
        str(FEW),
        "-j",
        "2",
        "-T",
        "2",
        "-f",
        script,
        database.get_uri(),
    ]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own command
    return float(re.search(r"tps = ([\d.]+)", answer.stdout)[1])


def _rows(lines: Lines) -> Iterator[Measured]:
    anchors = {
        "empty view": (f"empty@{FEW}", 0.08),
        "view of one bare INSERT": (f"insert@{FEW}", 0.2),
        "pgbench, one INSERT a transaction": ("pgbench", 0.02),
    }
    for how, words in (("session", "session and CSRF, page"), ("token", "token, REST")):
        name = f"ballot: cast a second, {FEW} clients ({words})"
        yield from lines.rates(name, f"{how}@{FEW}", anchors)
        name = f"ballot: p95 with {MANY} at once ({words})"
        yield lines.p95(name, f"{how}@{MANY}", MANY, 12)


def _close_row(closes: list[float], ballots: list[float]) -> Measured:
    return Measured(
        name=f"close: in a storm of {FEW} voters (median of {len(closes)} closes)",
        value=statistics.median(closes),
        unit="s",
        anchor="20 ballots at their median in the same storm",
        anchor_value=20 * statistics.median(ballots),
        aim=1,
    )


@contextmanager
def served(
    database_url: str, rounds: int = VOTING_ROUNDS, members: int = MEMBERS
) -> Iterator[Site]:
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "SECRET_KEY": "for the measurements alone",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "0",
        "REDIS_URL": "",
    }
    seeded = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bench.seed", str(rounds), str(members)],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    port = free_port()
    gunicorn = subprocess.Popen(  # noqa: S603 - our own command
        [
            *(sys.executable, "-m", "gunicorn", "bench.serving:application"),
            *("--workers", "2", "--threads", "8", "--keep-alive", "30"),
            *("--bind", f"127.0.0.1:{port}", "--log-level", "warning"),
        ],
        env=environment,
        cwd=ROOT,
    )
    try:
        _wait_for(port)
        yield Site(port, json.loads(seeded.stdout))
    finally:
        gunicorn.terminate()
        gunicorn.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(300):
        connection = Connection(port)
        if connection.ask(request("GET", "/bench/empty/")).status == 200:
            connection.close()
            return
        time.sleep(0.1)
    raise RuntimeError("gunicorn did not come up")


if __name__ == "__main__":
    for each in measure_all():
        print(json.dumps(each.as_data()))  # noqa: T201 - a command's output
