"""The rounds of a recommendation side by side, and what a closed one tells the next."""

from dataclasses import dataclass
from typing import Any

from voting.models import Ballot, Round, SecretBallot
from voting.queries import counts_of, last_ballots, result_of, viewer_of
from voting.results.distributions import Bar, Distribution, distribution_of, rows_of
from voting.results.words import decision, sentence
from voting.rules.rule import OPTIONS, Option, rule_from
from voting.rules.tally import Tally
from voting.visibility import RoundState, Sight, Viewer, sight_of


@dataclass(frozen=True, slots=True)
class PastRound:
    """A closed or withdrawn round with as much of its result as the reader may see."""

    round: Round
    result: Tally | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """`rows`: each option with its bar in each of the `counted` rounds."""

    rounds: tuple[PastRound, ...]
    counted: tuple[PastRound, ...]
    rows: list[tuple[Option, list[Bar | None]]]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the voters of a further round read of the one before: nobody's name is among it."""

    round: Round
    sentence: str
    distribution: Distribution
    comments: tuple[tuple[str, str], ...]


def history_of(user: Any, round: Round) -> History:
    """The rounds of the same recommendation that are over, oldest first; practice is none of them."""
    over = (
        Round.objects.filter(recommendation=round.recommendation_id)
        .exclude(status="open")
        .order_by("number")
        .prefetch_related("voters__ballots")
    )
    viewer = viewer_of(user, round.question)
    past = tuple(_past(viewer, each) for each in over)
    counted = tuple(each for each in past if each.result)
    found = {
        each.round.number: distribution_of(rule_from(each.round.rule), each.result)
        for each in counted
        if each.result
    }
    return History(past, counted, rows_of(found))


def feedback_for(user: Any, round: Round) -> Feedback | None:
    """What the last closed round before this one came to, for the ballot's page.

    The distribution and the comments without names, as far as this person may see them; None where
    there was no round or nothing may be shown of it. A practice round looks back on none.
    """
    if round.practice:
        return None
    before = (
        Round.objects.filter(
            recommendation=round.recommendation_id, status="closed", number__lt=round.number
        )
        .select_related("recommendation__question", "recommendation__guideline")
        .prefetch_related("voters__ballots")
        .order_by("number")
        .last()
    )
    if before is None:
        return None
    sight = _sight(viewer_of(user, before.question), before)
    result = result_of(before) if sight.tally else None
    if result is None:
        return None
    comments = comments_of(before) if sight.comments else ()
    distribution = distribution_of(rule_from(before.rule), result)
    return Feedback(before, sentence(result), distribution, comments)


def comments_of(round: Round) -> tuple[tuple[str, str], ...]:
    """Choice and comment of the ballots that count, in no order that tells who wrote them."""
    ballots: list[Ballot] | list[SecretBallot] = (
        list(round.secret_ballots.all()) if round.secrecy == "secret" else last_ballots(round)
    )
    said = [(each.choice, each.comment) for each in ballots if each.comment]
    return tuple(sorted(said, key=lambda pair: (OPTIONS.index(pair[0]), pair[1])))


def _past(viewer: Viewer, round: Round) -> PastRound:
    if round.status != "closed" or not _sight(viewer, round).tally:
        return PastRound(round)
    result = result_of(round)
    return PastRound(round, result, decision(result) if result else "")


def _sight(viewer: Viewer, round: Round) -> Sight:
    ballots = sum(counts_of(round).values())
    return sight_of(viewer, RoundState(round.secrecy, round.status, ballots))
