"""The overview of a guideline as rows: one for each recommendation, by topic, with what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from guideline.models import Group, Topic
from publication.chain import Chain, QuestionChain, RecommendationChain
from publication.progress import State, state_of, state_without_recommendation
from publication.reader import Reader


@dataclass(frozen=True, slots=True)
class Row:
    """One recommendation, or a question that has none yet; what may not be shown is left out."""

    question: QuestionChain
    state: State
    is_mine: bool = False
    chained: RecommendationChain | None = None
    shows_result: bool = False
    shows_votes: bool = False

    @property
    def href(self) -> str:
        """Where the reader goes on: to the deed, if it waits for their role, else to the question."""
        if self.is_mine:
            return self.state.href
        return self.question.question.get_absolute_url()

    @property
    def flags(self) -> list[str]:
        """What stands beside the result, but for what the state says already."""
        flags = self.chained.derived.flags if self.chained else ()
        return [each for each in flags if each != self.state.flag]


@dataclass(slots=True)
class Chapter:
    """A topic with its rows; None for questions without a topic."""

    topic: Topic | None
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What one role must do on some rows."""

    who: str
    words: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of the flowchart with what was recommended on its questions."""

    group: Group
    rows: list[Row]


def chapters_of(chain: Chain, reader: Reader) -> list[Chapter]:
    """The clinical questions by topic, in the guideline's order."""
    chapters: dict[int | None, Chapter] = {
        topic.pk: Chapter(topic) for topic in chain.guideline.topics.all()
    }
    for question in chain.clinical:
        topic_id = question.question.topic_id
        chapters.setdefault(topic_id, Chapter(None)).rows.extend(_rows_of(question, reader))
    return [chapter for chapter in chapters.values() if chapter.rows]


def leaves_of(chain: Chain, chapters: Iterable[Chapter]) -> list[Leaf]:
    """The flowchart's leaves, each with the rows of its questions."""
    rows = [row for chapter in chapters for row in chapter.rows]
    leaves = []
    for group in chain.guideline.groups.prefetch_related("questions"):
        pks = {question.pk for question in group.questions.all()}
        leaves.append(Leaf(group, [row for row in rows if row.question.question.pk in pks]))
    return leaves


def waiting(chapters: Iterable[Chapter]) -> list[Waiting]:
    """Who must act and on what, what waits in the same way taken together."""
    found: dict[tuple[str, str], list[Row]] = {}
    for chapter in chapters:
        for row in chapter.rows:
            if row.state.who:
                found.setdefault((row.state.who, row.state.words), []).append(row)
    return [Waiting(who, words, rows) for (who, words), rows in found.items()]


def set_aside(chain: Chain) -> list[Any]:
    """The questions that the guideline does not answer, with their status."""
    return [each.question for each in chain.questions if not each.question.is_clinical]


def _rows_of(question: QuestionChain, reader: Reader) -> list[Row]:
    if not question.recommendations:
        state = state_without_recommendation(question)
        return [Row(question, state, is_mine=reader.is_meant(state.who))]
    return [_row(question, each, reader) for each in question.recommendations]


def _row(question: QuestionChain, each: RecommendationChain, reader: Reader) -> Row:
    state = state_of(question, each)
    return Row(
        question,
        state,
        is_mine=reader.is_meant(state.who) and reader.stays(question),
        chained=each if reader.drafts(question) else None,
        shows_result=reader.result(question, each),
        shows_votes=reader.votes(question, each),
    )
