"""Drills 10, 14, 15 and 16: wrong clocks, a migration, a backup, and a chain that was tampered with."""

import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import psycopg

from tests.drills.register import Outcome, drill, unless
from tests.drills.site import ROOT, Site, until
from tests.drills.votes import Storm, ballot, committee

WRONG_BY = 600


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
    fast_relay = subprocess.run(
        [sys.executable, "-m", "tests.drills.skewed", "relay", "--once"],
        env=site.environment | {"CLOCK_OFF": str(WRONG_BY), "REDIS_URL": ""},
        cwd=ROOT,
        capture_output=True,
        check=False,
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
        f"before the end {in_time}, after it {late}; a fast host's relay left the round {still_open}",
        unless(in_time == [201, 201], f"in time: {in_time}")
        + unless(late == [409, 409], f"late: {late}")
        + unless(all(start <= each <= end for each in cast), "a vote bears the web host's time")
        + unless(fast_relay.returncode == 0, fast_relay.stderr.decode()[-300:])
        + unless(still_open == "open", "a fast host closed the round early"),
    )


@drill(14, "a migration while a round is open")
def migration(site: Site) -> Outcome:
    members = committee()
    round = members.open_round()
    with Storm(site, members, round) as storm:
        migrated = site.manage("migrate", "--verbosity", "0")
        with psycopg.connect(site.database.get_uri()) as connection:
            connection.execute("ALTER TABLE voting_ballot ADD COLUMN added_later text")
        storm.until_acknowledged(15)
        with psycopg.connect(site.database.get_uri()) as connection:
            connection.execute("ALTER TABLE voting_ballot DROP COLUMN added_later")
        storm.until_acknowledged(15)
    account = storm.account
    unanswered = len(account.unknown)
    _stored, left = storm.send_again()
    return Outcome(
        f"{len(account.acknowledged)} acknowledged, 0 missing, {unanswered} to be sent again; the "
        "code from before goes on beside the new table",
        account.faults(round)
        + unless(migrated.returncode == 0, migrated.stderr[-300:])
        + unless(not left, f"{left} unknown after the retry"),
    )


@drill(15, "restored from a backup")
def restored(site: Site) -> Outcome:
    members = committee()
    round = members.open_round()
    dump = Path(tempfile.mkdtemp(prefix="plenary-backup-")) / "dump"
    with Storm(site, members, round) as storm:
        _program(site, "pg_dump", "--format=custom", f"--file={dump}", site.database.get_uri())
        storm.until_acknowledged(15)
    kept = _head(site.database.get_uri())
    _program(site, "createdb", f"--maintenance-db={site.database.get_uri()}", "restored")
    address = site.database.get_uri(database="restored")
    _program(site, "pg_restore", f"--dbname={address}", str(dump))
    alone = site.manage("verify_audit", DATABASE_URL=address)
    compared = site.manage("verify_audit", "--kept", kept, DATABASE_URL=address)
    with psycopg.connect(address) as connection:
        there = {row[0] for row in connection.execute("SELECT receipt FROM voting_ballot")}
    receipts = [each["receipt"] for each in storm.account.acknowledged.values()]
    unknown = [each for each in receipts if each not in there]
    words = compared.stderr.strip()
    return Outcome(
        f"the chain holds by itself; with the kept head: “{words}” "
        f"{len(unknown)} of {len(receipts)} receipts are unknown",
        unless(alone.returncode == 0, f"the restored chain is broken: {alone.stderr}")
        + unless(compared.returncode == 1 and "are missing" in words, f"no gap told: {words}")
        + unless(len(unknown) > 0, "nothing was lost: the drill shows nothing"),
    )


@drill(16, "events edited, deleted, reordered, tail cut")
def tampered(site: Site) -> Outcome:
    with Storm(site, members := committee(4), members.open_round()) as storm:
        storm.until_acknowledged(8)
    address = site.database.get_uri()
    kept = _head(address)
    length = int(kept.partition(":")[0])
    bad, other = length - 6, length - 4
    deeds = {
        "edited": (f"UPDATE audit_event SET reason = 'x' WHERE sequence = {bad}", bad),
        "deleted": (f"DELETE FROM audit_event WHERE sequence = {bad}", bad),
        "reordered": (
            f"UPDATE audit_event SET sequence = 999999999 WHERE sequence = {bad};"
            f"UPDATE audit_event SET sequence = {bad} WHERE sequence = {other};"
            f"UPDATE audit_event SET sequence = {other} WHERE sequence = 999999999",
            bad,
        ),
        "tail cut": (
            f"DELETE FROM audit_event WHERE sequence > {other};"
            f"UPDATE audit_chainhead SET length = {other}, hash = "
            f"(SELECT hash FROM audit_event WHERE sequence = {other})",
            None,
        ),
    }
    faults, figures = [], []
    for name, (deed, first) in deeds.items():
        told = _verified_after(site, deed, kept)
        figures.append(f"{name}: “{told}”")
        expected = f"Event {first}:" if first else "The chain ends after"
        faults += unless(told.startswith(expected), f"{name}: {told!r} does not name it")
    return Outcome("; ".join(figures), faults)


def _verified_after(site: Site, deed: str, kept: str) -> str:
    """What `verify_audit` says of a copy of the database in which somebody did this."""
    until(lambda: _copied(site), 60)
    copy = site.database.get_uri(database="tampered")
    with psycopg.connect(copy) as connection:
        connection.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_is_final")
        connection.execute("SET session_replication_role = replica")
        connection.execute(deed)
    return site.manage("verify_audit", "--kept", kept, DATABASE_URL=copy).stderr.strip()


def _copied(site: Site) -> bool:
    """A fresh copy, by way of a dump: the original stays in use."""
    dump = Path(tempfile.mkdtemp(prefix="plenary-copy-")) / "dump"
    _program(site, "pg_dump", "--format=custom", f"--file={dump}", site.database.get_uri())
    address = site.database.get_uri()
    _program(site, "dropdb", "--if-exists", f"--maintenance-db={address}", "tampered")
    _program(site, "createdb", f"--maintenance-db={address}", "tampered")
    _program(
        site, "pg_restore", f"--dbname={site.database.get_uri(database='tampered')}", str(dump)
    )
    return True


def _program(site: Site, name: str, *arguments: str) -> None:
    subprocess.run([site.database.bin_path / name, *arguments], check=True, capture_output=True)


def _head(address: str) -> str:
    with psycopg.connect(address) as connection:
        length, head = connection.execute("SELECT length, hash FROM audit_chainhead").fetchone()
    return f"{length}:{head}"
