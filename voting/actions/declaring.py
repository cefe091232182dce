"""Declaring a result: what is told at the close, and each time that it is computed anew."""

from typing import Any

from django.utils import timezone

from audit.actions import record
from audit.chain import digest
from guideline.queries import next_number
from voting.actions.chain_heads import keep_head
from voting.models import DeclaredResult, Round
from voting.queries import result_of
from voting.rules.tally import Tally


def declare_first(round: Round) -> DeclaredResult:
    """The result as the close declared it; rounds closed before such records were kept get theirs now."""
    first = DeclaredResult.objects.filter(round=round).order_by("-number").first()
    return first or _keep(round, number=1, at=round.closed_at, cause="closed", by=None, because="")


def declare(round: Round, *, cause: str, by: Any, because: str = "") -> DeclaredResult:
    """Keep the result as it is now, and let the log tell of it; counted in a later statement.

    The log is read by people who may not see the tally, so it holds the tally's hash.
    """
    round = Round.every.select_related("recommendation__guideline").get(pk=round.pk)
    number = next_number(DeclaredResult.objects.filter(round=round))
    at = round.closed_at if cause == "closed" else timezone.now()
    kept = _keep(round, number=number, at=at, cause=cause, by=by, because=because)
    told = {"by": by, "reason": because, "tally_hash": kept.tally_hash} | about(round)
    if cause == "closed":
        keep_head(round, record("round-closed", **told))
    else:
        record("result-declared-anew", number=kept.number, **told)
    return kept


def about(round: Round) -> dict[str, Any]:
    """What every event of a round says."""
    return {
        "guideline": round.guideline.slug,
        "target": round.recommendation.ref,
        "round": round.label,
    }


def result_data(result: Tally) -> dict[str, Any]:
    """A result as it is kept and exported: figures and codes."""
    return {
        "outcome": result.outcome,
        "direction": result.direction,
        "strength": result.strength,
        "winner": result.winner,
        "votes": result.votes,
        "ballots": result.ballots,
        "base": result.base,
        "eligible": result.eligible,
        "needed": result.needed,
        "warnings": list(result.warnings),
    }


def tally_hash(round: Round, result: Tally) -> str:
    """SHA-256 over everything that a closed round declares, with wording and rule."""
    return digest(
        {
            "round": round.pk,
            "statement": round.statement,
            "rule": round.rule,
            "votes": result.votes,
            "base": result.base,
            "eligible": result.eligible,
            "outcome": result.outcome,
        }
    )


def _keep(
    round: Round, *, number: int, at: Any, cause: str, by: Any, because: str
) -> DeclaredResult:
    result = result_of(round)
    if result is None:
        raise ValueError("only a closed round has a result")
    return DeclaredResult.objects.create(
        round=round,
        number=number,
        at=at or timezone.now(),
        by=by,
        cause=cause,
        because=because,
        tally=result_data(result),
        tally_hash=tally_hash(round, result),
    )
