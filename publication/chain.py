"""A guideline's whole chain, loaded in a constant number of queries and derived from its inputs.

Everything that a page, a command or an export shows of strength, direction and certainty comes from
here; nothing of it is stored.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from evidence.fingerprint import LOOKUPS, hash_of_loaded
from evidence.grade.overall import Overall, overall_certainty
from evidence.profile import OutcomeChain, outcomes_of
from guideline.models import Guideline, Question
from voting.drafts.wording import WordingState, wording_state
from voting.eligibility import Standing, standing
from voting.etd.critical import critical_of, exception_of
from voting.models import Correction, EtdJudgement, Recommendation, Round, Voter, WayOut
from voting.queries import counts_of, eligible_in, is_withheld, late_flags, rule_of
from voting.results.ways_out_words import facts_of
from voting.rules.derivation import (
    WORDING_CHANGED,
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
from voting.rules.rule import rule_from
from voting.rules.ways_out import WayOutFacts


@dataclass(frozen=True)
class RecommendationChain:
    """A recommendation with the outcomes it rests on, its rounds, and what follows."""

    recommendation: Recommendation
    critical: tuple[OutcomeChain, ...]
    overall: Overall
    rounds: tuple[Round, ...]
    etd: Mapping[str, EtdJudgement]
    derived: DerivedRecommendation
    wording: WordingState = "as-voted"

    @property
    def last_closed(self) -> Round | None:
        """The round whose result counts, None while there is none."""
        return next((r for r in reversed(self.rounds) if r.status == "closed"), None)

    @property
    def open_round(self) -> Round | None:
        """The round that is running, if one is."""
        return next((r for r in self.rounds if r.status == "open"), None)

    @property
    def corrections(self) -> list[Correction]:
        """The confirmed corrections of the wording that the last closed round voted on."""
        return _corrections(self.recommendation, self.last_closed)

    @property
    def wording_changed(self) -> bool:
        """Whether what was decided was worded otherwise, and no correction led here."""
        return WORDING_CHANGED in self.derived.flags

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


def chain_of_loaded(question: Question) -> QuestionChain:
    """The chain of one question; what is loaded of it already, such as its evidence, stays as it is."""
    prefetch_related_objects([question], *_everything())
    panel = list(question.guideline.panel.prefetch_related("conflicts"))
    return _question(question, panel)


def _with_everything(questions: QuerySet[Question]) -> QuerySet[Question]:
    return questions.select_related("guideline", "topic").prefetch_related(*_everything())


def _everything() -> tuple[str | Prefetch, ...]:
    voters = Voter.objects.prefetch_related("ballots")
    # One taken back decides nothing.
    ways_out = WayOut.objects.filter(taken_back_at=None).select_related("by")
    rounds = Round.objects.exclude(status="withdrawn").prefetch_related(
        Prefetch("voters", queryset=voters), Prefetch("ways_out", queryset=ways_out)
    )
    return (
        *LOOKUPS,
        Prefetch("etd", queryset=EtdJudgement.objects.filter(recommendation=None)),
        Prefetch("recommendations__rounds", queryset=rounds),
        "recommendations__critical_outcomes",
        "recommendations__etd",
        "recommendations__corrections",
        "recommendations__guideline",
        "recommendations__sufficient_outcome",
        "recommendations__sufficient_by",
    )


def _question(question: Question, panel: Iterable[Any]) -> QuestionChain:
    outcomes = outcomes_of(question)
    chair_votes = rule_of(question.guideline).chair_votes
    standings = {member.pk: _standing(member, question, chair_votes) for member in panel}
    entitled = sum(each.may_vote for each in standings.values())
    etd = {row.criterion: row for row in question.etd.all()}
    recommendations = tuple(
        _recommendation(row, outcomes, etd, entitled, standings)
        for row in question.recommendations.all()
    )
    derived = derive_question(
        question.ref, question.number, [each.derived for each in recommendations]
    )
    return QuestionChain(question, outcomes, recommendations, etd, standings, derived)


def _standing(member: Any, question: Question, chair_votes: bool) -> Standing:
    actions = [
        conflict.action
        for conflict in member.conflicts.all()
        if conflict.question_id in (None, question.pk)
    ]
    return standing(member.role, actions, chair_votes=chair_votes)


def _recommendation(
    row: Recommendation,
    outcomes: tuple[OutcomeChain, ...],
    etd: Mapping[str, EtdJudgement],
    entitled: int,
    standings: Mapping[int, Standing],
) -> RecommendationChain:
    critical = critical_of(row, outcomes)
    exception = exception_of(row)
    # Only an exception asks which way they point, and that takes pooling them.
    directed = exception is not None
    overall = overall_certainty(
        [each.as_critical(directed=directed) for each in critical], exception
    )
    rounds = tuple(row.rounds.all())
    wording = _wording(row, rounds)
    derived = derive_recommendation(
        RecommendationFacts(
            id=row.ref,
            kind=row.kind,
            rounds=tuple(_round_facts(each) for each in rounds),
            entitled=entitled,
            certainty=overall.level,
            evidence_flags=overall.flags,
            round_flags=_round_flags(rounds, standings),
            certainty_reasons=overall.reasons,
            wording_changed=wording == "changed",
        )
    )
    # Where a narrower population has no judgement of its own, the question's counts.
    own = {each.criterion: each for each in row.etd.all() if each.judgement}
    return RecommendationChain(row, critical, overall, rounds, {**etd, **own}, derived, wording)


def _wording(row: Recommendation, rounds: Iterable[Round]) -> WordingState:
    """What became of the wording that the last closed round voted on."""
    held = next((each for each in reversed(tuple(rounds)) if each.status == "closed"), None)
    if held is None or not held.statement:
        return "as-voted"
    steps = [(each.before, each.after) for each in _corrections(row, held)]
    return wording_state(held.statement, steps, row.statement)


def _corrections(row: Recommendation, held: Round | None) -> list[Correction]:
    return [
        each
        for each in row.corrections.all()
        if each.is_confirmed and held is not None and each.round_id == held.pk
    ]


def _round_flags(rounds: tuple[Round, ...], standings: Mapping[int, Standing]) -> tuple[str, ...]:
    last = next((each for each in reversed(rounds) if each.status == "closed"), None)
    recused = {pk for pk, standing in standings.items() if standing.is_recused}
    return late_flags(last, recused) if last else ()


def _round_facts(each: Round) -> RoundFacts:
    """What the derivation may know of a round: of a running one, nothing but that it runs."""
    closed = each.status == "closed"
    return RoundFacts(
        number=each.number,
        rule=rule_from(each.rule),
        counts=counts_of(each) if closed else {},
        eligible=eligible_in(each),
        is_closed=closed,
        is_withheld=is_withheld(each),
        way_out=_way_out(each),
    )


def _way_out(each: Round) -> WayOutFacts | None:
    taken = next(iter(each.ways_out.all()), None)
    return facts_of(taken) if taken else None
