"""Outcomes: added to a question, edited, and rated for their importance to those who decide."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.changes import change, named
from guideline.codes import OUTCOME_TYPES
from guideline.models import Outcome, Question
from guideline.moments import keeps_moment
from guideline.queries import next_position, take_turns
from guideline.refs import free_ref
from guideline.text import Text, localized

PERMISSION = "guideline.edit_question"
FIELDS = (
    "name",
    "description",
    "population",
    "comparison",
    "type",
    "favours",
    "unit",
    "test",
)


def blockers_to_outcome(values: dict[str, Any], *, now: Outcome | None = None) -> list[Blocker]:
    """What is wrong with an outcome; `now` is the one that would change."""
    blockers = []
    if "name" in values and not localized(values["name"]).strip():
        blockers.append(Blocker(_("Name the outcome.")))
    kind = values.get("type", now.type if now else "narrative")
    if kind not in OUTCOME_TYPES:
        blockers.append(Blocker(_("Choose what kind of data the outcome has.")))
    if values.get("favours", "") not in ("", "lower", "higher"):
        blockers.append(Blocker(_("Say whether lower or higher is better.")))
    if values.get("test", "") not in ("", "index", "comparator"):
        blockers.append(Blocker(_("Say which of the two tests it is about.")))
    if now and kind != now.type and now.bodies.filter(results__isnull=False).exists():
        sentence = _("Results were entered as “{kind}”; they would lose their meaning.")
        blockers.append(Blocker(sentence.format(kind=now.type)))
    return blockers


def blockers_to_importance(importance: int | None) -> list[Blocker]:
    """Importance is a whole number from 1 to 9, or not rated."""
    if importance is not None and not 1 <= importance <= 9:
        return [Blocker(_("Importance is rated from 1 to 9."))]
    return []


@transaction.atomic
@keeps_moment("question")
def add_outcome(
    *, by: Any, question: Question, name: Text, importance: int | None = None, **values: Any
) -> Outcome:
    """Add an outcome to a question."""
    require(by, PERMISSION, question)
    take_turns(question)
    values = {**_only_known(values), "name": name}
    refuse_if(blockers_to_outcome(values) + blockers_to_importance(importance))
    outcome = Outcome.objects.create(
        question=question,
        ref=free_ref(localized(name), question.outcomes.values_list("ref", flat=True)),
        importance=importance,
        position=next_position(question.outcomes.all()),
        **values,
    )
    record("outcome-added", by=by, importance=importance, **about(outcome))
    return outcome


@transaction.atomic
@keeps_moment("outcome")
def edit_outcome(*, by: Any, outcome: Outcome, reason: str = "", **values: Any) -> Outcome:
    """Change what an outcome says; its kind of data stays once results were entered."""
    require(by, PERMISSION, outcome)
    values = _only_known(values)
    refuse_if(blockers_to_outcome(values, now=outcome))
    if values.get("type", outcome.type) != "diagnostic" and outcome.importance_of:
        # Without a test there is no true or false result whose importance could count.
        values["importance_of"] = {}
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


@transaction.atomic
@keeps_moment("outcome")
def rate_importance(
    *, by: Any, outcome: Outcome, importance: int | None, reason: str = ""
) -> Outcome:
    """Rate how much an outcome matters to those who decide; 7 to 9 makes it critical."""
    require(by, PERMISSION, outcome)
    refuse_if(blockers_to_importance(importance))
    before = outcome.importance
    changes = change(outcome, {"importance": importance})
    if changes:
        # Rated here and now: where the former rating came from says nothing about this one.
        change(outcome, {"importance_basis": ""})
        record(
            "importance-rated",
            by=by,
            reason=reason.strip(),
            before=_words(before),
            after=_words(importance),
            changes=changes,
            **about(outcome),
        )
    return outcome


@transaction.atomic
def revise_outcome(
    *, by: Any, outcome: Outcome, importance: int | None, reason: str = "", **values: Any
) -> Outcome:
    """Edit an outcome and rate its importance in one go: both happen, or neither."""
    edit_outcome(by=by, outcome=outcome, reason=reason, **values)
    return rate_importance(by=by, outcome=outcome, importance=importance, reason=reason)


def _words(importance: int | None) -> str:
    return _("not rated") if importance is None else str(importance)


def _only_known(values: dict[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"an outcome has no {', '.join(sorted(unknown))}")
    return values


def about(outcome: Outcome) -> dict[str, Any]:
    """What every event about an outcome says of it."""
    return {
        "guideline": outcome.guideline.slug,
        "target": f"{outcome.question.ref}/{outcome.ref}",
        "question": outcome.question.ref,
        "outcome": localized(outcome.name),
    }
