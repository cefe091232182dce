"""A review from RevMan taken over into a question: chosen outcomes with their studies and results."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.codes import STUDY_DESIGNS
from evidence.imports.revman.plan import Plan, PlannedOutcome
from evidence.models import Body, Study, StudyResult
from evidence.queries import primary_body
from guideline.models import Outcome, Question
from guideline.moments import keeps_moment
from guideline.queries import next_position, take_turns
from guideline.refs import free_ref
from guideline.text import localized

PERMISSION = "evidence.edit_evidence"
TO_ADD_OUTCOMES = "guideline.edit_question"


@dataclass(frozen=True)
class TakenOver:
    """How much was added."""

    outcomes: int
    studies: int
    results: int


def blockers_to_import(
    question: Question, plan: Plan, chosen: Collection[str], design: str
) -> list[Blocker]:
    """Everything that stands in the way of taking over the chosen outcomes."""
    wanted = _wanted(plan, chosen)
    blockers = []
    if not wanted:
        blockers.append(Blocker(_("Choose at least one outcome.")))
    if design not in STUDY_DESIGNS:
        blockers.append(Blocker(_("Choose the design of the studies.")))
    if set(chosen) - {outcome.id for outcome in plan.outcomes}:
        blockers.append(Blocker(_("The file has no such outcome.")))
    for planned in wanted:
        sentences = _wrong_with(question, plan, planned)
        blockers += [Blocker(f"{planned.name}: {sentence}") for sentence in sentences]
    return blockers


@transaction.atomic
@keeps_moment("question")
def import_revman(
    *, by: Any, question: Question, plan: Plan, chosen: Collection[str], design: str
) -> TakenOver:
    """Add the chosen outcomes of a file with their studies and results, all or nothing.

    An outcome of the same name takes the results in; a study of the same label is that study. `by` is
    None where the program itself is asked, by whoever runs its server.
    """
    if by is not None:
        require(by, PERMISSION, question)
        require(by, TO_ADD_OUTCOMES, question)
    take_turns(question)
    refuse_if(blockers_to_import(question, plan, chosen, design))
    wanted = _wanted(plan, chosen)
    studies, added = _studies(question, plan, wanted, design)
    results = sum(_take_over(question, planned, studies) for planned in wanted)
    done = TakenOver(len(wanted), added, results)
    record(
        "revman-imported",
        by=by,
        guideline=question.guideline.slug,
        target=question.ref,
        file=plan.file,
        sha256=plan.sha256,
        outcomes=done.outcomes,
        studies=done.studies,
        results=done.results,
        taken=[{"id": each.id, "name": each.name, "rows": len(each.rows)} for each in wanted],
    )
    return done


def _wanted(plan: Plan, chosen: Collection[str]) -> list[PlannedOutcome]:
    return [outcome for outcome in plan.outcomes if outcome.id in chosen]


def _wrong_with(question: Question, plan: Plan, planned: PlannedOutcome) -> Iterator[str]:
    if not planned.rows:
        yield _("it has no rows that can be kept.")
    outcome = _outcome_named(question, planned.name)
    if outcome is not None and outcome.type != planned.kind:
        yield _("the question has an outcome of this name with another kind of data.")
    present = _present(outcome)
    for row in planned.rows:
        label = plan.studies[row.study].label
        identity = label.casefold(), row.population.strip()
        if identity in present:
            sentence = _("{study} has a result already, or stands twice in this group.")
            yield sentence.format(study=label)
        present.add(identity)


def _present(outcome: Outcome | None) -> set[tuple[str, str]]:
    """Labels of studies with populations that the outcome's counting body has results of."""
    body = primary_body(outcome) if outcome else None
    rows = body.results.select_related("study") if body else ()
    return {(row.study.label.casefold(), localized(row.population).strip()) for row in rows}


def _outcome_named(question: Question, name: str) -> Outcome | None:
    wanted = name.casefold()
    for outcome in question.outcomes.all():
        if localized(outcome.name).casefold() == wanted:
            return outcome
    return None


def _studies(
    question: Question, plan: Plan, wanted: Sequence[PlannedOutcome], design: str
) -> tuple[dict[str, Study], int]:
    """The study of each id in the file, those that are new added, and how many those are."""
    used = {row.study for outcome in wanted for row in outcome.rows}
    present = {study.label.casefold(): study for study in question.studies.all()}
    refs = [study.ref for study in present.values()]
    position, studies, added = next_position(question.studies.all()), {}, 0
    for id_, planned in plan.studies.items():
        if id_ not in used:
            continue
        study = present.get(planned.label.casefold())
        if study is None:
            study = Study.objects.create(
                question=question,
                ref=free_ref(planned.label, refs),
                label=planned.label,
                design=design,
                year=planned.year,
                citation=planned.citation,
                doi=planned.doi,
                pmid=planned.pmid,
                position=position + added,
            )
            refs.append(study.ref)
            added += 1
        studies[id_] = study
    return studies, added


def _take_over(question: Question, planned: PlannedOutcome, studies: dict[str, Study]) -> int:
    body = _body(question, planned)
    first = next_position(body.results.all())
    note = _("Events and non-events are swapped, as in RevMan.") if planned.is_swapped else None
    rows = [
        StudyResult(
            body=body,
            study=studies[row.study],
            population=row.population.strip() or None,
            note=note,
            position=first + at,
            **row.figures,
        )
        for at, row in enumerate(planned.rows)
    ]
    return len(StudyResult.objects.bulk_create(rows))


def _body(question: Question, planned: PlannedOutcome) -> Body:
    """The outcome's body that counts; one without results is pooled as in the file."""
    outcome = _outcome_named(question, planned.name) or Outcome.objects.create(
        question=question,
        ref=free_ref(planned.name, question.outcomes.values_list("ref", flat=True)),
        name=planned.name,
        type=planned.kind,
        position=next_position(question.outcomes.all()),
    )
    body = primary_body(outcome) or Body.objects.create(outcome=outcome)
    if planned.synthesis and not body.synthesis and not body.results.exists():
        body.synthesis = dict(planned.synthesis)
        body.save(update_fields=["synthesis"])
    return body
