"""Profiles remembered in the database by what they were built from: for every process, without Redis.

The key holds the hash of the evidence, what else the table shows, the language and the code. Nothing
remembered is ever out of date, and nothing that goes wrong with the memory stops a page.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction

from evidence.content_hash import content_hash
from evidence.models import RememberedProfile
from evidence.profiles.building import importance_of, profile_table
from evidence.profiles.table import ProfileTable, as_data, table_from
from evidence.profiles.words import language
from guideline.models import Question

FLOORS = (Path(__file__).parents[1], Path(__file__).parents[2] / "guideline")


def remembered_table(question: Question, evidence_hash: str) -> ProfileTable:
    """The profile of a question loaded with its evidence, whose hash the caller knows."""
    key = key_of(question, evidence_hash)
    known = RememberedProfile.objects.filter(question=question, language=language(), key=key)
    row = known.first()
    if row is not None:
        try:
            return table_from(row.table)
        except (KeyError, TypeError):
            pass  # what is kept cannot be read: it is built again
    table = profile_table(question, evidence_hash=evidence_hash)
    _keep(question, key, as_data(table))
    return table


def key_of(question: Question, evidence_hash: str) -> str:
    """What the table depends on, in one hash; no query."""
    outcomes = [
        [row.ref, *_importance(row), [_body(body) for body in row.bodies.all()]]
        for row in question.outcomes.all()
    ]
    guideline = question.guideline
    said: Mapping[str, Any] = {
        "evidence": evidence_hash,
        "outcomes": outcomes,
        "number": question.number,
        "many_outcomes_because": question.many_outcomes_because,
        "title": guideline.title,
        "labels": guideline.labels,
        "language": language(),
        "code": _code(),
    }
    return content_hash(said)


def _body(body: Any) -> list[Any]:
    """Its id, and which of its ratings two raters reconciled."""
    return [body.ref, [each.reconciled_by_id is not None for each in body.ratings.all()]]


def _importance(outcome: Any) -> list[Any]:
    parts = {item: rated.value for item, rated in outcome.importance_parts.items()}
    shown = importance_of(outcome)
    return [shown.number, shown.code, shown.basis, parts]


@lru_cache(maxsize=1)
def _code() -> str:
    """The hash of the code that builds a table: a new version builds it anew."""
    digest = hashlib.sha256()
    for floor in FLOORS:
        for module in sorted(floor.rglob("*.py")):
            if "migrations" not in module.parts:
                digest.update(module.read_bytes())
    return digest.hexdigest()


def _keep(question: Question, key: str, table: dict[str, Any]) -> None:
    # Through text once, so that numpy's numbers are plain and a limit without an end is refused here.
    try:
        plain = json.loads(json.dumps(table, allow_nan=False))
        with transaction.atomic():
            RememberedProfile.objects.update_or_create(
                question=question, language=language(), defaults={"key": key, "table": plain}
            )
    except (DatabaseError, TypeError, ValueError):
        return  # it will be built again
