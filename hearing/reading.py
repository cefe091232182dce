"""The draft of a hearing as it is read: every text with its paragraph's number. Pure.

The page, the preview before opening and the PDF are made from the same lines.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hearing.paragraphs import TEXTS, numbers_of

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered paragraph: its part, which text of it, and the text (a table for findings)."""

    number: int
    part: str
    kind: str
    text: Any


@dataclass(frozen=True, slots=True)
class ReadRecommendation:
    """A recommendation: `said` holds what is derived, `lines` its texts."""

    said: Data
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question with its evidence, its recommendations and who declared an interest in it.

    `concerned` are people with interests in this question; `elsewhere` counts those whose interests
    are said for every question.
    """

    said: Data
    heading: Line
    lines: tuple[Line, ...]
    recommendations: tuple[ReadRecommendation, ...]
    concerned: tuple[Data, ...] = ()
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """The whole draft."""

    title: Any = ""
    opening: tuple[Line, ...] = ()
    questions: tuple[ReadQuestion, ...] = ()
    people: tuple[Data, ...] = field(default=())
    society: tuple[Data, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is laid open."""
        return not self.questions and not self.opening

    def lines(self) -> Iterator[Line]:
        """Every paragraph in order."""
        yield from self.opening
        for question in self.questions:
            yield question.heading
            yield from question.lines
            for each in question.recommendations:
                yield from each.lines


def as_read(draft: Data) -> ReadDraft:
    """The draft with its numbers, ready to be laid out."""
    numbers = numbers_of(draft)
    people = tuple(draft.get("people", []))
    return ReadDraft(
        title=draft.get("title", ""),
        opening=tuple(_opening(draft, numbers)),
        questions=tuple(_question(each, numbers, people) for each in draft.get("questions", [])),
        people=people,
        society=tuple(draft.get("society", [])),
    )


def _opening(draft: Data, numbers: Mapping[tuple[str, str], int]) -> Iterator[Line]:
    for each in draft.get("asked", []):
        part = f"section:{each['id']}"
        yield Line(numbers[part, "asked"], part, "asked", each["text"])
    if draft.get("scope"):
        yield Line(numbers["document", "scope"], "document", "scope", draft["scope"])


def _question(
    said: Data, numbers: Mapping[tuple[str, str], int], people: tuple[Data, ...]
) -> ReadQuestion:
    part = f"section:{said['id']}"
    lines = [
        Line(numbers[part, kind], part, kind, said[kind])
        for kind in ("pico", "findings")
        if (part, kind) in numbers
    ]
    concerned = tuple(_concerned(said, people))
    everywhere = sum(any(not each["questions"] for each in who["interests"]) for who in people)
    return ReadQuestion(
        said,
        Line(numbers[part, "text"], part, "text", said["text"]),
        tuple(lines),
        tuple(_recommendation(each, numbers) for each in said["recommendations"]),
        concerned,
        everywhere,
    )


def _concerned(question: Data, people: tuple[Data, ...]) -> Iterator[Data]:
    """Who declared an interest in this question, with only those interests."""
    number = str(question.get("number") or question["id"])
    for who in people:
        about = [each for each in who["interests"] if number in each["questions"]]
        if about:
            yield {**who, "interests": about}


def _recommendation(said: Data, numbers: Mapping[tuple[str, str], int]) -> ReadRecommendation:
    lines = [
        Line(numbers[said["id"], kind], said["id"], kind, said[kind])
        for kind in TEXTS
        if (said["id"], kind) in numbers
    ]
    return ReadRecommendation(said, tuple(lines))
