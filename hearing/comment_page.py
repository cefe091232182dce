"""The page of the comment form: the part that is commented on stands above it."""

from typing import Any

from django.http import HttpRequest

from guideline.numbers import whole_number
from hearing.comment_form import CommentForm
from hearing.drafts import Draft, parts_of
from hearing.guests import guest_of, may_read
from hearing.models import Hearing
from hearing.pages import takes_comments
from hearing.paragraphs import part_of_paragraph
from hearing.reading import Line, as_read


def form_page(request: HttpRequest, hearing: Hearing, form: CommentForm) -> dict[str, Any]:
    """The form with the lines of the draft that it is about, for who may read the draft.

    Whoever may not has typed into a form all the same, and gets it back without them.
    """
    reads = takes_comments(hearing) and may_read(request, hearing, guest_of(request, hearing))
    part, paragraph = str(form["part"].value() or ""), whole_number(form["paragraph"].value())
    return {
        "hearing": hearing,
        "guideline": hearing.guideline,
        "form": form,
        "part": part,
        "paragraph": paragraph,
        "lines": lines_about(hearing.draft, part, paragraph) if reads else [],
    }


def lines_about(draft: Draft, part: str, paragraph: int | None) -> list[Line]:
    """The one paragraph, or what is read of the whole part; nothing for the whole document."""
    lines = [each for each in as_read(draft).lines() if each.kind != "findings"]
    if paragraph:
        return [each for each in lines if each.number == paragraph]
    if part == "document":
        return []
    return [each for each in lines if each.part == part]


def chosen(draft: Draft, part: str, paragraph: Any) -> dict[str, Any]:
    """The place that a link chose, as the form's start; the whole draft where it chose none."""
    number = whole_number(paragraph)
    of_number = part_of_paragraph(draft, number) if number else ""
    if of_number:
        return {"part": of_number, "paragraph": number}
    return {"part": part if part in parts_of(draft) else "document"}
