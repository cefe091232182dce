"""What the rules read: the derived chain, beside it the signatures and the day that counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils import timezone

from evidence.models import Rating, Signature
from evidence.profile import BodyChain, OutcomeChain
from evidence.proposing.proposals import proposals_of
from guideline.text import localized
from publication.chain import Chain, QuestionChain, RecommendationChain
from publication.checks.arithmetic.intervals import Interval, unit_of
from publication.checks.places import Place, evidence_place, outcome_place, rating_place

RATIOS = ("RR", "OR", "HR", "PETO", "IRR", "ROM")


@dataclass(frozen=True)
class Effect:
    """A pooled or reported effect on its natural scale; `studies` and `i2` None where not known."""

    measure: str
    estimate: float | None
    interval: Interval
    i2: float | None = None
    studies: int | None = None
    is_reported: bool = False

    @property
    def is_ratio(self) -> bool:
        """Whether no effect is 1."""
        return self.interval.null == 1


@dataclass(frozen=True)
class Held:
    """A body of evidence where it stands."""

    question: QuestionChain
    outcome: OutcomeChain
    body: BodyChain

    @property
    def path(self) -> tuple[str, ...]:
        """The body's own id, where the outcome has several bodies."""
        return (self.body.body.ref,) if self.body.body.ref else ()

    @property
    def is_primary(self) -> bool:
        """Whether it sets the outcome's certainty."""
        return self.outcome.primary is self.body

    @property
    def results(self) -> Place:
        """The place of its figures."""
        return evidence_place(self.question.question, self.outcome.outcome.ref, *self.path)

    @property
    def words(self) -> Place:
        """The place of what is said of it."""
        return outcome_place(self.question.question, self.outcome.outcome.ref, *self.path)

    @cached_property
    def effect(self) -> Effect | None:
        """The effect that is computed from its rows, else the one that a source reports."""
        pooled = self.body.pooled
        if pooled is not None and pooled.natural is not None and pooled.ci_natural is not None:
            measure = pooled.recipe.measure
            interval = Interval(*pooled.ci_natural, null=_null(measure, pooled.scale))
            return Effect(measure, pooled.natural, interval, pooled.i2, pooled.k)
        return reported_effect(self.body.body.reported)

    def ratings(self) -> "Iterator[Rated]":
        """Its ratings: one, or one for each part of a test's accuracy."""
        for rating in self.body.ratings.values():
            yield Rated(self, rating)


@dataclass(frozen=True)
class Rated:
    """A rating with the body that it rates."""

    held: Held
    rating: Rating

    @cached_property
    def judged(self) -> dict[str, Any]:
        """The judgements by domain."""
        return {row.domain: row for row in self.rating.judgements.all()}

    @property
    def place(self) -> Place:
        """The place of the judgement."""
        part = (self.rating.part,) if self.rating.part else ()
        held = self.held
        return rating_place(held.question.question, held.outcome.outcome.ref, *held.path, *part)

    def steps(self, domain: str) -> int:
        """Steps in a domain; 0 where it is not judged."""
        return self.judged[domain].levels if domain in self.judged else 0

    def reason(self, domain: str) -> str:
        """The reason given for a domain, empty where there is none."""
        return localized(self.judged[domain].because).strip() if domain in self.judged else ""

    def follows_its_rule(self, domain: str) -> bool:
        """Whether a domain is not moved, as the guideline's own rules propose on these figures.

        Such a judgement goes without saying: the rules differ by edition and by the guideline's
        settings, and the one that is followed was chosen.
        """
        made = self._proposed.get(domain)
        return not self.steps(domain) and made is not None and made.levels == 0

    @cached_property
    def _proposed(self) -> dict[str, Any]:
        return proposals_of(self.held.body, self.rating.part)

    def leaves(self, domain: str) -> bool:
        """Whether the domain was judged as no concern and nobody said why."""
        return domain in self.judged and not self.steps(domain) and not self.reason(domain)


@dataclass(frozen=True)
class Material:
    """A guideline as the rules read it: its clinical questions and what hangs from them."""

    chain: Chain
    signatures: Mapping[int, Signature]
    published_on: date | None
    today: date

    def questions(self) -> Iterator[QuestionChain]:
        """The questions that the guideline answers."""
        yield from self.chain.clinical

    def outcomes(self) -> Iterator[tuple[QuestionChain, OutcomeChain]]:
        """Every outcome with its question."""
        for question in self.questions():
            for outcome in question.outcomes:
                yield question, outcome

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """Every body of evidence; kept, since what is pooled for one rule serves the others."""
        return tuple(
            Held(question, outcome, body)
            for question, outcome in self.outcomes()
            for body in outcome.bodies
        )

    def ratings(self) -> Iterator[Rated]:
        """Every rating of every body."""
        for held in self.held:
            yield from held.ratings()

    def recommendations(self) -> Iterator[tuple[QuestionChain, RecommendationChain]]:
        """Every graded recommendation with its question."""
        for question in self.questions():
            for each in question.recommendations:
                if each.derived.is_graded:
                    yield question, each


def material_of(chain: Chain) -> Material:
    """The chain with what else the rules ask for, in two more queries."""
    pks = [each.question.pk for each in chain.questions]
    signatures = Signature.objects.filter(question__in=pks).defer("content").order_by("at", "pk")
    zone = chain.guideline.zone
    published = (
        chain.guideline.versions.order_by("-published_at", "-id")
        .values_list("published_at", flat=True)
        .first()
    )
    return Material(
        chain=chain,
        signatures={row.question_id: row for row in signatures},
        published_on=published.astimezone(zone).date() if published else None,
        today=timezone.now().astimezone(zone).date(),
    )


def reported_effect(reported: Mapping[str, Any]) -> Effect | None:
    """The effect that a source reports; None without a measure of a comparison and an interval."""
    measure, ci = reported.get("measure"), reported.get("ci")
    if not measure or not ci:
        return None
    interval = Interval(ci[0], ci[1], _null(measure, "natural"), unit_of(*ci))
    return Effect(
        measure,
        reported.get("estimate"),
        interval,
        studies=reported.get("studies"),
        is_reported=True,
    )


def work_has_begun(question: QuestionChain) -> bool:
    """Whether somebody rated or voted: before that, what is missing is merely not done yet."""
    rated = any(body.ratings for outcome in question.outcomes for body in outcome.bodies)
    return rated or any(each.rounds for each in question.recommendations)


def texts_of(outcome: OutcomeChain) -> Iterator[str]:
    """What is said of an outcome in words, notes left out."""
    yield localized(outcome.outcome.description)
    for body in outcome.bodies:
        yield localized(body.body.narrative.get("text"))


def _null(measure: str, scale: str) -> float:
    return 1.0 if measure in RATIOS or scale == "log" else 0.0
