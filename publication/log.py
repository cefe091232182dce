"""The log of a guideline as one person may read it.

The log must not tell what pages hide: who has voted while a round runs, and anything about a
question for which the reader has to leave the room (`voting/visibility.py`).
"""

from django.db.models import Q, QuerySet

from audit.models import Event
from audit.queries import history
from guideline.models import Conflict, Guideline, ImportanceSurvey, Question
from guideline.survey_visibility import Viewer, survey_sight
from publication.reader import Reader
from voting.models import Recommendation, Round
from voting.visibility import OFFICERS

# Who took part in a poll nobody reads, for few answers without names would soon have one.
POLLED = ("poll-answered", "poll-answer-changed")
ANSWERS = ("importance-answered", "importance-answer-changed")
BALLOTS = (
    "ballot-cast",
    "ballot-changed",
    "ballot-cast-by-proxy",
    "ballot-changed-by-proxy",
    "secret-ballot-cast",
    "secret-ballot-changed",
)


def readable_history(guideline: Guideline, reader: Reader) -> QuerySet[Event]:
    """What happened in the guideline, newest first, without what this reader may not know."""
    hidden = _turnout(guideline, reader) | _answering(guideline, reader) | _room(guideline, reader)
    return history(guideline.slug).exclude(hidden).exclude(verb__in=POLLED)


def targets_of(guideline: Guideline, reader: Reader) -> list[str]:
    """Everything that an event in the reader's log is about."""
    rows = readable_history(guideline, reader).exclude(target="").order_by("target")
    return list(rows.values_list("target", flat=True).distinct())


def counts_votes(reader: Reader) -> bool:
    """Whether the reader may know how many have voted while a round runs.

    Numbers of events tell it to everybody who sees them: the ballots are the gaps.
    """
    return reader.place is not None and reader.place.role in OFFICERS


def _turnout(guideline: Guideline, reader: Reader) -> Q:
    """Ballots of running rounds, which only those who run the round may count."""
    if counts_votes(reader):
        return Q(pk=None)
    running = Round.every.filter(recommendation__guideline=guideline, status="open")
    hidden = Q(pk=None)
    for each in running.select_related("recommendation"):
        hidden |= Q(verb__in=BALLOTS, target=each.recommendation.ref, facts__round=each.label)
    return hidden


def _answering(guideline: Guideline, reader: Reader) -> Q:
    """Who has answered an open survey, which only those who run it may know."""
    viewer = Viewer(reader.place.role if reader.place else None)
    if survey_sight(viewer, is_open=True).turnout:
        return Q(pk=None)
    running = ImportanceSurvey.objects.filter(question__guideline=guideline, status="open")
    hidden = Q(pk=None)
    for ref, number in running.values_list("question__ref", "number"):
        hidden |= Q(verb__in=ANSWERS, target=ref, facts__survey=number)
    return hidden


def _room(guideline: Guideline, reader: Reader) -> Q:
    """Questions for which the reader leaves the room, with their outcomes and recommendations."""
    interests = Conflict.objects.filter(member=reader.place, action="leave-room")
    left = set(interests.values_list("question", flat=True))
    if not left:
        return Q(pk=None)
    questions = guideline.questions.all() if None in left else Question.objects.filter(pk__in=left)
    refs = {
        *questions.values_list("ref", flat=True),
        *Recommendation.objects.filter(question__in=questions).values_list("ref", flat=True),
    }
    # A missing key is NULL, which an exclusion would take for a yes.
    hidden = Q(target__in=refs) | Q(facts__has_key="question", facts__question__in=refs)
    for ref in refs:
        hidden |= Q(target__startswith=f"{ref}/")
    return hidden
