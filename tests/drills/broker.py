"""Drills 4 to 6: a worker dies in mid-mail, Redis is killed, Redis is emptied."""

import json
from contextlib import contextmanager

from bench.load import request
from tests.drills import processes
from tests.drills.mail_server import MailServer, mail_server
from tests.drills.processes import until, wait_for
from tests.drills.register import Outcome, drill, unless
from tests.drills.site import Site
from tests.drills.votes import Storm, ballot, committee


@drill(4, "kill -9 of the worker in mid-mail")
def worker(site: Site) -> Outcome:
    with mail_server() as server:
        before = _killed_at("greeting", site, server)
        after = _killed_at("taken", site, server)
    return Outcome(
        f"killed before the hand-over: {len(before)} mail arrived; killed after it, before the "
        f"answer: {len(after)} mails under {len(set(after))} Message-ID; the lease was cut short",
        unless(len(before) == 1, f"killed before: {len(before)} mails")
        + unless(len(after) == 2, f"killed after: {len(after)} mails, not the same one again")
        + unless(len(set(after)) == 1, f"{len(set(after))} Message-IDs for one piece of work"),
    )


def _killed_at(moment: str, site: Site, server: MailServer) -> list[str]:
    """The Message-IDs of the mails that came of one row of the outbox."""
    key = _letter(f"killed-at-{moment}")
    server.taken.clear()
    server.dawdling.clear()
    server.dawdle_at = moment
    with _worker(site, server) as running:
        site.manage("relay", "--once")
        wait_for(server.dawdling.is_set, "the worker to the mail")
        processes.kill(running)
    server.dawdle_at = ""
    _cut_the_lease_short(key)
    with _worker(site, server):
        site.manage("relay", "--once")
        wait_for(lambda: _is_done(key), "the mail")
    return server.message_ids


@drill(5, "Redis killed while people vote")
def redis_down(site: Site) -> Outcome:
    members = committee()
    round = members.open_round()
    key = _letter("while-redis-is-down")
    with Storm(site, members, round) as storm:
        site.kill_redis()
        down_from = storm.account.answered
        storm.until_acknowledged(30)
        relayed = site.manage("relay", "--once")
        waits = not _is_done(key)
        site.start_redis()
        down = storm.account.answered - down_from
        storm.until_acknowledged(15)
    unanswered = storm.account.unanswered
    with mail_server() as server, _worker(site, server):
        site.manage("relay", "--once")
        came = until(lambda: _is_done(key))
    faults = storm.faults()
    return Outcome(
        f"{storm.figures}; {down} acknowledged without Redis, the slowest of all in "
        f"{max(storm.account.took):.1f} s; a mail waited in the outbox and went out "
        f"{len(server.taken)} time after Redis was back",
        faults
        + unless(not unanswered, f"{unanswered} votes were not answered")
        + unless(relayed.returncode == 0, f"the relay broke: {relayed.stderr[-300:]}")
        + unless(waits, "the mail did not wait although the broker was down")
        + unless(came and len(server.taken) == 1, f"{len(server.taken)} mails afterwards"),
    )


@drill(6, "Redis emptied while people vote")
def redis_flushed(site: Site) -> Outcome:
    from django.conf import settings
    from django.test import Client

    members = committee()
    round = members.open_round()
    person = members.voters[0]
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page = request("GET", f"/rounds/{round.pk}/", Cookie=f"sessionid={session}")
    key = _letter("handed-over-and-lost")
    with Storm(site, members, round) as storm:
        site.manage("relay", "--once")
        handed_over = _is_leased(key)
        limited = _codes_until_limited()
        site.flush_redis()
        still_in = site.ask(page).status
        limited_again = _codes_until_limited()
        storm.until_acknowledged(15)
    unanswered = storm.account.unanswered
    again = _sent_again(site, storm)
    _cut_the_lease_short(key)
    with mail_server() as server, _worker(site, server):
        site.manage("relay", "--once")
        came = until(lambda: _is_done(key))
    faults = storm.faults()
    return Outcome(
        f"{storm.figures}; a session stays open ({still_in}), each voter's last vote sent again gets "
        f"its receipt ({again} of {len(members.voters)}), codes to sign in are limited again after "
        f"{limited_again} tries ({limited} before); a mail that was handed over and lost went out "
        f"{len(server.taken)} time when its lease, cut short, was over",
        faults
        + unless(not unanswered, f"{unanswered} votes were not answered")
        + unless(handed_over, "the mail was not handed over")
        + unless(still_in == 200, f"the session answered {still_in}")
        + unless(again == len(members.voters), f"{again} receipts when sent again")
        + unless(0 < limited_again <= TRIES, "nobody counts the tries to sign in any more")
        + unless(came and len(server.taken) == 1, f"{len(server.taken)} mails afterwards"),
    )


TRIES = 60


def _codes_until_limited() -> int:
    """After how many requests for a code to sign in the site says no; 0 where it never does."""
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    for tries in range(1, TRIES + 1):
        answer = client.post("/account/login/code/", {"email": "nobody@example.org"})
        if answer.status_code == 429:
            return tries
    return 0


def _sent_again(site: Site, storm: Storm) -> int:
    """How many voters get the receipt that they have when they send their last vote again."""
    account, same = storm.account, 0
    for person in storm.members.voters:
        key = max(
            (key for key in account.acknowledged if key.startswith(f"{person.pk}-")),
            key=lambda each: int(each.partition("-")[2]),
        )
        token, choice = storm.members.tokens[person.pk], account.sent[key].choice
        answer = site.ask(ballot(storm.round.pk, token, choice, key))
        same += json.loads(answer.body).get("receipt") == account.acknowledged[key]
    return same


def _letter(key: str) -> str:
    """A mail, with no other letter before it; its key."""
    from outbox.actions import enqueue
    from outbox.models import Delivery

    Delivery.objects.all().delete()
    enqueue("mail", key=key, to="member@example.org", subject="Round 1", body="Please vote.")
    return key


def _is_done(key: str) -> bool:
    from outbox.models import Delivery

    return Delivery.objects.get(key=key).done_at is not None


def _is_leased(key: str) -> bool:
    """Whether somebody was given it to do, who has not said that it is done."""
    from outbox.models import Delivery

    return Delivery.objects.filter(key=key, done_at=None, locked_until__isnull=False).exists()


def _cut_the_lease_short(key: str) -> None:
    """An installation waits for the lease to run out: five minutes."""
    from outbox.models import Delivery

    Delivery.objects.filter(key=key).update(locked_until=None)


@contextmanager
def _worker(site: Site, server: MailServer):
    running = site.start_worker(server.url)
    try:
        yield running
    finally:
        processes.end(running)
