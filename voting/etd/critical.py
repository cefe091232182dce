"""The outcomes that are critical to a recommendation, and the exception that rests on one of them."""

from collections.abc import Iterable

from evidence.grade.overall import HighestSufficient
from evidence.profile import OutcomeChain
from guideline.text import localized
from voting.models import Recommendation


def critical_of(
    recommendation: Recommendation, outcomes: Iterable[OutcomeChain]
) -> tuple[OutcomeChain, ...]:
    """The critical outcomes: those named for the recommendation, else those of importance 7 to 9."""
    named = {outcome.pk for outcome in recommendation.critical_outcomes.all()}
    return tuple(
        each
        for each in outcomes
        if (each.outcome.pk in named if named else each.outcome.is_critical)
    )


def exception_of(recommendation: Recommendation) -> HighestSufficient | None:
    """The recorded exception to the lowest certainty, None where there is none."""
    outcome, by = recommendation.sufficient_outcome, recommendation.sufficient_by
    if outcome is None or by is None:
        return None
    return HighestSufficient(outcome.ref, by.ref, localized(recommendation.sufficient_because))
