"""Declared interests as pages list them: one for each declaration, with its rows and its history."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from guideline.actions.conflicts import pending_on
from guideline.models import Conflict, ConflictDecision, Declaration
from guideline.text import localized
from guideline.words import words


@dataclass
class Declared:
    """An interest as it was declared, with a row for each question that is decided on apart."""

    first: Conflict
    rows: list[Conflict] = field(default_factory=list)

    @property
    def history(self) -> list["Past"]:
        """What was declared and decided, the first first."""
        past = [_declared(each) for each in self.first.declarations.all()]
        for row in self.rows:
            past += [_decided(row, each) for each in row.decisions.all()]
        return sorted(past, key=lambda each: each.at)

    @property
    def waits(self) -> bool:
        """Whether any of its rows waits for a decision, or for a second person."""
        return any(row.waits_for_decision or pending_on(row) for row in self.rows)


@dataclass(frozen=True)
class Past:
    """One deed of the past: who did what and when, and what it came to."""

    at: datetime
    who: str
    what: str
    content: str


def declared_interests(rows: Iterable[Conflict]) -> list[Declared]:
    """The interests that these rows belong to, in the rows' order."""
    found: dict[int, Declared] = {}
    for row in rows:
        key = row.first_id or row.pk
        if key not in found:
            found[key] = Declared(row)
        if row.first_id is None:
            found[key].first = row
        found[key].rows.append(row)
    return list(found.values())


def _declared(version: Declaration) -> Past:
    said = version.content
    parts = [
        words(said.get("kind")),
        said.get("interest", ""),
        localized(said.get("party")),
        words(said.get("whose")),
        words(said.get("amount_band")),
        _years(said),
        ", ".join(said.get("questions", [])) or _("every question"),
        version.reason,
    ]
    content = "; ".join(part for part in parts if part)
    return Past(version.at, str(version.by or ""), words(version.deed), content)


def _years(said: dict[str, Any]) -> str:
    first, last = said.get("year_from"), said.get("year_to")
    return f"{first or ''}–{last or ''}" if first or last else ""


def _decided(row: Conflict, decision: ConflictDecision) -> Past:
    about = row.question_ref or _("every question")
    what = _("decided") if decision.in_force_at else _("decided, not confirmed")
    who = str(decision.by)
    if decision.second:
        who = _("{first}, confirmed by {second}").format(first=who, second=decision.second)
    content = f"{about}: {words(decision.action)}. {decision.because}"
    return Past(decision.in_force_at or decision.at, who, what, content)
