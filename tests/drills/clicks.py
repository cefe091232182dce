"""Drills 7 and 11 to 13: two chairs, clicks, timeouts, and somebody who may no longer vote."""

import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor

from tests.drills.register import Outcome, drill, unless
from tests.drills.site import Site
from tests.drills.votes import ballot, closing, committee

PAIRS = 5


@drill(7, "two chairs close one round")
def two_closes(site: Site) -> Outcome:
    from audit.models import Event

    members = committee(3)
    faults, statuses = [], []
    for _pair in range(PAIRS):
        members.turn_to_the_next_draft()
        round = members.open_round()
        for person in members.voters:
            site.ask(ballot(round.pk, members.tokens[person.pk], "weak-for"))
        token = members.tokens[members.chair.pk]
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(site.ask, [closing(round.pk, token)] * 2))
        results = {json.dumps(json.loads(each.body), sort_keys=True) for each in answers}
        told = Event.objects.filter(verb="round-closed", target=round.recommendation.ref).count()
        counted = json.loads(answers[0].body)["result"]["votes"]
        statuses += [each.status for each in answers]
        faults += unless(len(results) == 1, "two results")
        faults += unless(told == 1, f"{told} events")
        faults += unless(counted == {"weak-for": 3}, f"counted {counted} of 3 votes")
    return Outcome(
        f"{PAIRS} rounds, two closes at once of each: answers {sorted(set(statuses))}, each time one "
        "result with its 3 votes and one event",
        faults + unless(set(statuses) == {200}, "a close was refused"),
    )


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
        f"2 voters, with and without a key, 8 clicks each: {stored} ballots, one receipt each",
        faults + unless(stored == 2, f"{stored} ballots of 2 voters"),
    )


@drill(12, "a client that hangs up and asks again")
def hang_up(site: Site) -> Outcome:
    from voting.models import Ballot

    members = committee()
    round = members.open_round()
    faults: list[str] = []
    stored_before = 0
    for number, person in enumerate(members.voters):
        token = members.tokens[person.pk]
        message = ballot(round.pk, token, "weak-for", "k")
        with socket.create_connection(("127.0.0.1", site.port)) as connection:
            connection.sendall(message)
            time.sleep(0.005 * number)
        again = [site.ask(message) for _ in range(2)]
        other = site.ask(ballot(round.pk, token, "abstain", "k"))
        answers = [json.loads(each.body) for each in again]
        receipts = {each.get("receipt") for each in answers}
        stored_before += answers[0].get("repeated", False)
        faults += unless(len(receipts) == 1 and None not in receipts, "two answers to one key")
        faults += unless(other.status == 422, f"same key, other vote: {other.status}")
    stored = Ballot.objects.filter(voter__round=round).count()
    return Outcome(
        f"{len(members.voters)} voters hung up, {stored_before} of their votes were stored before "
        f"they asked again: {stored} ballots, same receipt each time; same key with another vote 422",
        faults + unless(stored == len(members.voters), f"{stored} ballots"),
    )


@drill(13, "a member is revoked, recused, or their account closed in mid-round")
def no_longer_entitled(site: Site) -> Outcome:
    from django.conf import settings
    from django.test import Client

    from audit.models import Event
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
    told = Event.objects.filter(verb="voter-revoked", guideline=round.guideline.slug).count()
    return Outcome(
        f"next votes of the revoked, the recused, the closed account and the one who stays {votes}; "
        f"the closed account's session {before} then {after}; counted {counted}, the revoked "
        f"voter's ballot void; {told} event tells of it",
        unless(votes == [403, 403, 401, 200], f"votes answered {votes}")
        + unless((before, after) == (200, 302), f"session {before} then {after}")
        + unless(counted == {"weak-for": 2, "abstain": 1}, f"counted {counted}")
        + unless(told == 1, f"{told} events of the revocation"),
    )
