"""Rows of surveys of importance, with the answers of each place and what was decided."""

from typing import Any

from guideline.models import (
    ImportanceAnswer,
    ImportanceDecision,
    ImportanceSurvey,
    PanelMember,
    Question,
)
from publication.bundle import columns
from publication.bundle.evidence_rows import Outcomes
from publication.bundle.rows import Batch, row

Data = dict[str, Any]
TABLES = (ImportanceSurvey, ImportanceAnswer, ImportanceDecision)


def add_surveys(
    data: Data,
    questions: dict[str, Question],
    outcomes: Outcomes,
    panel: dict[str, PanelMember],
) -> None:
    """Save the closed surveys of every question."""
    batch = Batch(*TABLES)
    for item in data.get("questions", []):
        for number, said in enumerate(item.get("importance_surveys", []), start=1):
            survey = row(
                ImportanceSurvey,
                said,
                columns.SURVEY,
                question=questions[item["id"]],
                number=number,
                status="closed",
            )
            batch.add(survey)
            for answer in said.get("answers", []):
                about = outcomes[item["id"], answer["outcome"]]
                more = {"survey": survey, "outcome": about, "member": panel[answer["by"]]}
                batch.add(row(ImportanceAnswer, answer, columns.SCORE, **more))
            for decision in said.get("decisions", []):
                about = outcomes[item["id"], decision["outcome"]]
                more = {"survey": survey, "outcome": about, "by": panel[decision["by"]]}
                batch.add(row(ImportanceDecision, decision, columns.DECISION, **more))
    batch.save()
