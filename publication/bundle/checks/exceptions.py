"""The exception to the lowest certainty: allowed only where all critical outcomes point the same way."""

from collections.abc import Iterator

from evidence.effects import direction
from evidence.grade.certainty import Edition, Judgement, certainty_of, certainty_of_accuracy
from evidence.grade.certainty import Rating as RatingFacts
from evidence.grade.levels import Level
from evidence.grade.overall import (
    CriticalOutcome,
    Direction,
    ExceptionProblem,
    HighestSufficient,
    exception_problems,
)
from evidence.synthesis.inputs import InvalidInput
from guideline.importance import entered, of_parts
from publication.bundle.checks.importance import rated_in
from publication.bundle.checks.place import Place, shaped
from publication.bundle.checks.pooling import pooled
from publication.bundle.problems import Problem
from publication.bundle.shape.bundle import Guideline
from publication.bundle.shape.decisions import OverallCertainty
from publication.bundle.shape.evidence import Body, Down, Outcome, Rating, RatingInParts
from publication.bundle.shape.importance import ImportanceSurvey

SENTENCES = {
    "nobody-named": "by: nobody is named",
    "no-reason-given": "because: is missing",
    "outcome-not-critical": "{outcome} is not a critical outcome of this recommendation",
    "outcome-unrated": "the critical outcome {outcome} is not rated",
    "direction-unknown": "which way the critical outcome {outcome} points is not known",
    "directions-differ": "the critical outcomes do not all point the same way",
}


def check(bundle: Place) -> Iterator[Problem]:
    """Each recommendation that takes the exception."""
    guideline = shaped(Guideline, bundle["guideline"])
    edition = guideline.grade_rules if guideline else "classic"
    for question in bundle.each("questions"):
        for recommendation in question.each("recommendations"):
            exception = shaped(OverallCertainty, recommendation["overall_certainty"])
            critical = _critical(question, recommendation)
            if exception and critical is not None:
                facts = [_facts(outcome, edition) for outcome in critical]
                yield from _refused(recommendation["overall_certainty"], exception, facts)


def _refused(
    place: Place, exception: OverallCertainty, facts: list[CriticalOutcome]
) -> Iterator[Problem]:
    asked = HighestSufficient(exception.outcome, exception.by, "given")
    for problem in exception_problems(asked, facts):
        yield place.says(_sentence(problem))


def _sentence(problem: ExceptionProblem) -> str:
    return f"is refused: {SENTENCES[problem.code].format(outcome=problem.outcome)}"


def _critical(question: Place, recommendation: Place) -> list[Outcome] | None:
    """The critical outcomes of a recommendation; None where the shape does not tell."""
    named = [place.text for place in recommendation.each("critical_outcomes")]
    outcomes = [shaped(Outcome, place) for place in question.each("outcomes")]
    known = [outcome for outcome in outcomes if outcome]
    if len(known) < len(outcomes) or set(named) - {outcome.id for outcome in known}:
        return None
    if named:
        return [outcome for outcome in known if outcome.id in named]
    surveys = [shaped(ImportanceSurvey, place) for place in question.each("importance_surveys")]
    if None in surveys:
        return None
    held = [survey for survey in surveys if survey]
    return [outcome for outcome in known if _is_critical(outcome, held)]


def _is_critical(outcome: Outcome, surveys: list[ImportanceSurvey]) -> bool:
    parts = rated_in(surveys, outcome.id)
    said = outcome.importance_of.model_dump(exclude_none=True) if outcome.importance_of else {}
    rated = parts.get("") or of_parts(parts.values()) or entered(outcome.importance, said)
    return rated is not None and rated.importance_class == "critical"


def _facts(outcome: Outcome, edition: str) -> CriticalOutcome:
    body = _primary(outcome)
    level = _level(outcome, body, edition)
    return CriticalOutcome(outcome.id, level, direction=_direction(outcome, body))


def _primary(outcome: Outcome) -> Body | Outcome:
    bodies = outcome.bodies or []
    primary = [body for body in bodies if body.primary] or bodies
    return primary[0] if primary else outcome


def _direction(outcome: Outcome, body: Body | Outcome) -> Direction | None:
    try:
        effect = pooled(outcome.type, body)
    except InvalidInput:
        return None
    return direction(
        outcome.type,
        outcome.favours or "",
        pooled=effect,
        reported=body.reported.model_dump() if body.reported else None,
        narrative=body.narrative.model_dump() if body.narrative else None,
    )


def _level(outcome: Outcome, body: Body | Outcome, edition: str) -> Level | None:
    diagnostic = outcome.type == "diagnostic"
    if body.certainty is None:
        return None
    if isinstance(body.certainty, Rating):
        if body.certainty.design is None:
            return None
        return certainty_of(_rating(body.certainty, edition, diagnostic)).level
    return _lower(body.certainty, edition, diagnostic)


def _lower(certainty: RatingInParts, edition: str, diagnostic: bool) -> Level | None:
    parts = [
        _rating(part, edition, diagnostic) if part and part.design else None
        for part in (certainty.sensitivity, certainty.specificity)
    ]
    return certainty_of_accuracy(*parts).level


def _rating(rating: Rating, edition: str, diagnostic: bool) -> RatingFacts:
    followed: Edition = "classic"
    for known in ("classic", "robins-i", "core-2025"):
        if known == (rating.edition or edition):
            followed = known
    return RatingFacts(rating.design or "", followed, diagnostic, tuple(_judgements(rating)))


def _judgements(rating: Rating) -> Iterator[Judgement]:
    for domain in Rating.model_fields:
        judged = getattr(rating, domain)
        if hasattr(judged, "down") or hasattr(judged, "up"):
            yield Judgement(domain, judged.down if isinstance(judged, Down) else judged.up)
