"""Screening: records come in, are decided on by title and abstract, then in full, and become studies."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.actions.studies import add_study
from evidence.citations import Citation, read_citations
from evidence.codes import SCREENING_DECISIONS
from evidence.models import Record, Study
from evidence.prisma import EXCLUDE, INCLUDE
from evidence.problems import of_line
from guideline.changes import change
from guideline.models import Question
from guideline.moments import keeps_moment
from guideline.queries import next_position, take_turns
from guideline.refs import next_ref

PERMISSION = "evidence.screen_record"


def blockers_to_citations(text: str) -> list[Blocker]:
    """What is wrong with pasted citations, line by line."""
    return [Blocker(of_line(problem)) for problem in read_citations(text)[1]]


@transaction.atomic
def add_records(*, by: Any, question: Question, text: str) -> list[Record]:
    """Add the citations of a text, one per line: all of them, or none when a line is wrong.

    A citation that is there already is added too: duplicates are counted, not lost.
    """
    require(by, PERMISSION, question)
    refuse_if(blockers_to_citations(text))
    take_turns(question)
    citations, _problems = read_citations(text)
    records = Record.objects.bulk_create(_rows(question, citations))
    _tell("records-added", by, question, count=len(records))
    return records


def blockers_to_title_decision(record: Record, decision: str) -> list[Blocker]:
    """What stands in the way of a decision on title and abstract."""
    if decision not in SCREENING_DECISIONS:
        return [Blocker(_("Choose whether to include or to exclude the record."))]
    if decision == EXCLUDE and record.full_text:
        return [Blocker(_("The record was already assessed in full."))]
    return []


@transaction.atomic
def decide_on_title(*, by: Any, record: Record, decision: str, reason: str = "") -> Record:
    """Keep or set aside a record by its title and abstract."""
    require(by, PERMISSION, record)
    refuse_if(blockers_to_title_decision(record, decision))
    reason = reason.strip() if decision == EXCLUDE else ""
    changes = change(record, {"title_abstract": decision, "reason": reason})
    if changes:
        _tell("record-screened", by, record.question, record, decision=decision, changes=changes)
    return record


def blockers_to_full_text_decision(record: Record, decision: str, reason: str) -> list[Blocker]:
    """What stands in the way of a decision on the full text."""
    blockers = []
    if decision not in SCREENING_DECISIONS:
        blockers.append(Blocker(_("Choose whether to include or to exclude the record.")))
    if record.title_abstract != INCLUDE:
        blockers.append(Blocker(_("Decide on its title and abstract first.")))
    if decision == EXCLUDE and not reason.strip():
        blockers.append(Blocker(_("Give the reason for excluding the full text.")))
    if decision == EXCLUDE and record.study_id:
        sentence = _("It was included as the study {study}.")
        blockers.append(Blocker(sentence.format(study=record.study)))
    return blockers


@transaction.atomic
def decide_on_full_text(*, by: Any, record: Record, decision: str, reason: str = "") -> Record:
    """Keep or set aside a record by its full text; setting aside needs a reason."""
    require(by, PERMISSION, record)
    refuse_if(blockers_to_full_text_decision(record, decision, reason))
    reason = reason.strip() if decision == EXCLUDE else ""
    changes = change(record, {"full_text": decision, "reason": reason})
    if changes:
        _tell("full-text-assessed", by, record.question, record, decision=decision, changes=changes)
    return record


def blockers_to_including(record: Record) -> list[Blocker]:
    """What stands in the way of a record becoming a study."""
    blockers = []
    if record.full_text != INCLUDE:
        blockers.append(Blocker(_("Include its full text first.")))
    if record.study_id:
        sentence = _("It is already included as the study {study}.")
        blockers.append(Blocker(sentence.format(study=record.study)))
    return blockers


@transaction.atomic
@keeps_moment("record")
def include_as_study(*, by: Any, record: Record, label: str, design: str) -> Study:
    """Make a study of a record that screening kept."""
    require(by, PERMISSION, record)
    refuse_if(blockers_to_including(record))
    study = add_study(
        by=by,
        question=record.question,
        label=label,
        design=design,
        year=record.year,
        citation=record.title,
        doi=record.doi,
        pmid=record.pmid,
    )
    record.study = study
    record.save(update_fields=["study"])
    return study


def _rows(question: Question, citations: list[Citation]) -> list[Record]:
    taken = set(question.records.values_list("ref", flat=True))
    position = next_position(question.records.all())
    rows = []
    first = int(next_ref("r", taken).removeprefix("r"))
    for offset, citation in enumerate(citations):
        rows.append(
            Record(
                question=question,
                ref=f"r{first + offset}",
                title=citation.title,
                source=citation.source,
                year=citation.year,
                doi=citation.doi,
                pmid=citation.pmid,
                position=position + offset,
            )
        )
    return rows


def _tell(
    verb: str, by: Any, question: Question, citation: Record | None = None, **facts: Any
) -> None:
    """Record an event on a question, or on one of its records."""
    target = question.ref
    if citation is not None:
        target = f"{question.ref}/{citation.ref}"
        facts |= {"record": str(citation)[:200]}
    record(
        verb,
        by=by,
        guideline=question.guideline.slug,
        target=target,
        reason=citation.reason if citation else "",
        question=question.ref,
        **facts,
    )
