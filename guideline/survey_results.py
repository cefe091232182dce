"""A question's surveys of importance as one viewer may see them: figures, answers, what is undecided."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from guideline.importance import BETWEEN, SCORES, Class, Counts, Rated, Spread, spread_of
from guideline.models import ImportanceDecision, ImportanceSurvey, Outcome, Question
from guideline.permissions import place_of, stays_in_the_room
from guideline.queries import asked_for_importance
from guideline.survey_visibility import SurveySight, Viewer, survey_sight


@dataclass(frozen=True)
class Scored:
    """What one survey says of an outcome, or of one of its four parts."""

    outcome: Outcome
    item: str
    counts: Counts
    spread: Spread
    rated: Rated
    decision: ImportanceDecision | None
    named: tuple[tuple[str, int], ...] = ()

    @property
    def between(self) -> tuple[Class, Class] | None:
        """The two classes that the median lies between, if it does."""
        return BETWEEN.get(self.spread.median)

    @property
    def figures(self) -> dict[str, float]:
        """Median and quartiles as people write them: 7, not 7.0."""
        said = {name: getattr(self.spread, name) for name in ("median", "lower", "upper")}
        return {name: int(value) if value == int(value) else value for name, value in said.items()}

    @property
    def by_score(self) -> list[tuple[int, int]]:
        """(score, how many gave it), from 1 to 9."""
        return list(zip(SCORES, self.counts, strict=True))

    @property
    def bars(self) -> list[tuple[int, int, int]]:
        """A bar for each score as (x, y, height) in a drawing of 90 by 26."""
        highest = max(self.counts)
        heights = [2 + round(22 * n / highest) if n else 2 for n in self.counts]
        return [(10 * at, 26 - height, height) for at, height in enumerate(heights)]

    @property
    def key(self) -> str:
        """One word for it, for ids on a page."""
        return f"{self.outcome.ref}-{self.item}" if self.item else self.outcome.ref


@dataclass(frozen=True)
class ShownSurvey:
    """A survey with what this viewer may see of it."""

    survey: ImportanceSurvey
    sight: SurveySight
    outcomes: tuple[Outcome, ...]

    @cached_property
    def scored(self) -> list[Scored]:
        """The figures, outcome by outcome; empty where they may not be shown."""
        if not self.sight.results:
            return []
        return [each for outcome in self.outcomes for each in self._of(outcome)]

    def _of(self, outcome: Outcome) -> list[Scored]:
        counts, rated = self.survey.counts_on(outcome), self.survey.rated(outcome)
        decisions = {
            each.item: each for each in self.survey.decisions.all() if each.outcome_id == outcome.pk
        }
        found = []
        for item, each in rated.items():
            spread = spread_of(counts[item])
            if spread:
                names = self._names(outcome, item)
                decision = decisions.get(item)
                found.append(Scored(outcome, item, counts[item], spread, each, decision, names))
        return found

    def _names(self, outcome: Outcome, item: str) -> tuple[tuple[str, int], ...]:
        if not self.sight.names:
            return ()
        return tuple(
            (str(answer.member), answer.score)
            for answer in self.survey.answers.all()
            if (answer.outcome_id, answer.item) == (outcome.pk, item)
        )

    @cached_property
    def answered(self) -> int | None:
        """How many places have answered; None where that may not be shown or is not known."""
        if not self.sight.turnout or self.survey.counts is not None:
            return None
        return len({answer.member_id for answer in self.survey.answers.all()})

    @cached_property
    def silent(self) -> list[str]:
        """Who was asked and has not answered, for those who run the open survey."""
        if not (self.survey.is_open and self.sight.turnout):
            return []
        said = {answer.member_id for answer in self.survey.answers.all()}
        asked = asked_for_importance(self.survey.question)
        return [str(place) for place in asked if place.pk not in said]


def shown_to(user: Any, question: Question) -> list[ShownSurvey]:
    """The surveys of a question, the first first, as this person may see them."""
    place = place_of(user, question.guideline)
    viewer = Viewer(place.role if place else None, stays_in_the_room(user, question))
    surveys = question.importance_surveys.prefetch_related("answers__member", "decisions__by")
    outcomes = tuple(question.outcomes.all())
    shown = [
        ShownSurvey(survey, survey_sight(viewer, is_open=survey.is_open), outcomes)
        for survey in surveys
    ]
    return [each for each in shown if each.sight.survey]


def own_scores(user: Any, survey: ImportanceSurvey) -> dict[tuple[str, str], int]:
    """(outcome, part) -> what this person has said so far."""
    place = place_of(user, survey.guideline)
    answers = survey.answers.filter(member=place).select_related("outcome")
    return {(answer.outcome.ref, answer.item): answer.score for answer in answers}
