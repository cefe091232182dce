"""The list of a question's outcomes: copied from another question, put in order, shortened."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.actions.outcomes import PERMISSION, about
from guideline.models import Outcome, Question
from guideline.moments import keeps_moment
from guideline.order import change_places
from guideline.queries import next_position, take_turns

# What describes an outcome wherever it is asked about. Baseline risks and prevalences belong to the
# population of one question; studies, results and ratings to its evidence.
COPIED = (
    "name",
    "description",
    "importance",
    "importance_of",
    "importance_basis",
    "type",
    "favours",
    "unit",
    "test",
    "thresholds",
)


def blockers_to_copying(question: Question, source: Question, refs: Iterable[str]) -> list[Blocker]:
    """Everything that stands in the way of taking these outcomes over."""
    if source.guideline_id != question.guideline_id:
        return [Blocker(_("The question belongs to another guideline."))]
    if source.pk == question.pk:
        return [Blocker(_("Choose another question than this one."))]
    wanted = list(refs)
    if not wanted:
        return [Blocker(_("Choose at least one outcome."))]
    known = set(source.outcomes.values_list("ref", flat=True))
    taken = {outcome.ref: outcome for outcome in question.outcomes.all()}
    blockers = []
    for ref in wanted:
        if ref not in known:
            sentence = _("“{ref}” is no outcome of the other question.")
            blockers.append(Blocker(sentence.format(ref=ref)))
        elif ref in taken:
            sentence = _("“{outcome}” ({ref}) is here already.")
            blockers.append(Blocker(sentence.format(outcome=taken[ref], ref=ref)))
    return blockers


@transaction.atomic
@keeps_moment("question")
def copy_outcomes(
    *, by: Any, question: Question, source: Question, refs: Iterable[str]
) -> list[Outcome]:
    """Take outcomes over from another question of the guideline, without any evidence.

    Deleting them again undoes it.
    """
    require(by, PERMISSION, question)
    take_turns(question)
    wanted = list(dict.fromkeys(refs))
    refuse_if(blockers_to_copying(question, source, wanted))
    at = next_position(question.outcomes.all())
    rows = source.outcomes.filter(ref__in=wanted).order_by("position", "id")
    copies = [
        Outcome(
            question=question,
            ref=row.ref,
            position=at + number,
            **{field: getattr(row, field) for field in COPIED},
        )
        for number, row in enumerate(rows)
    ]
    made = Outcome.objects.bulk_create(copies)
    record(
        "outcomes-copied",
        by=by,
        guideline=question.guideline.slug,
        target=question.ref,
        question=question.ref,
        source=source.ref,
        outcomes=[outcome.ref for outcome in made],
        names=", ".join(map(str, made)),
    )
    return made


@transaction.atomic
def move_outcome(*, by: Any, outcome: Outcome, up: bool) -> None:
    """Let an outcome change places with the one before or after it; at the end it stays."""
    require(by, PERMISSION, outcome)
    take_turns(outcome.question)
    moved = change_places(outcome.question.outcomes, outcome, up=up)
    if moved is None:
        return
    before, after = moved
    record("outcome-moved", by=by, before=before, after=after, **about(outcome))


def blockers_to_deleting(outcome: Outcome) -> list[Blocker]:
    """What would be lost with the outcome."""
    blockers = []
    bodies = outcome.bodies.all()
    if bodies.filter(results__isnull=False).exists():
        blockers.append(Blocker(_("It has results of studies.")))
    if bodies.filter(ratings__isnull=False).exists():
        blockers.append(Blocker(_("The certainty of its evidence is rated.")))
    if any(body.reported or body.narrative for body in bodies):
        blockers.append(Blocker(_("Its evidence is described.")))
    if outcome.critical_to.exists() or outcome.question.recommendations.filter(
        sufficient_outcome=outcome
    ):
        blockers.append(Blocker(_("A recommendation names it.")))
    surveys = outcome.question.importance_surveys.all()
    if any(survey.counts_on(outcome) for survey in surveys):
        blockers.append(Blocker(_("The panel rated its importance in a survey.")))
    return blockers


@transaction.atomic
@keeps_moment("outcome")
def delete_outcome(*, by: Any, outcome: Outcome) -> None:
    """Take an outcome off the list that nothing rests on yet."""
    require(by, PERMISSION, outcome)
    take_turns(outcome.question)
    # An answer to an open survey waits here, or is found: none goes with the outcome unseen.
    list(outcome.question.importance_surveys.select_for_update(no_key=True))
    refuse_if(blockers_to_deleting(outcome))
    record("outcome-deleted", by=by, **about(outcome))
    outcome.delete()
