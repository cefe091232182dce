"""The sizes of an outcome: decision thresholds, baseline risks, prevalences, importance of its parts."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.actions.outcomes import PERMISSION, about
from guideline.changes import change, named
from guideline.models import Outcome
from guideline.moments import keeps_moment
from guideline.outcome_sizes import (
    SizeProblem,
    baseline_problems,
    part_problems,
    prevalence_problems,
    threshold_problems,
)
from guideline.words import words

SENTENCES = {
    "unknown-target": gettext_lazy("There is no target “{word}”."),
    "negative-size": gettext_lazy("The size that counts as {word} is not negative."),
    "sizes-do-not-rise": gettext_lazy("The sizes rise from small to moderate to large."),
    "target-without-size": gettext_lazy("Say which size counts as {word}: it is the target."),
    "no-share": gettext_lazy("Prevalence {number} is no share from 0 to 1."),
    "no-risk": gettext_lazy("Baseline risk {number} needs a risk from 0 to 1."),
    "no-score": gettext_lazy("Rate the {word} from 1 to 9."),
    "no-parts": gettext_lazy("Only a diagnostic outcome has true and false results to rate."),
}


def blockers_to_sizes(
    outcome: Outcome,
    *,
    thresholds: dict[str, Any],
    baseline_risks: list[dict[str, Any]],
    prevalence: list[float],
    importance_of: dict[str, int],
) -> list[Blocker]:
    """Everything that is wrong with these sizes."""
    problems = [
        *threshold_problems(thresholds),
        *baseline_problems(baseline_risks),
        *prevalence_problems(prevalence),
        *part_problems(outcome.type, importance_of),
    ]
    return [Blocker(_sentence(problem)) for problem in problems]


@transaction.atomic
@keeps_moment("outcome")
def edit_sizes(
    *,
    by: Any,
    outcome: Outcome,
    thresholds: dict[str, Any],
    baseline_risks: list[dict[str, Any]],
    prevalence: list[float],
    importance_of: dict[str, int],
    reason: str = "",
) -> Outcome:
    """Set what counts as a small, moderate and large effect, and for whom absolute effects are shown.

    Shares are 0 to 1; sizes are per 1000, or in the outcome's unit where it is continuous.
    """
    require(by, PERMISSION, outcome)
    values = {
        "thresholds": thresholds,
        "baseline_risks": baseline_risks,
        "prevalence": prevalence,
        "importance_of": importance_of,
    }
    refuse_if(blockers_to_sizes(outcome, **values))
    changes = change(outcome, values)
    if changes:
        record(
            "outcome-edited",
            by=by,
            reason=reason.strip(),
            fields=named(changes),
            changes=changes,
            **about(outcome),
        )
    return outcome


def _sentence(problem: SizeProblem) -> str:
    return str(SENTENCES[problem.code]).format(word=words(problem.word), number=problem.number)
