"""What the pages of a round show, to whom: the round's own sight decides."""

import secrets
from typing import Any

from evidence.fingerprint import with_evidence
from evidence.profile import outcomes_of
from guideline.models import Question
from voting.codes import CRITERIA
from voting.forms import BallotForm
from voting.models import Ballot, Round, Voter
from voting.queries import (
    last_ballots,
    own_ballot,
    result_of,
    sight_for,
    turnout,
    voter_of,
    waiting_for,
)
from voting.recusal import why_refused
from voting.results import decision, rule_in_words, sentence, share_of
from voting.rules import OPTIONS, rule_from
from voting.tally import Tally
from voting.warnings import sentence as warning_sentence


def ballot_page(user: Any, round: Round, form: BallotForm | None = None) -> dict[str, Any]:
    """A running round: what is voted on, and the ballot for whoever is on the roll."""
    voter = voter_of(user, round)
    may_vote = voter is not None and voter.revoked_at is None
    return _about(user, round) | {
        "voter": voter,
        "form": (form or _empty_ballot(round, voter)) if may_vote else None,
        "own": own_ballot(voter) if round.secrecy != "secret" else None,
        "recused": why_refused(user, round),
        "outcomes": outcomes_of(with_evidence(Question.objects.filter(pk=round.question.pk)).get()),
        "judged": _judged(round),
        "waiting": waiting_for(user),
    }


def result_page(user: Any, round: Round) -> dict[str, Any]:
    """A round that is over: its tally, comments and names, as far as this person may see them."""
    context = _about(user, round)
    sight, result = context["sight"], result_of(round)
    if result is None:
        return context
    if sight.tally:
        context |= {
            "result": result,
            "sentence": sentence(result),
            "decision": decision(result),
            "bars": _bars(round, result),
        }
    if sight.comments:
        context["comments"] = _comments(round)
    if sight.names:
        context["names"] = _names(round)
    return context | {"voter": voter_of(user, round)}


def _about(user: Any, round: Round) -> dict[str, Any]:
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


def _judged(round: Round) -> list[Any]:
    """The judgements in the criteria's order; the recommendation's own before the question's."""
    rows = {row.criterion: row for row in round.question.etd.filter(recommendation=None)}
    rows |= {row.criterion: row for row in round.recommendation.etd.all()}
    return [rows[each] for each in CRITERIA if each in rows and rows[each].judgement]


def _bars(round: Round, result: Tally) -> list[dict[str, Any]]:
    """One bar for each option of the round, as long as its share of all ballots."""
    options = [option for option in OPTIONS if option in rule_from(round.rule).options]
    return [
        {
            "option": option,
            "votes": result.votes.get(option, 0),
            "width": 100 * result.votes.get(option, 0) // max(result.ballots, 1),
            "share": share_of(result.votes.get(option, 0), result.base)
            if option != "abstain"
            else "",
        }
        for option in options
    ]


def _comments(round: Round) -> list[tuple[str, str]]:
    """Choice and comment of the ballots that count, in no order that tells who wrote them."""
    ballots = (
        round.secret_ballots.all() if round.secrecy == "secret" else last_ballots(_loaded(round))
    )
    said = [(each.choice, each.comment) for each in ballots if each.comment]
    return sorted(said, key=lambda pair: (OPTIONS.index(pair[0]), pair[1]))


def _names(round: Round) -> list[tuple[str, Ballot]]:
    return sorted((str(each.voter.member), each) for each in last_ballots(_loaded(round)))


def _loaded(round: Round) -> Round:
    return Round.every.prefetch_related("voters__ballots", "voters__member").get(pk=round.pk)
