"""From a bundle to rows: a whole guideline in one transaction, or nothing of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model

from audit.actions import record
from evidence.fingerprint import taken_of_loaded, with_evidence
from guideline.models import (
    Conflict,
    Group,
    Guideline,
    PanelMember,
    Question,
    SocietyInterest,
    Topic,
)
from guideline.moments import Taken, keep_first_moments
from publication.bundle import columns
from publication.bundle.evidence_rows import add_evidence
from publication.bundle.exporting import data_of
from publication.bundle.hearing_rows import add_hearings
from publication.bundle.importance_rows import add_surveys
from publication.bundle.meeting_rows import add_meetings
from publication.bundle.normal import first_difference, normal
from publication.bundle.poll_rows import add_polls
from publication.bundle.problems import BundleRefused, Problem, refusal
from publication.bundle.rows import row
from publication.bundle.shape import Bundle
from publication.bundle.voting_rows import add_recommendations
from publication.models import SwitchedOffCheck

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the guideline, and whether it is new (else it was there, the same)."""

    guideline: Guideline
    is_new: bool


@transaction.atomic
def import_guideline(bundle: Bundle, *, by: Any = None) -> Imported:
    """Store a bundle as a guideline.

    A guideline that is there with the same content is left as it is; with other content the bundle
    is refused (BundleRefused), naming the first difference. `by` is None for the program itself.
    """
    data = normal(bundle)
    stored = Guideline.objects.filter(slug=bundle.guideline.slug).first()
    if stored:
        # With or without what single raters judged: a file may leave out what is not reconciled.
        if data != data_of(stored, with_blind_ratings=True):
            _refuse_other(data_of(stored), data)
        return Imported(stored, is_new=False)
    guideline, taken = _add(data)
    questions = data.get("questions", [])
    event = record("guideline-imported", by=by, guideline=guideline.slug, questions=len(questions))
    keep_first_moments(taken, event=event)
    return Imported(guideline, is_new=True)


def _refuse_other(stored: Data, offered: Data) -> None:
    difference = first_difference(stored, offered)
    if difference:
        slug = offered["guideline"]["slug"]
        there = Problem("guideline.slug", f"{slug} is there already, with other content")
        raise BundleRefused([there, difference])


def _add(data: Data) -> tuple[Guideline, list[tuple[Question, Taken]]]:
    """The rows of a bundle: the guideline, and the evidence of each of its questions."""
    guideline = _guideline(data)
    topics = _titled(Topic, guideline, data.get("topics", []))
    questions = _questions(guideline, data.get("questions", []), topics)
    panel = _panel(guideline, data.get("panel", []), questions)
    _groups(guideline, data.get("groups", []), questions)
    outcomes = add_evidence(data, questions, panel)
    add_surveys(data, questions, outcomes, panel)
    taken = [
        (question, taken_of_loaded(question))
        for question in with_evidence(guideline.questions.all())
    ]
    # What the rounds of each question voted on: the evidence that the bundle holds.
    hashes = {question.ref: each.evidence_hash for question, each in taken}
    add_recommendations(data, guideline, questions, outcomes, panel, hashes)
    add_polls(data, questions, guideline)
    SocietyInterest.objects.bulk_create(
        row(SocietyInterest, item, columns.SOCIETY_INTEREST, guideline=guideline, position=place)
        for place, item in enumerate(data.get("society_interests", []))
    )
    add_meetings(guideline, data.get("meetings", []), questions, panel)
    add_hearings(guideline, data.get("hearings", []))
    return guideline, taken


def _guideline(data: Data) -> Guideline:
    guideline = row(Guideline, data["guideline"], columns.GUIDELINE, stage=_stage(data))
    guideline.decision_rule = guideline.decision_rule or "over-70"
    try:
        with transaction.atomic():
            guideline.save(force_insert=True)
    except IntegrityError:
        raise refusal("another import of it came first; try again", "guideline.slug") from None
    SwitchedOffCheck.objects.bulk_create(
        row(SwitchedOffCheck, item, columns.CHECK_OFF, guideline=guideline)
        for item in data["guideline"].get("checks_off", [])
    )
    return guideline


def _stage(data: Data) -> str:
    """How far the work has come, by what there is of it."""
    questions = data.get("questions", [])
    if any(question.get("recommendations") for question in questions):
        return "deliberation"
    has_evidence = any(
        question.get("studies") or question.get("searches") for question in questions
    )
    return "evidence" if has_evidence else "scope"


def _titled(model: type[Model], guideline: Guideline, items: list[Data]) -> dict[str, Any]:
    rows = [
        row(model, item, columns.TITLED, guideline=guideline, position=place)
        for place, item in enumerate(items)
    ]
    return {each.ref: each for each in model._default_manager.bulk_create(rows)}


def _questions(
    guideline: Guideline, items: list[Data], topics: dict[str, Topic]
) -> dict[str, Question]:
    rows = [
        row(
            Question,
            item,
            columns.QUESTION,
            guideline=guideline,
            topic=topics.get(item.get("topic", "")),
            position=place,
        )
        for place, item in enumerate(items)
    ]
    return {each.ref: each for each in Question.objects.bulk_create(rows)}


def _panel(
    guideline: Guideline, items: list[Data], questions: dict[str, Question]
) -> dict[str, PanelMember]:
    rows = [
        row(PanelMember, item, columns.PLACE, guideline=guideline, position=place)
        for place, item in enumerate(items)
    ]
    panel = {each.ref: each for each in PanelMember.objects.bulk_create(rows)}
    Conflict.objects.bulk_create(_conflicts(items, panel, questions))
    return panel


def _conflicts(
    items: list[Data], panel: dict[str, PanelMember], questions: dict[str, Question]
) -> Iterator[Conflict]:
    for item in items:
        for place, conflict in enumerate(item.get("conflicts", [])):
            yield row(
                Conflict,
                conflict,
                columns.CONFLICT,
                member=panel[item["id"]],
                question=questions.get(conflict.get("question")),
                position=place,
            )


def _groups(guideline: Guideline, items: list[Data], questions: dict[str, Question]) -> None:
    groups = _titled(Group, guideline, items)
    through = Group.questions.through
    through._default_manager.bulk_create(
        through(group=groups[item["id"]], question=questions[ref])
        for item in items
        for ref in item.get("questions", [])
    )
