from guideline.models.conflict import Conflict
from guideline.models.guideline import Guideline
from guideline.models.importance_survey import (
    ImportanceAnswer,
    ImportanceDecision,
    ImportanceSurvey,
)
from guideline.models.moment import Moment
from guideline.models.outcome import Outcome
from guideline.models.panel import PanelMember
from guideline.models.question import Question
from guideline.models.topic import Group, Topic

__all__ = [
    "Conflict",
    "Group",
    "Guideline",
    "ImportanceAnswer",
    "ImportanceDecision",
    "ImportanceSurvey",
    "Moment",
    "Outcome",
    "PanelMember",
    "Question",
    "Topic",
]
