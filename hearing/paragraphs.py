"""The draft as numbered paragraphs: the same numbers on the page, in the PDF and in every comment. Pure.

A draft carries its numbers since they are frozen with it; an older one is numbered in reading order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Draft = Mapping[str, Any]

# The texts of a recommendation that are read, in reading order.
TEXTS = (
    "population",
    "statement",
    "remarks",
    "subgroup",
    "justification",
    "implementation",
    "monitoring",
    "research",
)
OF_QUESTION = ("text", "pico", "findings")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered place of the draft: the part it belongs to, and which of its texts it is."""

    number: int
    part: str
    field: str


def paragraphs_of(draft: Draft) -> tuple[Paragraph, ...]:
    """The draft's paragraphs in reading order, numbered from 1."""
    frozen = draft.get("paragraphs")
    places = [(part, field) for part, field in frozen] if frozen else list(places_in(draft))
    return tuple(Paragraph(number, *place) for number, place in enumerate(places, start=1))


def places_in(draft: Draft) -> Iterator[tuple[str, str]]:
    """What is to be numbered: (part, field), as it is read from top to bottom."""
    for each in draft.get("asked", []):
        yield f"section:{each['id']}", "asked"
    if draft.get("scope"):
        yield "document", "scope"
    for question in draft.get("questions", []):
        for field in OF_QUESTION:
            if question.get(field):
                yield f"section:{question['id']}", field
        for each in question["recommendations"]:
            for field in TEXTS:
                if each.get(field):
                    yield each["id"], field


def numbers_of(draft: Draft) -> dict[tuple[str, str], int]:
    """(part, field) -> its number."""
    return {(each.part, each.field): each.number for each in paragraphs_of(draft)}


def part_of_paragraph(draft: Draft, number: int) -> str:
    """The part that a paragraph belongs to; empty where there is no such paragraph."""
    return next((each.part for each in paragraphs_of(draft) if each.number == number), "")
