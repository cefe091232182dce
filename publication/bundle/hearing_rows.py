"""Rows of the public hearings that a bundle tells of."""

from typing import Any

from guideline.models import Guideline
from hearing.models import Answer, Comment, Hearing
from publication.bundle import columns
from publication.bundle.rows import Batch, row

Data = dict[str, Any]


def add_hearings(guideline: Guideline, items: list[Data]) -> None:
    """Save hearings with their comments and answers; they were held, so none of them is open."""
    batch = Batch(Hearing, Comment, Answer)
    for place, item in enumerate(items):
        more = {"guideline": guideline, "imported": True, "position": place}
        hearing = batch.add(row(Hearing, item, columns.HEARING, **more))
        for comment in item.get("comments", []):
            _comment(batch, comment, hearing)
    batch.save()


def _comment(batch: Batch, item: Data, hearing: Hearing) -> None:
    # Who is named in a bundle has been named in public.
    progress = "answered" if "answer" in item else "unanswered"
    more = {"hearing": hearing, "consent": bool(item.get("name")), "progress": progress}
    comment = batch.add(row(Comment, {"part": "document"} | item, columns.COMMENT, **more))
    if "answer" in item:
        batch.add(row(Answer, item["answer"], columns.ANSWER, comment=comment))
