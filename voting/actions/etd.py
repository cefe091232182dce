"""Judging: one criterion on the way from evidence to decision."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.permits import require
from audit.actions import record
from guideline.models import Question
from guideline.text import Text
from voting.codes import ANSWERS, criteria_of
from voting.models import EtdJudgement, Recommendation


class UnknownAnswer(ValueError):
    """A criterion that does not exist, or an answer that is not one of its standard answers."""


@transaction.atomic
def judge_criterion(
    *,
    by: Any,
    question: Question,
    criterion: str,
    judgement: str,
    evidence: Text = None,
    considerations: Text = None,
    recommendation: Recommendation | None = None,
) -> EtdJudgement | None:
    """Record the panel's judgement of one criterion; the judgement it replaces stays in the log.

    With a recommendation it holds for that one alone (its population is narrower), and where that
    says nothing any longer, the question's judgement counts again. An empty judgement leaves the
    criterion open. Returns None where nothing is said.
    """
    require(by, "voting.judge_etd", question)
    asked = criterion in criteria_of(question.type)
    if not asked or judgement not in ("", *ANSWERS[criterion]):
        raise UnknownAnswer(f"{judgement!r} is no answer to {criterion!r}")
    said = {
        "judgement": judgement,
        "evidence": evidence or None,
        "considerations": considerations or None,
    }
    row = EtdJudgement.objects.filter(
        question=question, recommendation=recommendation, criterion=criterion
    ).first()
    before = {field: getattr(row, field) for field in said} if row else None
    if said == (before or {"judgement": "", "evidence": None, "considerations": None}):
        return row
    if row and recommendation and not any(said.values()):
        _tell(
            by,
            EtdJudgement(question=question, recommendation=recommendation, criterion=criterion),
            before,
        )
        row.delete()
        return None
    row = row or EtdJudgement(question=question, recommendation=recommendation, criterion=criterion)
    row.by, row.at, row.basis = by, timezone.now(), ""
    for field, value in said.items():
        setattr(row, field, value)
    row.save()
    _tell(by, row, before)
    return row


def _tell(by: Any, row: EtdJudgement, before: dict[str, Any] | None) -> None:
    about = row.recommendation or row.question
    record(
        "criterion-judged" if row.judgement else "criterion-left-open",
        by=by,
        guideline=row.question.guideline.slug,
        target=about.ref,
        criterion=row.criterion,
        judgement=row.judgement,
        before=before,
    )
