"""The suggestion on a recommendation as one person may see it, loaded from what was judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from evidence.fingerprint import with_evidence
from evidence.grade.levels import Level, highest
from evidence.grade.overall import Overall, overall_certainty
from evidence.profile import OutcomeChain, outcomes_of
from guideline.models import Question
from guideline.permissions import place_of
from guideline.words import words
from voting.codes import criteria_of
from voting.etd import suggestion_words as said
from voting.etd.critical import critical_of, exception_of
from voting.etd.suggestion import UNSURE, Certainties, Suggestion, suggest
from voting.models import EtdJudgement, Recommendation, Round
from voting.queries import result_of, standing_on
from voting.visibility import Viewer, VoteStanding, shows_suggestion


@dataclass(frozen=True)
class ShownSuggestion:
    """A suggestion in words, ready for a page or an answer of the interface."""

    suggestion: Suggestion

    @property
    def headline(self) -> str:
        return said.headline(self.suggestion)

    @property
    def because(self) -> str:
        return said.sentence(self.suggestion.because)

    @property
    def barriers(self) -> list[str]:
        """What stands against a strong one."""
        return [said.sentence(each) for each in self.suggestion.barriers]

    @property
    def pushes(self) -> list[dict[str, str]]:
        """Each judgement with the way it pushes."""
        return [
            {
                "criterion": words(each.criterion),
                "judgement": words(each.judgement),
                "way": each.way,
                "words": said.way_of(each),
            }
            for each in self.suggestion.pushes
        ]

    @property
    def situations(self) -> list[dict[str, Any]]:
        """When strong could be right on low certainty, each with what it asks."""
        return [
            {
                "number": each.number,
                "sentence": said.situation(each),
                "conditions": [said.condition(one) for one in each.conditions],
            }
            for each in self.suggestion.situations
        ]


def may_see_suggestion(
    user: Any, question: Question, recommendation: Recommendation | None
) -> bool:
    """The one answer for pages, REST and whatever else would show a suggestion.

    Before there is a recommendation the vote is still to come, for everybody who has one.
    """
    place = place_of(user, question.guideline)
    if place is None:
        return False
    stands = standing_on(place, question)
    standing = VoteStanding(stands.may_vote)
    if recommendation:
        standing = _vote_standing(user, recommendation, may_vote=stands.may_vote)
    return shows_suggestion(Viewer(place.role, stands.may_see), standing)


def suggestion_to(
    user: Any, question: Question, recommendation: Recommendation | None
) -> ShownSuggestion | None:
    """The suggestion, None where this person may not see it or the recommendation is not graded."""
    graded = recommendation is None or recommendation.kind == "graded"
    if not graded or not may_see_suggestion(user, question, recommendation):
        return None
    return ShownSuggestion(suggestion_of(question, recommendation))


def suggestion_of(question: Question, recommendation: Recommendation | None) -> Suggestion:
    """What the judgements in force suggest, whoever asks: see `may_see_suggestion` first."""
    loaded = outcomes_of(with_evidence(Question.objects.filter(pk=question.pk)).get())
    if recommendation:
        critical = critical_of(recommendation, loaded)
        exception = exception_of(recommendation)
    else:
        critical = tuple(each for each in loaded if each.outcome.is_critical)
        exception = None
    directed = exception is not None
    overall = overall_certainty(
        [each.as_critical(directed=directed) for each in critical], exception
    )
    judged = {
        criterion: each.judgement
        for criterion, each in judgements_in_force(question, recommendation).items()
    }
    return suggest(judged, _certainties(overall, critical))


def judgements_in_force(
    question: Question, recommendation: Recommendation | None
) -> dict[str, EtdJudgement]:
    """The judgements that count, in GRADE's order: the recommendation's own before the question's."""
    rows = {row.criterion: row for row in question.etd.filter(recommendation=None)}
    if recommendation:
        rows |= {row.criterion: row for row in recommendation.etd.all() if row.judgement}
    return {each: rows[each] for each in criteria_of(question.type) if each in rows}


def _certainties(overall: Overall, critical: Iterable[OutcomeChain]) -> Certainties:
    """Which way outcomes point takes pooling them, so it is asked only where the certainty is low."""
    if overall.level not in UNSURE:
        return Certainties(overall.level)
    sides: dict[str | None, list[Level]] = {}
    for each in (one.as_critical() for one in critical):
        if each.level:
            sides.setdefault(each.direction, []).append(each.level)
    benefits, harms = sides.get("favours-intervention"), sides.get("favours-comparator")
    return Certainties(
        overall.level,
        highest(benefits) if benefits else None,
        highest(harms) if harms else None,
    )


def _vote_standing(user: Any, recommendation: Recommendation, *, may_vote: bool) -> VoteStanding:
    held = recommendation.rounds.exclude(status="withdrawn").order_by("number").last()
    if held is None:
        return VoteStanding(may_vote)
    result = result_of(held)
    round: Literal["open", "closed"] = "open" if held.is_open else "closed"
    decided = result is not None and result.is_decided
    return VoteStanding(may_vote, round, _has_cast(user, held), decided)


def _has_cast(user: Any, held: Round) -> bool:
    voter = held.voters.filter(member__user=user, revoked_at=None).first()
    return voter is not None and (voter.has_voted or voter.ballots.exists())
