"""A guideline's whole chain, loaded in a constant number of queries and derived from its inputs.

Everything that a page, a command or an export shows of strength, direction and certainty comes from
here; nothing of it is stored.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet

from evidence import effects
from evidence.fingerprint import LOOKUPS, hash_of_loaded
from evidence.grade.certainty import (
    AccuracyCertainty,
    Certainty,
    certainty_of,
    certainty_of_accuracy,
)
from evidence.grade.certainty import Judgement as JudgementFacts
from evidence.grade.certainty import Rating as RatingFacts
from evidence.grade.levels import Level
from evidence.grade.overall import (
    CriticalOutcome,
    HighestSufficient,
    Overall,
    overall_certainty,
)
from evidence.models import Body, Rating, StudyResult
from evidence.synthesis.inputs import InvalidInput
from guideline.models import Guideline, Outcome, Question
from guideline.text import localized
from voting.derivation import (
    DerivedQuestion,
    DerivedRecommendation,
    RecommendationFacts,
    RoundFacts,
    Totals,
    derive_question,
    derive_recommendation,
    derived_data,
    question_totals,
    recommendation_totals,
)
from voting.eligibility import Standing, standing
from voting.models import EtdJudgement, Recommendation, Round, Voter
from voting.queries import counts_of, eligible_in
from voting.rules import rule_from


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
                self.outcome.type, self.body.synthesis, self.rows, self._labels
            )
        except InvalidInput:
            return None

    @cached_property
    def pooling_problem(self) -> str:
        """Why the rows cannot be pooled as asked, in words; empty when they can."""
        try:
            effects.pooled_effect(self.outcome.type, self.body.synthesis, self.rows, self._labels)
        except InvalidInput as error:
            return str(error)
        return ""

    @cached_property
    def accuracy(self):
        """Sensitivity and specificity by row, None where this is no diagnostic outcome."""
        return effects.accuracy(self.rows) if self.outcome.type == "diagnostic" else None

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
    def _labels(self) -> list[str]:
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

    @property
    def as_critical(self) -> CriticalOutcome:
        """What the overall certainty needs to know of it."""
        primary = self.primary
        certainty = primary.certainty if primary else None
        return CriticalOutcome(
            id=self.outcome.ref,
            level=self.level,
            warnings=certainty.warnings if certainty else (),
            has_evidence=any(body.has_evidence for body in self.bodies),
            direction=primary.direction if primary else None,
        )


@dataclass(frozen=True)
class RecommendationChain:
    """A recommendation with the outcomes it rests on, its rounds, and what follows."""

    recommendation: Recommendation
    critical: tuple[OutcomeChain, ...]
    overall: Overall
    rounds: tuple[Round, ...]
    etd: Mapping[str, EtdJudgement]
    derived: DerivedRecommendation

    @property
    def last_closed(self) -> Round | None:
        """The round whose result counts, None while there is none."""
        return next((r for r in reversed(self.rounds) if r.status == "closed"), None)

    @property
    def open_round(self) -> Round | None:
        """The round that is running, if one is."""
        return next((r for r in self.rounds if r.status == "open"), None)

    @cached_property
    def evidence_changed(self) -> bool:
        """Whether the evidence is no longer what the last closed round voted on."""
        held = self.last_closed
        if held is None or not held.evidence_hash:
            return False
        return held.evidence_hash != hash_of_loaded(self.recommendation.question)


@dataclass(frozen=True)
class QuestionChain:
    """A question with everything under it, and what its recommendations come to."""

    question: Question
    outcomes: tuple[OutcomeChain, ...]
    recommendations: tuple[RecommendationChain, ...]
    etd: Mapping[str, EtdJudgement]
    standings: Mapping[int, Standing]
    derived: DerivedQuestion

    @property
    def entitled(self) -> int:
        """How many on the panel may vote on this question now."""
        return sum(each.may_vote for each in self.standings.values())


@dataclass(frozen=True)
class Chain:
    """A guideline from its questions to what it recommends."""

    guideline: Guideline
    questions: tuple[QuestionChain, ...]

    @property
    def clinical(self) -> list[QuestionChain]:
        """The questions that the guideline answers."""
        return [each for each in self.questions if each.question.is_clinical]

    @property
    def totals(self) -> Totals:
        """How many questions have each strength and certainty."""
        return question_totals(each.derived for each in self.clinical)

    @property
    def recommendation_totals(self) -> Totals:
        """How many graded recommendations have each strength and certainty."""
        return recommendation_totals(each.derived for each in self.clinical)

    def as_data(self) -> dict[str, Any]:
        """What `derive --json` prints."""
        return derived_data(self.guideline.slug, [each.derived for each in self.clinical])

    def recommendations(self) -> Iterator[RecommendationChain]:
        """Every recommendation of every question, in order."""
        for question in self.questions:
            yield from question.recommendations

    def recommendation(self, ref: str) -> RecommendationChain:
        """One recommendation by its id; KeyError names one that is not there."""
        for each in self.recommendations():
            if each.recommendation.ref == ref:
                return each
        raise KeyError(ref)

    def question(self, ref: str) -> QuestionChain:
        """One question by its id; KeyError names one that is not there."""
        for each in self.questions:
            if each.question.ref == ref:
                return each
        raise KeyError(ref)


def chain_of(guideline: Guideline, *questions: Question) -> Chain:
    """Load and derive a guideline, or only some of its questions; the queries do not grow with it."""
    rows = _with_everything(guideline.questions.all())
    if questions:
        rows = rows.filter(pk__in=[question.pk for question in questions])
    panel = list(guideline.panel.prefetch_related("conflicts"))
    return Chain(guideline, tuple(_question(row, panel) for row in rows))


def _with_everything(questions: QuerySet[Question]) -> QuerySet[Question]:
    voters = Voter.objects.filter(revoked_at=None).prefetch_related("ballots")
    rounds = Round.objects.exclude(status="withdrawn").prefetch_related(
        Prefetch("voters", queryset=voters)
    )
    return questions.select_related("guideline", "topic").prefetch_related(
        *LOOKUPS,
        Prefetch("etd", queryset=EtdJudgement.objects.filter(recommendation=None)),
        Prefetch("recommendations__rounds", queryset=rounds),
        "recommendations__critical_outcomes",
        "recommendations__etd",
        "recommendations__guideline",
        "recommendations__sufficient_outcome",
        "recommendations__sufficient_by",
    )


def _question(question: Question, panel: Iterable[Any]) -> QuestionChain:
    outcomes = tuple(
        OutcomeChain(outcome, tuple(BodyChain(body, outcome) for body in outcome.bodies.all()))
        for outcome in question.outcomes.all()
    )
    standings = {member.pk: _standing(member, question) for member in panel}
    entitled = sum(each.may_vote for each in standings.values())
    etd = {row.criterion: row for row in question.etd.all()}
    recommendations = tuple(
        _recommendation(row, outcomes, etd, entitled) for row in question.recommendations.all()
    )
    derived = derive_question(
        question.ref, question.number, [each.derived for each in recommendations]
    )
    return QuestionChain(question, outcomes, recommendations, etd, standings, derived)


def _standing(member: Any, question: Question) -> Standing:
    actions = [
        conflict.action
        for conflict in member.conflicts.all()
        if conflict.question_id in (None, question.pk)
    ]
    return standing(member.role, actions)


def _recommendation(
    row: Recommendation,
    outcomes: tuple[OutcomeChain, ...],
    etd: Mapping[str, EtdJudgement],
    entitled: int,
) -> RecommendationChain:
    named = {outcome.pk for outcome in row.critical_outcomes.all()}
    critical = tuple(
        each
        for each in outcomes
        if (each.outcome.pk in named if named else each.outcome.is_critical)
    )
    exception = _exception(row)
    overall = overall_certainty([each.as_critical for each in critical], exception)
    rounds = tuple(row.rounds.all())
    derived = derive_recommendation(
        RecommendationFacts(
            id=row.ref,
            kind=row.kind,
            rounds=tuple(_round_facts(each) for each in rounds),
            entitled=entitled,
            certainty=overall.level,
            evidence_flags=overall.flags,
            certainty_reasons=overall.reasons,
        )
    )
    own = {judgement.criterion: judgement for judgement in row.etd.all()}
    return RecommendationChain(row, critical, overall, rounds, {**etd, **own}, derived)


def _exception(row: Recommendation) -> HighestSufficient | None:
    if row.sufficient_outcome is None:
        return None
    return HighestSufficient(
        outcome=row.sufficient_outcome.ref,
        by=row.sufficient_by.ref,
        because=localized(row.sufficient_because),
    )


def _round_facts(each: Round) -> RoundFacts:
    """What the derivation may know of a round: of a running one, nothing but that it runs."""
    closed = each.status == "closed"
    return RoundFacts(
        number=each.number,
        rule=rule_from(each.rule),
        counts=counts_of(each) if closed else {},
        eligible=eligible_in(each),
        is_closed=closed,
    )


def _row_label(row: StudyResult) -> str:
    population = localized(row.population)
    return f"{row.study} ({population})" if population else str(row.study)
