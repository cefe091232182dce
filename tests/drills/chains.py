"""Drills 15 and 16: a backup that is older than the last votes, and a chain that was tampered with."""

import re

import psycopg

from tests.drills.mail_server import mail_server
from tests.drills.register import Outcome, drill, unless
from tests.drills.site import Site
from tests.drills.votes import Storm, committee


@drill(15, "restored from a backup")
def restored(site: Site) -> Outcome:
    members = committee()
    round = members.open_round()
    with Storm(site, members, round) as storm:
        dump = _dumped(site, "backup")
        storm.until_acknowledged(15)
    faults = storm.faults()
    kept = _mailed_head(site)
    address = _loaded(site, dump, "restored")
    alone = site.manage("verify_audit", DATABASE_URL=address)
    compared = site.manage("verify_audit", "--head", kept, DATABASE_URL=address)
    with psycopg.connect(address) as connection:
        there = {row[0] for row in connection.execute("SELECT receipt FROM voting_ballot")}
    receipts = set(storm.account.acknowledged.values())
    lost = len(receipts - there)
    words = compared.stderr.strip()
    return Outcome(
        f"{storm.figures}; the restored chain holds by itself; with the head that was mailed at the close: “{words}” "
        f"{lost} of {len(receipts)} receipts are unknown",
        faults
        + unless(alone.returncode == 0, f"the restored chain is broken: {alone.stderr}")
        + unless(compared.returncode == 1 and "are missing" in words, f"no gap told: {words}")
        + unless(0 < lost < len(receipts), "all or nothing was lost: the drill shows nothing"),
    )


@drill(16, "events edited, deleted, reordered, tail cut")
def tampered(site: Site) -> Outcome:
    members = committee(4)
    with Storm(site, members, members.open_round()) as storm:
        storm.until_acknowledged(8)
    faults = storm.faults()
    kept = _mailed_head(site)
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
    dump = _dumped(site, "before-tampering")
    figures = []
    for name, (deed, first) in deeds.items():
        copy = _loaded(site, dump, "tampered")
        _do(copy, deed)
        alone, told = (
            site.manage("verify_audit", *options, DATABASE_URL=copy)
            for options in ((), ("--head", kept))
        )
        words = told.stderr.strip()
        figures.append(f"{name}: “{words}”")
        expected = f"Event {first}:" if first else "The chain ends after"
        faults += unless(words.startswith(expected), f"{name}: {words!r} does not name it")
        faults += unless(
            (alone.returncode == 0) == (first is None),
            f"{name}: without a kept head verify_audit says {alone.stdout + alone.stderr}",
        )
    return Outcome(f"of {length} events, against the mailed head: {'; '.join(figures)}", faults)


def _do(address: str, deed: str) -> None:
    """What somebody who owns the database can do to the events of a copy."""
    with psycopg.connect(address) as connection:
        connection.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_is_final")
        connection.execute("SET session_replication_role = replica")
        connection.execute(deed)


def _dumped(site: Site, name: str) -> str:
    """The database as a file."""
    dump = str(site.folder / name)
    site.program("pg_dump", "--format=custom", f"--file={dump}", site.database.get_uri())
    return dump


def _loaded(site: Site, dump: str, name: str) -> str:
    """A database of this name made of a dump; its address."""
    original = f"--maintenance-db={site.database.get_uri()}"
    site.program("dropdb", "--if-exists", "--force", original, name)
    site.program("createdb", original, name)
    address = site.database.get_uri(database=name)
    site.program("pg_restore", f"--dbname={address}", dump)
    return address


def _mailed_head(site: Site) -> str:
    """The end of the chain as the last close mailed it."""
    from outbox.models import Delivery

    Delivery.objects.exclude(kind="chain-head", done_at=None).delete()
    with mail_server() as server:
        # The first asks for the mails, the second sends them.
        for _step in range(2):
            site.manage("relay", "--once", REDIS_URL="", EMAIL_URL=server.url)
        bodies = server.bodies
    heads = re.findall(r"verify_audit --head (\d+:[0-9a-f]{64})", "\n".join(bodies))
    if not heads:
        raise RuntimeError("no close mailed the end of the chain")
    return heads[-1]
