"""A hearing's draft as a PDF, with the paragraph numbers that its page shows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guideline.text import localized
from guideline.times import in_zone
from guideline.words import words
from hearing.models import Hearing
from hearing.reading import Line, ReadRecommendation, as_read
from publication.exports.pdf import set_by_typst

TEMPLATE = Path(__file__).with_name("hearing.typ")
WIDTHS = (20, 13, 14, 13, 12, 12, 28)
Block = dict[str, Any]


def hearing_pdf(hearing: Hearing) -> bytes:
    """The draft as it was laid open; the same bytes each time on one machine, in one language."""
    return set_by_typst(TEMPLATE, paper(hearing))


def paper(hearing: Hearing) -> dict[str, Any]:
    """Everything that is printed, as plain data."""
    draft = as_read(hearing.draft)
    return {
        "title": _local(hearing.title) or str(hearing),
        "language": (get_language() or "en").partition("-")[0],
        "subject": list(_subject(hearing)),
        "footer": _("Draft {number}, {hash}").format(
            number=hearing.draft_number, hash=hearing.draft_hash[:12]
        ),
        "blocks": list(_blocks(draft)),
    }


def _subject(hearing: Hearing) -> Iterator[str]:
    guideline = hearing.guideline
    yield _local(guideline.title)
    if hearing.closes_at:
        when = in_zone(hearing.closes_at, guideline)
        said = (
            _("Comments were taken until {when}.")
            if hearing.is_over
            else _("Comments are taken until {when}.")
        )
        yield said.format(when=when)
    yield _(
        "The numbers at the left are those of the page, where each paragraph can be commented on."
    )


def _blocks(draft: Any) -> Iterator[Block]:
    for line in draft.opening:
        if line.kind == "asked":
            yield {"kind": "plain", "text": _("The committee asks")}
        yield _text(line)
    for question in draft.questions:
        number = f"{question.said['number']}. " if question.said.get("number") else ""
        heading = question.heading
        text = number + _local(heading.text)
        yield {"kind": "heading", "number": str(heading.number), "text": text}
        for line in question.lines:
            yield _table(line) if line.kind == "findings" else _pico(line)
        for each in question.recommendations:
            yield from _recommendation(each)
        yield from _interests(question.concerned)


def _recommendation(each: ReadRecommendation) -> Iterator[Block]:
    said = each.said
    yield {"kind": "subheading", "text": _("Recommendation {id}").format(id=said["id"])}
    graded = [words(said.get(name)) for name in ("outcome", "strength", "direction", "certainty")]
    yield {"kind": "plain", "text": ", ".join(filter(None, map(str, graded)))}
    for line in each.lines:
        if line.kind not in ("statement", "remarks"):
            yield {"kind": "plain", "text": str(words(line.kind))}
        yield _text(line, "statement" if line.kind == "statement" else "text")


def _interests(people: Any) -> Iterator[Block]:
    if people:
        names = "; ".join(f"{who['name']} ({_what(who)})" for who in people)
        text = _("Interests in this question: {names}").format(names=names)
        yield {"kind": "plain", "text": text}


def _what(who: Any) -> str:
    return ", ".join(f"{each['what']}: {words(each['action'])}" for each in who["interests"])


def _text(line: Line, kind: str = "text") -> Block:
    return {"kind": kind, "number": str(line.number), "text": _local(line.text)}


def _pico(line: Line) -> Block:
    said = "\n".join(f"{words(name)}: {_local(text)}" for name, text in line.text.items())
    return {"kind": "text", "number": str(line.number), "text": said}


def _table(line: Line) -> Block:
    found = line.text
    cells = [
        {
            "text": cell["text"],
            "span": cell.get("span", 1),
            "notes": ", ".join(map(str, cell.get("footnotes", []))),
        }
        for row in found["rows"]
        for cell in row
    ]
    notes = [f"{n}. {text}" for n, text in enumerate(found["footnotes"], start=1)]
    return {
        "kind": "table",
        "number": str(line.number),
        "text": found["title"],
        "columns": found["columns"],
        "widths": list(WIDTHS[: len(found["columns"])]),
        "cells": cells,
        "notes": [*found["notes"], *notes],
    }


def _local(text: Any) -> str:
    return localized(text, get_language() or "en")
