"""Drills 3, 8 and 9: a round is closed while the database dies, at the last instant, in a storm."""

import json
import statistics
import threading
import time

from bench.load import request
from tests.drills.processes import until, wait_for
from tests.drills.register import Outcome, drill, unless
from tests.drills.site import Site
from tests.drills.votes import Committee, Storm, closing, committee

ROUNDS = 4
CLOSES = 20
# Seconds for a close. On a machine that is slow or busy with other things, which shows by a request
# that does nothing taking longer than SLOW amid the storm, a close may take as long as so many votes.
LIMIT, SLOW, VOTES = 1.0, 0.025, 20


@drill(3, "PostgreSQL killed during a close")
def database_during_close(site: Site) -> Outcome:
    faults, figures = [], []
    for delay in (0.0, 0.01, 0.05, 0.2):
        members = committee(6)
        round = members.open_round()
        close_it = closing(round.pk, members.tokens[members.chair.pk])
        answers: list[int] = []
        with Storm(site, members, round) as storm:
            close = threading.Thread(
                target=lambda message=close_it, to=answers: to.append(site.ask(message).status)
            )
            close.start()
            close.join(delay)
            site.kill_database()
            close.join()
        wait_for(lambda: site.ask(request("GET", "/health/")).status == 200, "the site")
        state = type(round).every.get(pk=round.pk).status
        until(lambda message=close_it: site.ask(message).status == 200)
        first, second = (json.loads(site.ask(close_it).body).get("result") for _ in range(2))
        storm.account.faults += unless(
            state == "closed" or not storm.account.refused, "a vote was late in an open round"
        )
        faults += storm.faults() + unless(first == second, "two closes, two results")
        figures.append(
            f"after {delay * 1e3:.0f} ms (close answered {answers[0]}, then {state}): {storm.figures}"
        )
    return Outcome("; ".join(figures), faults)


@drill(8, "votes at the instant of the close")
def at_the_close(site: Site) -> Outcome:
    faults: list[str] = []
    figures = []
    members = committee()
    for _round in range(ROUNDS):
        storm, _took = _closed_in_a_storm(site, members)
        faults += storm.faults()
        faults += unless(bool(storm.account.refused), "no vote came late: the drill shows nothing")
        figures.append(storm.figures)
    return Outcome("; ".join(figures), faults)


@drill(9, "a close under a storm of votes")
def close_in_time(site: Site) -> Outcome:
    members = committee()
    closes, votes, empty, late = [], [], [], 0
    for _close in range(CLOSES):
        storm, took = _closed_in_a_storm(site, members, empty)
        closes.append(took)
        votes += storm.account.took
        late += len(storm.account.refused)
    p95, vote = statistics.quantiles(closes, n=20, method="inclusive")[-1], statistics.median(votes)
    nothing = statistics.median(empty)
    limit = LIMIT if nothing <= SLOW else max(LIMIT, VOTES * vote)
    bound = f"{LIMIT:.0f} s" if limit == LIMIT else f"{limit:.1f} s, for the machine is busy"
    return Outcome(
        f"{CLOSES} closes under {len(members.voters)} voters: p95 {p95 * 1e3:.0f} ms, median "
        f"{statistics.median(closes) * 1e3:.0f}, slowest {max(closes) * 1e3:.0f}; {len(votes)} votes, "
        f"median {vote * 1e3:.0f} ms, {late} refused as late; an empty request amid them "
        f"{nothing * 1e3:.0f} ms; allowed {bound}",
        unless(p95 <= limit, f"p95 of a close {p95:.2f} s"),
    )


def _closed_in_a_storm(
    site: Site, members: Committee, empty: list[float] | None = None
) -> tuple[Storm, float]:
    """A round on the next draft, closed while all vote; and how long the chair waited for it.

    `empty` takes how long requests that do nothing took meanwhile.
    """
    members.turn_to_the_next_draft()
    round = members.open_round()
    with Storm(site, members, round) as storm:
        if empty is not None:
            empty += [site.ask(request("GET", "/health/")).took for _ in range(5)]
        start = time.perf_counter()
        answer = site.ask(closing(round.pk, members.tokens[members.chair.pk]))
        took = time.perf_counter() - start
        if answer.status != 200:
            raise RuntimeError(f"a close answered {answer.status}")
    return storm, took
