"""Searches, and the counts of a screening that was done elsewhere."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.models import Flow, Search
from evidence.prisma import counts_of_flow
from guideline.changes import change
from guideline.models import Question
from guideline.moments import keeps_moment
from guideline.queries import next_position

PERMISSION = "evidence.edit_evidence"


def blockers_to_search(
    source: str, covers_from: date | None, covers_to: date | None, records: int | None
) -> list[Blocker]:
    """What is wrong with a search."""
    blockers = []
    if not source.strip():
        blockers.append(Blocker(_("Say which source was searched.")))
    if covers_from and covers_to and covers_from > covers_to:
        blockers.append(Blocker(_("The search covers from a later day than it covers to.")))
    if records is not None and records < 0:
        blockers.append(Blocker(_("A search cannot find fewer than no records.")))
    return blockers


@transaction.atomic
@keeps_moment("question")
def record_search(
    *,
    by: Any,
    question: Question,
    source: str,
    run_on: date | None = None,
    covers_from: date | None = None,
    covers_to: date | None = None,
    strategy: str = "",
    records: int | None = None,
) -> Search:
    """Record that a source was searched, how, and how many records it gave."""
    require(by, PERMISSION, question)
    refuse_if(blockers_to_search(source, covers_from, covers_to, records))
    search = Search.objects.create(
        question=question,
        source=source.strip(),
        run_on=run_on,
        covers_from=covers_from,
        covers_to=covers_to,
        strategy=strategy.strip(),
        records=records,
        position=next_position(question.searches.all()),
    )
    record("search-recorded", by=by, source=search.source, records=records, **_about(question))
    return search


def blockers_to_flow(question: Question, values: dict[str, Any]) -> list[Blocker]:
    """What is wrong with counts: none below zero, and no more taken away than there was."""
    reasons = values.get("excluded_on_full_text") or []
    counts = [values.get(name) for name in ("duplicates", "excluded_on_title", "not_retrieved")]
    blockers = []
    if any(count is not None and count < 0 for count in (*counts, *_records(reasons))):
        blockers.append(Blocker(_("A count cannot be below zero.")))
    if any(not row["reason"].strip() for row in reasons):
        blockers.append(Blocker(_("Give the reason for each count of excluded full texts.")))
    found = list(question.searches.values_list("records", flat=True))
    if not blockers and counts_of_flow(found, values).contradicts:
        blockers.append(Blocker(_("More records are taken away than the searches found.")))
    if question.records.exists():
        blockers.append(Blocker(_("The records are screened here, so their counts are derived.")))
    return blockers


@transaction.atomic
@keeps_moment("question")
def import_flow(
    *,
    by: Any,
    question: Question,
    duplicates: int | None = None,
    excluded_on_title: int | None = None,
    not_retrieved: int | None = None,
    excluded_on_full_text: list[dict[str, Any]] | None = None,
) -> Flow:
    """Take over the counts of a screening that was done elsewhere; given again, they are replaced."""
    require(by, PERMISSION, question)
    values: dict[str, Any] = {
        "duplicates": duplicates,
        "excluded_on_title": excluded_on_title,
        "not_retrieved": not_retrieved,
        "excluded_on_full_text": excluded_on_full_text or [],
    }
    refuse_if(blockers_to_flow(question, values))
    flow, _created = Flow.objects.get_or_create(question=question)
    changes = change(flow, {**values, "basis": ""})
    if changes:
        record("flow-imported", by=by, changes=changes, **_about(question))
    return flow


def _records(reasons: list[dict[str, Any]]) -> list[int]:
    return [row["records"] for row in reasons]


def _about(question: Question) -> dict[str, Any]:
    return {"guideline": question.guideline.slug, "target": question.ref}
