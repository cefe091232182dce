"""The shape of a survey in which the panel rated the importance of a question's outcomes."""

from typing import Annotated

from pydantic import ConfigDict, Field

from guideline.codes import SURVEY_PHASES
from guideline.importance import CLASSES, ITEMS, SCORES
from publication.bundle.shape.evidence import Score
from publication.bundle.shape.fields import Count, FilledText, Id, Moment, OneOf, Part
from publication.bundle.shape.studies import Basis

Item = Annotated[str, OneOf(ITEMS)]
Nine = Annotated[list[Count], Field(min_length=len(SCORES), max_length=len(SCORES))]


class Answer(Part):
    """The score that one place gave; `item` where one of a test's four results was scored."""

    by: Id
    outcome: Id
    item: Item | None = None
    score: Score


class ScoreCounts(Part):
    """How many gave 1, 2, ... 9, where it is not told who."""

    outcome: Id
    item: Item | None = None
    scores: Nine


class ClassDecision(Part):
    """On which side an outcome belongs whose median lies between two classes."""

    model_config = ConfigDict(alias_generator=lambda name: name.rstrip("_"))

    outcome: Id
    item: Item | None = None
    class_: Annotated[str, OneOf(CLASSES)]
    by: Id
    because: FilledText


class ImportanceSurvey(Part):
    """A closed survey: answers by place, or counts without them. The last one sets the importance."""

    phase: Annotated[str, OneOf(SURVEY_PHASES)]
    opened: Moment | None = None
    closed: Moment | None = None
    answers: list[Answer] | None = None
    counts: list[ScoreCounts] | None = None
    decisions: list[ClassDecision] | None = None
    basis: Basis | None = None
