"""What two raters gave each body of evidence, side by side, as far as one viewer may see it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from evidence.codes import DOMAINS
from evidence.models import Body, Judgement, Rating
from evidence.raters.states import (
    RATERS,
    State,
    may_rate,
    may_reconcile,
    state_of,
)
from evidence.raters.visibility import Given, Viewer, may_see
from evidence.raters.words import STATES, levels_in_words
from guideline.models import Guideline, Outcome, PanelMember, Question
from guideline.permissions import place_of
from guideline.queries import IMPORTANCE
from guideline.roles import BY_NAME
from guideline.text import localized
from guideline.words import words

RATE, VIEW = "evidence.rate_certainty", "evidence.view_evidence"
DESIGN = "design"

# The individual ratings of many bodies, by body and part.
Individual = dict[tuple[int, str], list[Rating]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What one rater judged in one row of the comparison: its words and reason."""

    rater: str
    words: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """One row of the comparison: a domain (or the design), what each judged, whether it is the same."""

    name: str
    judged: tuple[Judged, ...]
    agreed: bool


@dataclass(frozen=True)
class RatingPair:
    """The ratings of one body and part: the one that counts, and what each rater gave.

    Only `seen`, and what follows from it, may reach the viewer.
    """

    outcome: Outcome
    body: Body
    part: str
    counts: Rating | None
    individual: tuple[Rating, ...]
    viewer: Viewer

    @cached_property
    def given(self) -> tuple[Given, ...]:
        """The individual ratings as far as their secrecy goes."""
        return tuple(given(each) for each in self.individual)

    @cached_property
    def seen(self) -> tuple[Rating, ...]:
        """The individual ratings that the viewer may see."""
        return tuple(
            each for each in self.individual if may_see(self.viewer, given(each), self.given)
        )

    @property
    def state(self) -> State:
        """Where it stands."""
        reconciled = self.counts is not None and self.counts.reconciled_by_id is not None
        return state_of(self.given, counts=self.counts is not None, reconciled=reconciled)

    @property
    def said(self) -> str:
        """Where it stands, in words."""
        return str(STATES[self.state])

    @property
    def raters(self) -> list[PanelMember]:
        """Who gave a rating of their own."""
        return [rating_place(each) for each in self.individual]

    @property
    def raters_again(self) -> list[PanelMember]:
        """Whose rating no reconciliation has taken up."""
        return [rating_place(each) for each in self.individual if not each.settled]

    def waits_for(self, methodologists: Iterable[PanelMember]) -> list[PanelMember]:
        """Whose move it is: who may rate, where a rating is missing; the two, to reconcile."""
        if self.state == "to-reconcile":
            return self.raters
        if self.state == "reconciled":
            return []
        waiting = self.raters if len(self.individual) == RATERS else list(methodologists)
        done = {each.pk for each in self.raters_again}
        return [place for place in waiting if place.pk not in done]

    @property
    def may_rate(self) -> bool:
        """Whether the viewer may give a rating of their own."""
        place = self.viewer.place
        return self.viewer.rates and place is not None and may_rate(place, self.given)

    @property
    def may_reconcile(self) -> bool:
        """Whether the viewer may reconcile the two."""
        place = self.viewer.place
        return self.viewer.rates and place is not None and may_reconcile(place, self.given)

    @property
    def levels(self) -> tuple[dict[str, int], dict[str, int]] | None:
        """The levels by domain of two ratings of one go that the viewer may see; None without both."""
        if len(self.seen) != RATERS or len({each.settled for each in self.seen}) != 1:
            return None
        one, other = (
            {row.domain: row.levels for row in each.judgements.all()} for each in self.seen
        )
        return one, other

    @cached_property
    def rows(self) -> list[Compared]:
        """The ratings that the viewer may see, domain by domain."""
        if not self.seen:
            return []
        designs = [each.design for each in self.seen]
        shown = tuple(Judged(str(each.rater), words(each.design)) for each in self.seen)
        return [
            Compared(words(DESIGN), shown, len(set(designs)) == 1),
            *(self._row(domain) for domain in DOMAINS),
        ]

    @property
    def differing(self) -> int:
        """How many rows differ; 0 where the viewer sees fewer than two ratings."""
        return sum(not row.agreed for row in self.rows)

    def _row(self, domain: str) -> Compared:
        found = [
            next((row for row in each.judgements.all() if row.domain == domain), None)
            for each in self.seen
        ]
        judged = tuple(
            _judged(str(each.rater), row) for each, row in zip(self.seen, found, strict=True)
        )
        levels = {row.levels if row else None for row in found}
        return Compared(words(domain), judged, len(levels) == 1)


def _judged(rater: str, row: Judgement | None) -> Judged:
    if row is None:
        return Judged(rater, "–")
    return Judged(rater, levels_in_words(row.domain, row.levels), localized(row.because))


def given(rating: Rating) -> Given:
    """An individual rating as far as its secrecy goes."""
    return Given(rating_place(rating).ref, rating.settled)


def rating_place(rating: Rating) -> PanelMember:
    """The place whose own rating it is; ValueError for one that counts."""
    if rating.rater is None:
        raise ValueError("the rating that counts is nobody's own")
    return rating.rater


def viewer_of(user: Any, guideline: Guideline) -> Viewer:
    """Who this person is before the individual ratings of a guideline."""
    place = place_of(user, guideline)
    role = BY_NAME.get(place.role) if place else None
    if place is None or role is None:
        return Viewer()
    return Viewer(place.ref, reads=role.may(VIEW), rates=role.may(RATE))


def pairs_of(question: Question, viewer: Viewer) -> dict[tuple[int, str], RatingPair]:
    """The ratings of a loaded question by body and part, in two queries more.

    The question comes from `with_evidence`: outcomes, bodies and the ratings that count are there.
    """
    individual = _individual(Rating.individual.filter(body__outcome__question=question))
    return {
        (pair.body.pk, pair.part): pair
        for outcome in question.outcomes.all()
        for pair in _pairs(outcome, individual, viewer)
    }


def pairs_of_guidelines(
    guidelines: Iterable[Guideline], viewers: dict[int, Viewer]
) -> Iterator[RatingPair]:
    """The ratings of every clinical question of some guidelines, in a constant number of queries.

    `viewers` holds who looks, by the guideline's key.
    """
    found = list(guidelines)
    individual = _individual(Rating.individual.filter(body__outcome__question__guideline__in=found))
    outcomes = (
        Outcome.objects.filter(question__guideline__in=found, question__status="clinical-question")
        .select_related("question__guideline")
        .prefetch_related("bodies__ratings", "critical_to")
        .prefetch_related(*(f"question__{lookup}" for lookup in IMPORTANCE))
        .order_by("question__guideline", "question__position", "question", "position", "id")
    )
    for outcome in outcomes:
        yield from _pairs(outcome, individual, viewers[outcome.question.guideline_id])


def pairs_of_outcome(outcome: Outcome, viewer: Viewer) -> list[RatingPair]:
    """The ratings of one outcome, read now: body by body, part by part."""
    individual = _individual(Rating.individual.filter(body__outcome=outcome))
    return list(
        _pairs(outcome, individual, viewer, list(outcome.bodies.prefetch_related("ratings")))
    )


def pair_of(body: Body, part: str, viewer: Viewer) -> RatingPair:
    """The ratings of one body and part, read now."""
    individual = _individual(Rating.individual.filter(body=body, part=part))
    counts = Rating.objects.filter(body=body, part=part).first()
    found = tuple(individual.get((body.pk, part), ()))
    return RatingPair(body.outcome, body, part, counts, found, viewer)


def _individual(rows: Any) -> Individual:
    found: Individual = defaultdict(list)
    ordered = rows.prefetch_related("judgements").order_by("rater__position", "rater")
    for row in ordered:
        found[row.body_id, row.part].append(row)
    return found


def _pairs(
    outcome: Outcome, individual: Individual, viewer: Viewer, bodies: list[Body] | None = None
) -> Iterator[RatingPair]:
    for body in outcome.bodies.all() if bodies is None else bodies:
        counts = {each.part: each for each in body.ratings.all()}
        parts = {*counts, *(part for key, part in individual if key == body.pk)} or {""}
        for part in sorted(parts):
            found = tuple(individual.get((body.pk, part), ()))
            yield RatingPair(outcome, body, part, counts.get(part), found, viewer)
