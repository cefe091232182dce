"""What the database itself refuses, whoever asks: page, REST, shell or another program.

A ballot enters only for somebody on the roll who is neither taken off it nor recused, while the
round is open and its time is not over by the database's clock; once there, it is neither changed
nor deleted. A round that was opened here keeps what it was opened with, and is not opened again. A
round that came with a bundle is a report of a vote held elsewhere: its roll and ballots come with
it, and say no time of casting.

The triggers are set after every `migrate` and not by one migration: SQLite loses them whenever a
later migration rebuilds a table, and cannot rebuild one that a trigger elsewhere reads. So there
they are taken away before, and set again after.

Their limits: whoever owns the database can drop them. The audit chain and the voters' receipts
then show what was done (`docs/drills.md`).
"""

from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction

from voting.eligibility import ACTIONS_THAT_FORBID_VOTING

# The moment itself: a message that had to wait for a close is as late as it enters.
NOW = {"postgresql": "clock_timestamp()", "sqlite": "STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW')"}
DIFFERS = {"postgresql": "IS DISTINCT FROM", "sqlite": "IS NOT"}

_FORBIDDING = ", ".join(f"'{action}'" for action in sorted(ACTIONS_THAT_FORBID_VOTING))
TAKES_BALLOTS = "r.status = 'open' AND (r.closes_at IS NULL OR r.closes_at > {now})"
# Nothing here comes from outside: words of the code alone.
_RECUSED = f"""EXISTS (SELECT 1 FROM voting_recommendation d JOIN guideline_conflict c
    ON c.question_id IS NULL OR c.question_id = d.question_id
    WHERE d.id = r.recommendation_id AND c.member_id = v.member_id AND c.action IN ({_FORBIDDING}))"""  # noqa: S608 - see above
_ROLL = "SELECT 1 FROM voting_voter v JOIN voting_round r ON r.id = v.round_id WHERE"
_ROUND = "SELECT 1 FROM voting_round r WHERE"
# A change of the roll is asked of the line as it will be.
_NEW_LINE = """SELECT 1 FROM voting_round r, (SELECT NEW.member_id AS member_id) v
    WHERE r.id = NEW.round_id AND NOT r.imported AND"""

_CLOSED = "the round takes no ballots"
_FROZEN = (
    "recommendation_id",
    "imported",
    "practice",
    "rule",
    "secrecy",
    "statement",
    "evidence_hash",
)


@dataclass(frozen=True, slots=True)
class Guard:
    """What is refused before a row is inserted, updated or deleted: (condition, why) in order."""

    table: str
    event: str
    refused: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return f"voting_guard_{self.table.removeprefix('voting_')}_{self.event.lower()}"


def _frozen() -> str:
    return " OR ".join(f"OLD.{column} {{differs}} NEW.{column}" for column in _FROZEN)


GUARDS = (
    Guard(
        "voting_ballot",
        "INSERT",
        (
            (
                f"EXISTS ({_ROLL} v.id = NEW.voter_id AND r.imported) AND NOT "
                "(NEW.cast_at IS NULL AND NEW.key IS NULL AND NEW.receipt IS NULL)",
                "nobody casts a ballot in a round that was imported",
            ),
            (
                f"EXISTS ({_ROLL} v.id = NEW.voter_id AND NOT r.imported AND v.revoked_at IS NOT NULL)",
                "the voter was taken off the roll",
            ),
            (
                f"EXISTS ({_ROLL} v.id = NEW.voter_id AND NOT r.imported AND {_RECUSED})",
                "the voter is recused",
            ),
            (
                f"EXISTS ({_ROLL} v.id = NEW.voter_id AND NOT r.imported AND NOT ({TAKES_BALLOTS}))",
                _CLOSED,
            ),
            (
                f"EXISTS ({_ROLL} v.id = NEW.voter_id AND NOT r.imported AND r.secrecy = 'secret')",
                "a secret round has no ballots with names",
            ),
        ),
    ),
    Guard("voting_ballot", "UPDATE", (("1 = 1", "a ballot that was cast is never changed"),)),
    Guard("voting_ballot", "DELETE", (("1 = 1", "a ballot that was cast is never deleted"),)),
    Guard(
        "voting_secretballot",
        "INSERT",
        (
            (
                f"NOT EXISTS ({_ROUND} r.id = NEW.round_id AND r.secrecy = 'secret' "
                f"AND {TAKES_BALLOTS})",
                _CLOSED,
            ),
            (
                "(SELECT count(*) FROM voting_secretballot b WHERE b.round_id = NEW.round_id) >= "
                "(SELECT count(*) FROM voting_voter v WHERE v.round_id = NEW.round_id AND v.has_voted)",
                "nobody was ticked off the roll for this ballot",
            ),
        ),
    ),
    Guard(
        "voting_secretballot",
        "UPDATE",
        (
            (
                "OLD.id <> NEW.id OR OLD.round_id <> NEW.round_id "
                "OR OLD.receipt_hash <> NEW.receipt_hash",
                "a secret ballot stays in its round, with its receipt",
            ),
            (f"NOT EXISTS ({_ROUND} r.id = NEW.round_id AND {TAKES_BALLOTS})", _CLOSED),
        ),
    ),
    Guard("voting_secretballot", "DELETE", (("1 = 1", "a ballot that was cast is never deleted"),)),
    Guard(
        "voting_voter",
        "INSERT",
        (
            (
                f"EXISTS ({_NEW_LINE} r.status <> 'open')",
                "the roll was fixed when the round opened",
            ),
            (f"EXISTS ({_NEW_LINE} {_RECUSED})", "the voter is recused"),
        ),
    ),
    Guard(
        "voting_voter",
        "UPDATE",
        (
            (
                "OLD.round_id <> NEW.round_id OR OLD.member_id <> NEW.member_id "
                "OR (OLD.has_voted AND NOT NEW.has_voted)",
                "the roll was fixed when the round opened",
            ),
            (
                "NEW.has_voted AND NOT OLD.has_voted AND "
                f"(NEW.revoked_at IS NOT NULL OR EXISTS ({_NEW_LINE} {_RECUSED}))",
                "the voter is recused or was taken off the roll",
            ),
            (
                "NEW.has_voted AND NOT OLD.has_voted AND "
                f"EXISTS ({_NEW_LINE} NOT ({TAKES_BALLOTS}))",
                _CLOSED,
            ),
        ),
    ),
    Guard(
        "voting_voter",
        "DELETE",
        (
            (
                f"EXISTS ({_ROUND} r.id = OLD.round_id AND NOT r.imported)",
                "the roll was fixed when the round opened",
            ),
        ),
    ),
    Guard(
        "voting_round",
        "UPDATE",
        (
            (
                f"NOT OLD.imported AND ({_frozen()})",
                "a round keeps the wording, evidence, rule and secrecy that it was opened with",
            ),
            (
                "NOT OLD.imported AND OLD.status <> 'open' AND "
                "(NEW.status <> OLD.status OR NEW.closed_at {differs} OLD.closed_at "
                "OR (OLD.withdrawn_because <> '' AND NEW.withdrawn_because <> OLD.withdrawn_because))",
                "a round that is over stays as it ended",
            ),
            (
                "NOT OLD.imported AND OLD.secrecy = 'secret' AND OLD.status = 'open' "
                "AND NEW.status = 'closed' AND "
                "(SELECT count(*) FROM voting_secretballot b WHERE b.round_id = OLD.id) <> "
                "(SELECT count(*) FROM voting_voter v WHERE v.round_id = OLD.id AND v.has_voted)",
                "a secret round has as many ballots as were ticked off",
            ),
        ),
    ),
    Guard("voting_declaredresult", "UPDATE", (("1 = 1", "a declared result is never changed"),)),
    Guard(
        "voting_round",
        "DELETE",
        (("NOT OLD.imported", "a round that was held is never deleted"),),
    ),
)
_READ = {"guideline_conflict", "voting_recommendation", *(guard.table for guard in GUARDS)}


def set_up(using: str = "default", **_signal: Any) -> None:
    """Set every trigger, replacing what was there; nothing while a table is missing."""
    connection = connections[using]
    if _READ - set(connection.introspection.table_names()):
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for guard in GUARDS:
            for statement in _statements(guard, connection.vendor):
                cursor.execute(statement)


def take_down(using: str = "default", plan: Any = (), **_signal: Any) -> None:
    """Before migrations that may rebuild a table: on SQLite, where a trigger would be in their way."""
    if plan and connections[using].vendor == "sqlite":
        drop(using)


def drop(using: str = "default") -> None:
    """Take every trigger away."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for guard in GUARDS:
            on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")


def _statements(guard: Guard, vendor: str) -> list[str]:
    words = {"now": NOW[vendor], "differs": DIFFERS[vendor]}
    refused = [(condition.format(**words), why) for condition, why in guard.refused]
    return (
        _for_postgresql(guard, refused) if vendor == "postgresql" else _for_sqlite(guard, refused)
    )


def _for_postgresql(guard: Guard, refused: list[tuple[str, str]]) -> list[str]:
    checks = "\n".join(
        f"IF {condition} THEN RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation';"
        " END IF;"
        for condition, why in refused
    )
    row = "OLD" if guard.event == "DELETE" else "NEW"
    return [
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {checks} RETURN {row}; END $$",
        f"CREATE OR REPLACE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {guard.name}()",
    ]


def _for_sqlite(guard: Guard, refused: list[tuple[str, str]]) -> list[str]:
    checks = " ".join(
        f"SELECT RAISE(ABORT, '{why}') WHERE {condition};" for condition, why in refused
    )
    return [
        f"DROP TRIGGER IF EXISTS {guard.name}",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} BEGIN {checks} END",
    ]
