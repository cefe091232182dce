"""The record of a closed round as one file that anybody can check (`docs/verify_round.py`).

What it holds follows the viewer's sight of the round: who voted how only for those who may know it.
Everybody else gets ballots that nobody can tell apart but whoever holds a receipt, for the file has
the receipts' hashes; of a secret round it has choices and those hashes, and nothing more.
"""

from collections.abc import Iterator
from typing import Any

from audit.actions import payload
from audit.chain import digest
from audit.models import ChainHead, Event
from voting.actions.declaring import result_data, tally_hash
from voting.ballots.proxies import used_in
from voting.ballots.receipts import hashed
from voting.models import Ballot, Round, Voter
from voting.queries import last_ballots, result_of, rounds_held_before
from voting.visibility import Sight

FORMAT = "plenary-round/1"
# The deeds that a round's record tells of; an event of another kind stays sealed.
VERBS = frozenset(
    {
        "round-opened",
        "round-closed",
        "result-declared-anew",
        "voter-revoked",
        "ballot-stands",
        "ballot-cast",
        "ballot-changed",
        "ballot-cast-by-proxy",
        "ballot-changed-by-proxy",
        "proxy-named",
        "proxy-accepted",
        "proxy-ended",
        "secret-ballot-cast",
        "secret-ballot-changed",
    }
)

Data = dict[str, Any]


def round_record(round: Round, sight: Sight) -> Data:
    """The record of a closed round for somebody who may see its tally; ValueError for anybody else."""
    result = result_of(round)
    if result is None or not sight.tally:
        raise ValueError("only a tally that may be seen is exported")
    voters = list(
        round.voters.select_related("member").prefetch_related("ballots").order_by("member__ref")
    )
    cast_by = {giver.pk: holder.member.ref for giver, holder in used_in(round)}
    return {
        "format": FORMAT,
        "guideline": round.guideline.slug,
        "recommendation": round.recommendation.ref,
        "round": _terms(round),
        "rounds_held": rounds_held_before(round) + 1,
        "text_hash": digest({"statement": round.statement}),
        "roll": [_line(voter, cast_by.get(voter.pk)) for voter in voters],
        "ballots": _ballots(round, sight),
        "tally": result_data(result),
        "tally_hash": tally_hash(round, result),
        "declared": _declared(round, sight),
        "chain": _chain(round),
    }


def _terms(round: Round) -> Data:
    return {
        "id": round.pk,
        "number": round.number,
        "label": str(round.label),
        "status": round.status,
        "mode": round.mode,
        "practice": round.practice,
        "imported": round.imported,
        "secrecy": round.secrecy,
        "rule": round.rule,
        "statement": round.statement,
        "evidence_hash": round.evidence_hash,
        "opened_at": _moment(round.opened_at),
        "closes_at": _moment(round.closes_at),
        "closed_at": _moment(round.closed_at),
    }


def _line(voter: Voter, proxy: str | None) -> Data:
    """A line of the roll, and who cast its vote by proxy. Who took part in a secret round is left to the round's own page."""
    revoked = voter.revoked_at is not None
    return {
        "member": voter.member.ref,
        "name": str(voter.member),
        "revoked": {"at": _moment(voter.revoked_at), "because": voter.revoked_because}
        if revoked
        else None,
        "voided": revoked and bool(voter.ballots.all()),
        "proxy": proxy,
        "kept": {"at": _moment(voter.kept_at), "because": voter.kept_because}
        if voter.kept_at
        else None,
    }


def _ballots(round: Round, sight: Sight) -> list[Data] | None:
    """The ballots that count, in an order that tells nothing; None where a round keeps only a tally."""
    if round.secrecy == "secret" and not round.imported:
        rows = round.secret_ballots.values_list("choice", "receipt_hash")
        ballots = [{"receipt_hash": held, "choice": choice} for choice, held in rows]
    elif round.counts is not None:
        return None
    else:
        loaded = Round.every.prefetch_related("voters__ballots", "voters__member").get(pk=round.pk)
        ballots = [_ballot(each, sight) for each in last_ballots(loaded)]
    return sorted(ballots, key=lambda each: (each["receipt_hash"] or "", each["choice"]))


def _ballot(ballot: Ballot, sight: Sight) -> Data:
    entry: Data = {
        "receipt_hash": hashed(ballot.receipt) if ballot.receipt else None,
        "choice": ballot.choice,
        "comment": ballot.comment,
    }
    if sight.names:
        entry |= {
            "receipt": ballot.receipt,
            "member": ballot.voter.member.ref,
            "version": ballot.version,
            "cast_at": _moment(ballot.cast_at),
        }
    return entry


def _declared(round: Round, sight: Sight) -> list[Data]:
    """Every result that was declared; the figures of earlier ones for those who may see the names."""
    rows = list(round.declared.order_by("number"))
    return [
        {
            "number": row.number,
            "at": _moment(row.at),
            "cause": row.cause,
            "because": row.because,
            "tally_hash": row.tally_hash,
            "tally": row.tally if sight.names or row is rows[-1] else None,
        }
        for row in rows
    ]


def _chain(round: Round) -> Data:
    """The audit chain from the round's opening to its last event, and where the chain ends now.

    Events of other matters are sealed: their hashes hold the chain together and tell nothing.
    """
    head = ChainHead.objects.filter(pk=1).first()
    end = {"length": head.length, "hash": head.hash} if head else {"length": 0, "hash": ""}
    own = Event.objects.filter(
        guideline=round.guideline.slug,
        target=round.recommendation.ref,
        facts__round=round.label,
        verb__in=VERBS,
    ).order_by("sequence")
    opening = own.filter(verb="round-opened").last()
    if opening is None or round.imported:
        return {"after": "", "events": [], "head": end}
    known = {event.sequence: event for event in own.filter(sequence__gte=opening.sequence)}
    events = list(_events(known))
    return {"after": opening.previous_hash, "events": events, "head": end}


def _events(known: dict[int, Event]) -> Iterator[Data]:
    between = Event.objects.filter(sequence__gte=min(known), sequence__lte=max(known))
    links = between.order_by("sequence").values_list("sequence", "previous_hash", "hash")
    for sequence, previous, own in links.iterator(chunk_size=2000):
        link: Data = {"sequence": sequence, "previous_hash": previous, "hash": own}
        if sequence in known:
            link["payload"] = payload(known[sequence])
        yield link


def _moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
