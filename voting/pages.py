"""What the pages of a running round show, to whom: the round's own sight decides."""

import secrets
from typing import Any

from evidence.fingerprint import with_evidence
from evidence.profile import outcomes_of
from guideline.models import Question
from voting.forms import BallotForm
from voting.history import feedback_for
from voting.judgement_strip import common_basis, strip_of
from voting.models import Round, Voter
from voting.queries import (
    own_ballot,
    sight_for,
    turnout,
    voter_of,
    waiting_for,
)
from voting.recusal import why_refused
from voting.results import rule_in_words
from voting.rules import rule_from
from voting.suggesting import judgements_in_force, suggestion_to
from voting.warnings import sentence as warning_sentence


def ballot_page(user: Any, round: Round, form: BallotForm | None = None) -> dict[str, Any]:
    """A running round: what is voted on, and the ballot for whoever is on the roll."""
    voter = voter_of(user, round)
    may_vote = voter is not None and voter.revoked_at is None
    return about(user, round) | {
        "voter": voter,
        "form": (form or _empty_ballot(round, voter)) if may_vote else None,
        "own": own_ballot(voter) if round.secrecy != "secret" else None,
        "recused": why_refused(user, round),
        "outcomes": outcomes_of(with_evidence(Question.objects.filter(pk=round.question.pk)).get()),
        **_judged(round),
        "waiting": waiting_for(user),
        "feedback": feedback_for(user, round),
    }


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
        "may_close": user.has_perm("voting.close_round", round),
    }


def _empty_ballot(round: Round, voter: Voter | None) -> BallotForm:
    """A ballot with a key of its own, filled with what was voted before."""
    own = own_ballot(voter)
    initial = {"key": secrets.token_urlsafe(16)}
    if own:
        initial |= {"choice": own.choice, "comment": own.comment}
    form = BallotForm(rule_from(round.rule), initial=initial)
    if not (round.secrecy == "secret" and voter and voter.has_voted):
        del form.fields["receipt"]
    return form


def _judged(round: Round) -> dict[str, Any]:
    """The summary of the judgements on which the recommendation rests."""
    rows = judgements_in_force(round.question, round.recommendation)
    judged = {criterion: row for criterion, row in rows.items() if row.judgement}
    return {
        "judged": bool(judged),
        "strip": strip_of(round.question, judged),
        "strip_basis": common_basis(judged),
    }
