"""What the pages of a running round show, to whom: the round's own sight decides."""

from typing import Any

from voting.ballots.pages import empty_ballot, findings_of
from voting.ballots.proxies import are_allowed, entrusted_to, holder_of, line_for
from voting.ballots.queue import queue_of
from voting.etd.judgement_strip import common_basis, strip_of
from voting.etd.suggesting import judgements_in_force, suggestion_to
from voting.forms import BallotForm
from voting.models import Ballot, Round
from voting.queries import (
    own_ballot,
    sight_for,
    turnout,
    voter_of,
)
from voting.recusal import why_refused
from voting.results.history import Feedback, feedback_for
from voting.results.words import rule_in_words
from voting.rounds.warnings import sentence as warning_sentence
from voting.rules.rule import rule_from


def ballot_page(
    user: Any, round: Round, form: BallotForm | None = None, of: str = ""
) -> dict[str, Any]:
    """A running round: what is voted on, and the ballot for whoever is on the roll.

    `of` names the line of the roll that was entrusted to this person; without it it is their own.
    """
    voter, recused = line_for(user, round, of), why_refused(user, round)
    may_vote = (
        voter is not None and voter.revoked_at is None and not recused and round.mode != "hands"
    )
    queue, feedback = queue_of(user), feedback_for(user, round)
    return about(user, round) | {
        "voter": voter,
        "form": (form or empty_ballot(round, voter, of)) if may_vote else None,
        "proxied": voter if of else None,
        "entrusted": entrusted_to(user, round),
        "given": holder_of(voter) if voter and not of else None,
        "knows_proxies": are_allowed(round),
        "own": own_ballot(voter) if round.secrecy != "secret" else None,
        "recused": recused,
        **_judged(round),
        "feedback": feedback,
        "own_before": _own_before(user, feedback),
        "queue": queue,
        "number": queue.number_of(round),
        "following": queue.after(round),
        **findings_of(round),
    }


def _own_before(user: Any, feedback: Feedback | None) -> Ballot | None:
    """What this person voted in the round before; of a secret one nothing tells."""
    if feedback is None or not sight_for(user, feedback.round).own_vote:
        return None
    return own_ballot(voter_of(user, feedback.round))


def about(user: Any, round: Round) -> dict[str, Any]:
    """What every page of a round says of it."""
    sight = sight_for(user, round)
    return {
        "round": round,
        "recommendation": round.recommendation,
        "question": round.question,
        "guideline": round.guideline,
        "rule": rule_in_words(rule_from(round.rule)),
        "sight": sight,
        "turnout": turnout(round) if sight.turnout else None,
        "roll": round.voters.filter(revoked_at=None).count(),
        "warnings": [warning_sentence(each) for each in round.warnings],
        "suggestion": suggestion_to(user, round.question, round.recommendation),
        "may_close": user.has_perm("voting.close_round", round) and round.mode != "hands",
        "may_count": round.mode == "hands" and user.has_perm("voting.count_hands", round),
    }


def _judged(round: Round) -> dict[str, Any]:
    """The summary of the judgements on which the recommendation rests."""
    rows = judgements_in_force(round.question, round.recommendation)
    judged = {criterion: row for criterion, row in rows.items() if row.judgement}
    return {
        "judged": bool(judged),
        "strip": strip_of(round.question, judged),
        "strip_basis": common_basis(judged),
    }
