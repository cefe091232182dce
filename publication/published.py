"""A published version as its readers see it: read from its frozen content alone. Pure.

Nothing here looks at the guideline as it stands today; what was published stays what it was.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PublishedRecommendation:
    """What was said, what was derived of it, and why."""

    said: Data
    derived: Data
    why: Data
    agreement: Data | None = None
    names: Data = field(default_factory=dict)

    @property
    def dissents(self) -> list[dict[str, Any]]:
        """The dissents from the round that counts, each with the name it bears."""
        rounds = self.said.get("rounds") or [{}]
        return [
            {**each, "name": self.names.get(each.get("by"), each.get("by"))}
            for each in rounds[-1].get("dissents", [])
        ]

    @property
    def basis(self) -> str:
        """The basis of the round that counts, empty where the votes were cast here."""
        rounds = self.said.get("rounds") or []
        return rounds[-1].get("basis", "") if rounds else ""


@dataclass(frozen=True, slots=True)
class PublishedQuestion:
    """A question with its recommendations."""

    said: Data
    derived: Data
    recommendations: tuple[PublishedRecommendation, ...]


@dataclass(frozen=True, slots=True)
class PublishedChapter:
    """A topic with its questions; without a title where the guideline gave the questions none."""

    title: Any
    questions: tuple[PublishedQuestion, ...]


def questions_of(content: Data) -> list[PublishedQuestion]:
    """The clinical questions in order, each with what was derived."""
    said = {question["id"]: question for question in content["bundle"].get("questions", [])}
    return [
        _question(said[derived["id"]], derived, content)
        for derived in content["derived"]["questions"]
    ]


def chapters_of(content: Data) -> list[PublishedChapter]:
    """The questions by topic, in the order of the topics."""
    questions = questions_of(content)
    topics: Sequence[Data] = content["bundle"].get("topics", [])
    chapters = [
        PublishedChapter(
            topic.get("title") or topic["id"],
            tuple(each for each in questions if each.said.get("topic") == topic["id"]),
        )
        for topic in topics
    ]
    loose = tuple(each for each in questions if each.said.get("topic") is None)
    chapters.append(PublishedChapter("", loose))
    return [chapter for chapter in chapters if chapter.questions]


def _question(said: Data, derived: Data, content: Data) -> PublishedQuestion:
    reasons, agreements = content.get("reasons", {}), content.get("agreements", {})
    panel = content["bundle"].get("panel", [])
    names = {place["id"]: place.get("name") or place["id"] for place in panel}
    drafts = {draft["id"]: draft for draft in said.get("recommendations", [])}
    return PublishedQuestion(
        said,
        derived,
        tuple(
            PublishedRecommendation(
                drafts[each["id"]],
                each,
                reasons.get(each["id"], {}),
                agreements.get(each["id"]),
                names,
            )
            for each in derived["recommendations"]
        ),
    )
