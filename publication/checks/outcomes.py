"""Rules on the outcomes of a question: rated, backed by evidence, and few enough to weigh."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guideline.text import localized
from guideline.words import words
from publication.checks.finding import Found, Rule
from publication.checks.material import Material, work_has_begun
from publication.checks.places import outcome_place, question_place, rating_place

MOST_OUTCOMES = 7
# What everybody wants more, or less, of; and words beside it that turn or blur the sense.
_WANTED = re.compile(r"\bsurvival\b|生存", re.IGNORECASE)
_NOT_WANTED = re.compile(r"\b(deaths?|mortality)\b|死亡", re.IGNORECASE)
_TURNED = re.compile(
    r"\b(time|days|months|years|interval|free(dom)?|without|no|not|non|avoid\w*|prevent\w*|avert\w*"
    r"|until|before|after|loss|lost|cost|difference|reduc\w+|decreas\w+|cause|place|knowledge|fear"
    r"|poor|impaired)\b|まで|期間|なし|回避",
    re.IGNORECASE,
)
# “Survival after resection”, “at five years”, “recurrence-free survival” is survival all the same.
_BESIDE = re.compile(r"\b\w+-free\b|\b(at|after|in|within|without)\b.*", re.IGNORECASE)
# Of limited importance (1 to 3): such an outcome does not belong into the table.
LEAST_IN_TABLE = 4


def unrated_critical_outcome(material: Material) -> Iterator[Found]:
    """A critical outcome whose evidence nobody rated, though the rating or the vote has begun."""
    for question in material.questions():
        if not work_has_begun(question):
            continue
        critical = {each.outcome.pk: each for each in question.outcomes if each.outcome.is_critical}
        for recommendation in question.recommendations:
            critical |= {each.outcome.pk: each for each in recommendation.critical}
        for each in critical.values():
            if each.level is None and each.as_critical(directed=False).has_evidence:
                yield (
                    rating_place(question.question, each.outcome.ref),
                    _(
                        "“{outcome}” is critical and not rated, so that there is no overall "
                        "certainty of the evidence."
                    ).format(outcome=each.outcome),
                )


def outcome_without_evidence(material: Material) -> Iterator[Found]:
    """An outcome that was planned and has no row of evidence, not even one that says so."""
    for question, each in material.outcomes():
        bodies = (body.body for body in each.bodies)
        has_row = any(
            body.reported or body.narrative or body.results.all() or body.ratings.all()
            for body in bodies
        )
        if not has_row and work_has_begun(question):
            yield (
                outcome_place(question.question, each.outcome.ref),
                _(
                    "“{outcome}” has no row of evidence. If no study reports it, say so in words."
                ).format(outcome=each.outcome),
            )


def more_than_seven_outcomes(material: Material) -> Iterator[Found]:
    """More than seven outcomes in a table, and nobody says why."""
    for question in material.questions():
        shown = [each for each in question.outcomes if _is_shown(each.outcome.rated_importance)]
        explained = localized(question.question.many_outcomes_because).strip()
        if len(shown) > MOST_OUTCOMES and not explained:
            yield (
                question_place(question.question, "outcomes"),
                _(
                    "{n} outcomes are more than the {most} that a panel can weigh. Choose, or say "
                    "why there are so many."
                ).format(n=len(shown), most=MOST_OUTCOMES),
            )


def direction_against_name(material: Material) -> Iterator[Found]:
    """Survival said to be better when lower, or deaths when higher: sentences would say the reverse."""
    for question, each in material.outcomes():
        name, favours = localized(each.outcome.name), each.outcome.favours
        if says_the_other_way(name, favours):
            yield (
                outcome_place(question.question, each.outcome.ref),
                _(
                    "“{outcome}” is said to be better when {favours}. Name the outcome after the "
                    "event that its figures count: a hazard ratio counts deaths, and a sentence made "
                    "from it would say that a benefit reduces survival."
                ).format(outcome=name, favours=words(favours)),
            )


def says_the_other_way(name: str, favours: str) -> bool:
    """Whether an outcome's name says the opposite of `favours` (lower, higher), as plainly as can be."""
    is_wanted, is_not = bool(_WANTED.search(name)), bool(_NOT_WANTED.search(name))
    if is_wanted == is_not or _TURNED.search(_BESIDE.sub("", name)):
        return False
    return favours == ("lower" if is_wanted else "higher")


def _is_shown(importance: float | None) -> bool:
    return importance is None or importance >= LEAST_IN_TABLE


RULES = (
    Rule(
        "unrated-critical-outcome",
        "error",
        gettext_lazy("Every critical outcome is rated."),
        "Belgian Health Care Knowledge Centre (KCE), Process Book 5.1, as of 2026",
        unrated_critical_outcome,
    ),
    Rule(
        "outcome-without-evidence",
        "warning",
        gettext_lazy("An outcome of the protocol has a row, be it that nothing was found."),
        "Guyatt GH et al., 2025, Core GRADE 6, BMJ 389:e083866",
        outcome_without_evidence,
    ),
    Rule(
        "direction-against-name",
        "warning",
        gettext_lazy("An outcome's name and which way is better say the same."),
        "Santesso N et al., 2020, GRADE guidelines 26, J Clin Epidemiol 119:126",
        direction_against_name,
    ),
    Rule(
        "more-than-seven-outcomes",
        "note",
        gettext_lazy("A table holds at most seven outcomes, or it is said why more."),
        "Schünemann HJ et al., 2023, Cochrane Handbook 6.4, chapter 14",
        more_than_seven_outcomes,
    ),
)
