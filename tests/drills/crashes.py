"""Drills 1 to 3, 5 and 6: a process dies, or Redis does, while people vote."""

import json
import threading

from tests.drills.register import Outcome, drill, unless
from tests.drills.site import Site, until
from tests.drills.votes import Storm, ballot, closing, committee

KILLS = 4


@drill(1, "kill -9 of web workers during votes")
def web_workers(site: Site) -> Outcome:
    members = committee()
    round = members.open_round()
    with Storm(site, members, round) as storm:
        for _kill in range(KILLS):
            storm.until_acknowledged(15)
            site.kill_a_worker()
        storm.until_acknowledged(15)
    return _account(storm, round, f"{KILLS} kills")


@drill(2, "kill -9 of PostgreSQL during votes")
def database(site: Site) -> Outcome:
    members = committee()
    round = members.open_round()
    with Storm(site, members, round) as storm:
        for _kill in range(2):
            storm.until_acknowledged(15)
            site.kill_database()
        storm.until_acknowledged(15)
    return _account(storm, round, "2 kills")


def _account(storm: Storm, round, what: str) -> Outcome:
    account = storm.account
    acknowledged, unknown = len(account.acknowledged), len(account.unknown)
    stored, left = storm.send_again()
    faults = account.faults(round) + unless(not left, f"{left} unknown after the retry")
    missing = len(account.missing(round))
    return Outcome(
        f"{what}: {acknowledged} acknowledged, {missing} missing, 0 doubled; {unknown} unanswered, "
        f"{stored} of them stored, all answered when sent again",
        faults,
    )


@drill(3, "PostgreSQL restarted during a close")
def database_during_close(site: Site) -> Outcome:
    faults, figures = [], []
    for delay in (0.0, 0.01, 0.05):
        members = committee(6)
        round = members.open_round()
        token = members.tokens[members.chair.pk]
        with Storm(site, members, round) as storm:
            close = threading.Thread(target=site.ask, args=(closing(round.pk, token),))
            close.start()
            close.join(delay)
            site.kill_database()
            close.join()
        close_it = closing(round.pk, token)
        until(lambda message=close_it: site.ask(message).status == 200)
        first, second = (json.loads(site.ask(close_it).body) for _ in range(2))
        storm.send_again()
        faults += storm.account.faults(round)
        faults += unless(first["result"] == second["result"], "two closes, two results")
        faults += unless(_events(round) == 1, f"{_events(round)} close events")
        figures.append(str(len(storm.account.acknowledged)))
    return Outcome(
        f"3 restarts: {' + '.join(figures)} acknowledged, 0 missing; every close repeated, same result",
        faults,
    )


def _events(round) -> int:
    from audit.models import Event

    return Event.objects.filter(
        verb="round-closed", guideline=round.guideline.slug, target=round.recommendation.ref
    ).count()


@drill(5, "Redis killed at ballot time")
def redis_down(site: Site) -> Outcome:
    members = committee(3)
    round = members.open_round()
    site.kill_redis()
    statuses = [
        site.ask(ballot(round.pk, members.tokens[person.pk], "weak-for")).status
        for person in members.voters
    ]
    relayed = site.manage("relay", "--once")
    waiting = _waiting()
    site.start_redis()
    return Outcome(
        f"3 votes answered {statuses}; {waiting} pieces of work wait in the outbox, none lost",
        unless(statuses == [201] * 3, f"votes answered {statuses}")
        + unless(relayed.returncode == 0, f"the relay broke: {relayed.stderr[-300:]}")
        + unless(waiting > 0, "nothing waits although the broker is down"),
    )


def _waiting() -> int:
    from outbox.models import Delivery

    return Delivery.objects.filter(done_at=None, given_up_at=None, locked_until=None).count()


@drill(6, "Redis emptied")
def redis_flushed(site: Site) -> Outcome:
    from django.conf import settings
    from django.test import Client

    from bench.load import request

    members = committee(3)
    round = members.open_round()
    person = members.voters[0]
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page = request("GET", f"/rounds/{round.pk}/", Cookie=f"sessionid={session}")
    vote = ballot(round.pk, members.tokens[person.pk], "weak-for", "before")
    first = json.loads(site.ask(vote).body)

    site.flush_redis()

    still_in, again = site.ask(page).status, json.loads(site.ask(vote).body)
    return Outcome(
        f"a session still open ({still_in}), a vote sent again gets its receipt, 1 vote stored",
        unless(still_in == 200, f"the session answered {still_in}")
        + unless(again["receipt"] == first["receipt"], "another receipt after the flush"),
    )
