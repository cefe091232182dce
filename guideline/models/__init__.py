from guideline.models.conflict import Conflict, ConflictDecision, Declaration
from guideline.models.guideline import Guideline
from guideline.models.importance_survey import (
    ImportanceAnswer,
    ImportanceDecision,
    ImportanceSurvey,
)
from guideline.models.interest import SocietyInterest
from guideline.models.meeting import Attendance, Meeting
from guideline.models.moment import Moment
from guideline.models.outcome import Outcome
from guideline.models.panel import PanelMember
from guideline.models.question import Question
from guideline.models.topic import Group, Topic

__all__ = [
    "Attendance",
    "Conflict",
    "ConflictDecision",
    "Declaration",
    "Group",
    "Guideline",
    "ImportanceAnswer",
    "ImportanceDecision",
    "ImportanceSurvey",
    "Meeting",
    "Moment",
    "Outcome",
    "PanelMember",
    "Question",
    "SocietyInterest",
    "Topic",
]
