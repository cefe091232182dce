"""Drills 10 and 14: hosts whose clocks are wrong, and a new version that migrates while people vote."""

from datetime import timedelta

import psycopg

from tests.drills.register import Outcome, drill, unless
from tests.drills.site import Site
from tests.drills.votes import Storm, ballot, committee

WRONG_BY = 600
NEXT = "tests.drills.next_version.settings"


@drill(10, "web hosts ten minutes fast and slow")
def wrong_clocks(site: Site) -> Outcome:
    from voting.clock import database_now
    from voting.models import Ballot, Round

    ports = [
        site.start_web("tests.drills.skewed:application", CLOCK_OFF=str(off))
        for off in (WRONG_BY, -WRONG_BY)
    ]
    members = committee(4)
    round = members.open_round(closes_at=database_now() + timedelta(minutes=5))
    fast_relay = site.python(
        *("-m", "tests.drills.skewed", "relay", "--once"), CLOCK_OFF=str(WRONG_BY), REDIS_URL=""
    )
    still_open = Round.every.get(pk=round.pk).status

    def votes(people) -> list[int]:
        pairs = zip(ports, people, strict=True)
        return [
            site.ask(ballot(round.pk, members.tokens[person.pk], "weak-for"), port).status
            for port, person in pairs
        ]

    start = database_now()
    in_time = votes(members.voters[:2])
    end = database_now()
    cast = list(Ballot.objects.filter(voter__round=round).values_list("cast_at", flat=True))
    Round.every.filter(pk=round.pk).update(closes_at=database_now())
    late = votes(members.voters[2:])
    for port in ports:
        site.stop_web(port)
    return Outcome(
        f"a fast and a slow host, before the end {in_time}, after it {late}; a fast host's relay left "
        f"the round {still_open}; both votes are dated by the database",
        unless(in_time == [201, 201], f"in time: {in_time}")
        + unless(late == [409, 409], f"late: {late}")
        + unless(len(cast) == 2, f"{len(cast)} votes stored")
        + unless(all(start <= each <= end for each in cast), "a vote bears the web host's time")
        + unless(fast_relay.returncode == 0, fast_relay.stderr[-300:])
        + unless(still_open == "open", "a fast host closed the round early"),
    )


@drill(14, "a new version migrates while a round is open")
def migration(site: Site) -> Outcome:
    from django.db.migrations.recorder import MigrationRecorder

    members = committee()
    round = members.open_round()
    known = MigrationRecorder.Migration.objects.filter(app="voting").latest("name").name
    new = site.start_web(DJANGO_SETTINGS_MODULE=NEXT)
    with Storm(site, members, round, site.port, new) as storm:
        forth = _migrate(site, "later_0002_index")
        there = _columns(site)
        storm.until_acknowledged(30)
        back = _migrate(site, known)
        storm.until_acknowledged(15)
    site.stop_web(new)
    unanswered = storm.account.unanswered
    faults = storm.faults()
    return Outcome(
        f"a column and an index added and taken away again while the old version and the new one took "
        f"votes: {storm.figures}",
        faults
        + unless(not unanswered, f"{unanswered} votes were not answered")
        + unless(forth == "" == back, f"migrate said: {forth} {back}")
        + unless(there and not _columns(site), "the column did not come and go"),
    )


def _migrate(site: Site, target: str) -> str:
    """What the next version's `migrate` complains of; empty when it is done."""
    done = site.manage("migrate", "voting", target, "-v", "0", DJANGO_SETTINGS_MODULE=NEXT)
    return done.stderr[-300:] if done.returncode else ""


def _columns(site: Site) -> bool:
    """Whether ballots have the new column."""
    with psycopg.connect(site.database.get_uri()) as connection:
        found = connection.execute(
            "SELECT count(*) FROM information_schema.columns "
            "WHERE table_name = 'voting_ballot' AND column_name = 'added_later'"
        ).fetchone()
    return found == (1,)
