"""Drills 7 to 9 and 11 to 13: closes, clicks, timeouts, and somebody who may no longer vote."""

import json
import socket
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.drills.register import Outcome, drill, unless
from tests.drills.site import Site
from tests.drills.votes import Committee, Storm, ballot, closing, committee

ROUNDS = 4


@drill(7, "two chairs close one round")
def two_closes(site: Site) -> Outcome:
    from audit.models import Event

    members = committee(3)
    round = members.open_round()
    token = members.tokens[members.chair.pk]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(site.ask, [closing(round.pk, token)] * 2))
    told = Event.objects.filter(verb="round-closed", guideline=round.guideline.slug).count()
    same = len({json.dumps(json.loads(each.body), sort_keys=True) for each in answers}) == 1
    return Outcome(
        f"answers {[each.status for each in answers]}, one and the same result, {told} event",
        unless([each.status for each in answers] == [200, 200], "a close was refused")
        + unless(same, "two results")
        + unless(told == 1, f"{told} events"),
    )


@drill(8, "votes at the instant of the close")
def at_the_close(site: Site) -> Outcome:
    from audit.models import Event
    from voting.actions.declaring import tally_hash
    from voting.models import Round
    from voting.queries import result_of

    faults: list[str] = []
    acknowledged = refused = 0
    for _round in range(ROUNDS):
        _members, round, storm, _took = _closed_in_a_storm(site)
        faults += storm.account.faults(round)
        held = Round.every.get(pk=round.pk)
        told = Event.objects.get(verb="round-closed", guideline=held.guideline.slug)
        declared = told.facts["tally_hash"]
        faults += unless(
            declared == tally_hash(held, result_of(held)), "the declared result is not the rows'"
        )
        acknowledged += len(storm.account.acknowledged)
        refused += len(storm.account.refused)
    return Outcome(
        f"{ROUNDS} rounds: {acknowledged} acknowledged, 0 missing, {refused} refused as late; "
        "each declared result is that of the rows",
        faults,
    )


@drill(9, "a close under a storm of votes")
def close_in_time(site: Site) -> Outcome:
    closes, ballots = [], []
    for _round in range(ROUNDS):
        _members, _held, storm, took = _closed_in_a_storm(site)
        closes.append(took)
        ballots += storm.account.took
    usual = statistics.median(ballots)
    # A second on a machine of one's own; on one that is busy, what twenty votes take.
    limit = max(1.0, 20 * usual)
    return Outcome(
        f"slowest of {ROUNDS} closes {max(closes) * 1e3:.0f} ms, a vote {usual * 1e3:.0f} ms",
        unless(max(closes) <= limit, f"a close took {max(closes):.1f} s"),
    )


def _closed_in_a_storm(site: Site) -> tuple[Committee, Any, Storm, float]:
    members = committee()
    round = members.open_round()
    with Storm(site, members, round) as storm:
        start = time.perf_counter()
        answer = site.ask(closing(round.pk, members.tokens[members.chair.pk]))
        took = time.perf_counter() - start
        if answer.status != 200:
            raise RuntimeError(f"a close answered {answer.status}")
    return members, round, storm, took


@drill(11, "eight clicks at once")
def clicks(site: Site) -> Outcome:
    from voting.models import Ballot

    members = committee(2)
    round = members.open_round()
    faults: list[str] = []
    for person, key in zip(members.voters, ("", "click"), strict=True):
        message = ballot(round.pk, members.tokens[person.pk], "weak-for", key)
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(site.ask, [message] * 8))
        receipts = {json.loads(each.body).get("receipt") for each in answers}
        statuses = sorted(each.status for each in answers)
        faults += unless(statuses == [200] * 7 + [201], f"answers {statuses}")
        faults += unless(len(receipts) == 1, f"{len(receipts)} receipts")
    stored = Ballot.objects.filter(voter__round=round).count()
    return Outcome(
        f"2 voters, with and without a key: {stored} ballots, one receipt each",
        faults + unless(stored == 2, f"{stored} ballots of 2 voters"),
    )


@drill(12, "a client that hangs up and asks again")
def hang_up(site: Site) -> Outcome:
    from voting.models import Ballot

    members = committee()
    round = members.open_round()
    faults: list[str] = []
    for number, person in enumerate(members.voters):
        token = members.tokens[person.pk]
        message = ballot(round.pk, token, "weak-for", "k")
        with socket.create_connection(("127.0.0.1", site.port)) as connection:
            connection.sendall(message)
            time.sleep(0.005 * number)
        again = [site.ask(message) for _ in range(2)]
        other = site.ask(ballot(round.pk, token, "abstain", "k"))
        receipts = {json.loads(each.body).get("receipt") for each in again}
        faults += unless(len(receipts) == 1 and None not in receipts, "two answers to one key")
        faults += unless(other.status == 422, f"same key, other vote: {other.status}")
    stored = Ballot.objects.filter(voter__round=round).count()
    return Outcome(
        f"{len(members.voters)} voters hung up: {stored} ballots, same receipt when asked again, "
        "same key with another vote 422",
        faults + unless(stored == len(members.voters), f"{stored} ballots"),
    )


@drill(13, "a member is revoked, recused, or their account closed in mid-round")
def no_longer_entitled(site: Site) -> Outcome:
    from django.conf import settings
    from django.test import Client

    from bench.load import request
    from tests import factories
    from voting.actions.late_changes import revoke_voter
    from voting.queries import counts_of

    members = committee(4)
    round = members.open_round(secrecy="named")
    revoked, recused, closed, stays = members.voters
    for person in members.voters:
        site.ask(ballot(round.pk, members.tokens[person.pk], "weak-for"))
    client = Client()
    client.force_login(closed, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page = request("GET", f"/rounds/{round.pk}/", Cookie=f"sessionid={session}")
    before = site.ask(page).status

    line = round.voters.get(member__user=revoked)
    revoke_voter(by=members.chair, voter=line, reason="Shares.")
    factories.make_conflict(
        member=recused.places.get(), question=round.question, action="leave-room"
    )
    closed.is_active = False
    closed.save()

    votes = [
        site.ask(ballot(round.pk, members.tokens[person.pk], "abstain")).status
        for person in (revoked, recused, closed, stays)
    ]
    after = site.ask(page).status
    site.ask(closing(round.pk, members.tokens[members.chair.pk]))
    round.refresh_from_db()
    counted = counts_of(round)
    return Outcome(
        f"next votes {votes}, the closed account's session {before} then {after}; counted {counted}",
        unless(votes == [403, 403, 401, 200], f"votes answered {votes}")
        + unless((before, after) == (200, 302), f"session {before} then {after}")
        + unless(counted.get("abstain") == 1, f"counted {counted}"),
    )
