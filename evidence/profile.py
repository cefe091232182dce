"""A question's evidence as its models hold it, with what follows: effects, certainty, direction.

One body, one outcome; the pages of the evidence floor and everything above it read these.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from evidence import effects
from evidence.grade.certainty import (
    AccuracyCertainty,
    Certainty,
    certainty_of,
    certainty_of_accuracy,
)
from evidence.grade.certainty import Judgement as JudgementFacts
from evidence.grade.certainty import Rating as RatingFacts
from evidence.grade.levels import Level
from evidence.grade.overall import CriticalOutcome
from evidence.models import Body, Rating, StudyResult
from evidence.pooled_accuracy import AccuracyProblem, pooled_accuracy
from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis.tau2 import DidNotConverge
from guideline.models import Outcome, Question
from guideline.text import localized

if TYPE_CHECKING:
    from evidence.synthesis.accuracy_fit import AccuracyFit


@dataclass(frozen=True)
class BodyChain:
    """A body of evidence with its results and what follows from its ratings."""

    body: Body
    outcome: Outcome

    @cached_property
    def results(self) -> list[StudyResult]:
        """The rows that count: those that nobody excluded."""
        return [row for row in self.body.results.all() if not row.excluded_because]

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The figures of those rows, by column."""
        return [vars(row) for row in self.results]

    @cached_property
    def ratings(self) -> dict[str, Rating]:
        """The ratings by part; the part is empty where the body was rated as a whole."""
        return {rating.part: rating for rating in self.body.ratings.all()}

    @cached_property
    def pooled(self):
        """The pooled effect, None where nothing is pooled; `pooling_problem` says what hindered it."""
        try:
            return effects.pooled_effect(
                self.outcome.type, self.body.synthesis, self.rows, self.labels
            )
        except (InvalidInput, DidNotConverge):
            return None

    @cached_property
    def pooling_problem(self) -> str:
        """Why the rows cannot be pooled as asked, in words; empty when they can."""
        try:
            effects.pooled_effect(self.outcome.type, self.body.synthesis, self.rows, self.labels)
        except (InvalidInput, DidNotConverge) as error:
            return str(error)
        return ""

    @cached_property
    def accuracy(self):
        """Sensitivity and specificity by row, None where this is no diagnostic outcome."""
        return effects.accuracy(self.rows) if self.outcome.type == "diagnostic" else None

    @property
    def accuracy_fit(self) -> "AccuracyFit | None":
        """The pooled accuracy of a test; `accuracy_problem` says what hindered it."""
        found = self._pooled_accuracy
        return None if isinstance(found, AccuracyProblem) else found

    @property
    def accuracy_problem(self) -> AccuracyProblem | None:
        """Why sensitivity and specificity cannot be pooled; None where they can, or there are none."""
        found = self._pooled_accuracy
        return found if isinstance(found, AccuracyProblem) else None

    @cached_property
    def _pooled_accuracy(self) -> "AccuracyFit | AccuracyProblem | None":
        if self.outcome.type != "diagnostic":
            return None
        return pooled_accuracy(self.body.synthesis, self.rows, self.labels)

    @cached_property
    def certainty(self) -> Certainty | AccuracyCertainty | None:
        """What the ratings come to; None where nobody rated."""
        if "" in self.ratings:
            return certainty_of(self._facts(self.ratings[""]))
        if not self.ratings:
            return None
        parts = {part: self._facts(rating) for part, rating in self.ratings.items()}
        return certainty_of_accuracy(parts.get("sensitivity"), parts.get("specificity"))

    @property
    def level(self) -> Level | None:
        """The derived certainty of this body."""
        return self.certainty.level if self.certainty else None

    @cached_property
    def direction(self):
        """Whom the effect favours, None where that is not known."""
        return effects.direction(
            self.outcome.type,
            self.outcome.favours,
            pooled=self.pooled,
            reported=self.body.reported,
            narrative=self.body.narrative,
        )

    @property
    def has_evidence(self) -> bool:
        """Whether the body holds any study at all."""
        return effects.has_evidence(self.results, self.body.reported, self.body.narrative)

    @property
    def labels(self) -> list[str]:
        """The names of the rows that count: study, and population where a study has several."""
        return [_row_label(row) for row in self.results]

    def _facts(self, rating: Rating) -> RatingFacts:
        judgements = tuple(
            JudgementFacts(row.domain, row.levels, localized(row.because))
            for row in rating.judgements.all()
        )
        return RatingFacts(
            rating.design, rating.edition, self.outcome.type == "diagnostic", judgements
        )


@dataclass(frozen=True)
class OutcomeChain:
    """An outcome with its bodies of evidence; the primary one sets its certainty."""

    outcome: Outcome
    bodies: tuple[BodyChain, ...]

    @property
    def primary(self) -> BodyChain | None:
        """The body that counts; one body alone is primary without saying so."""
        if len(self.bodies) == 1:
            return self.bodies[0]
        return next((body for body in self.bodies if body.body.primary), None)

    @property
    def level(self) -> Level | None:
        """The outcome's certainty, None while unrated."""
        return self.primary.level if self.primary else None

    def as_critical(self, *, directed: bool = True) -> CriticalOutcome:
        """What the overall certainty needs to know of it; the direction, which pools, where asked."""
        primary = self.primary
        certainty = primary.certainty if primary else None
        return CriticalOutcome(
            id=self.outcome.ref,
            level=self.level,
            warnings=certainty.warnings if certainty else (),
            # Where somebody rated anything, there was something to rate.
            has_evidence=any(body.has_evidence or body.ratings for body in self.bodies),
            direction=primary.direction if primary and directed else None,
        )


def outcomes_of(question: Question) -> tuple[OutcomeChain, ...]:
    """The outcomes of a question loaded with its evidence, each with what its bodies come to."""
    return tuple(
        OutcomeChain(outcome, tuple(BodyChain(body, outcome) for body in outcome.bodies.all()))
        for outcome in question.outcomes.all()
    )


def _row_label(row: StudyResult) -> str:
    population = localized(row.population)
    return f"{row.study} ({population})" if population else str(row.study)
