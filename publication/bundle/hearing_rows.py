"""Rows of the public hearings that a bundle tells of."""

from typing import Any

from guideline.models import Guideline
from hearing.drafts import laid_open
from hearing.models import Answer, Campaign, Comment, Hearing
from publication.bundle import columns
from publication.bundle.rows import ROWS_AT_ONCE, Batch, row

Data = dict[str, Any]


def add_hearings(guideline: Guideline, items: list[Data]) -> None:
    """Save hearings with their comments and answers; they were held, so none of them is open."""
    batch = Batch(Hearing, Campaign, Comment, Answer)
    alike: list[tuple[Comment, Comment]] = []
    for place, item in enumerate(items):
        hearing = batch.add(
            row(
                Hearing,
                item,
                columns.HEARING,
                guideline=guideline,
                imported=True,
                position=place,
                draft=_draft(item),
                **_privacy(item),
            )
        )
        groups: dict[int, Campaign] = {}
        said = item.get("comments", [])
        rows = {each["number"]: _comment(batch, each, hearing, groups) for each in said}
        pairs = ((rows[each["number"]], each.get("answered_with")) for each in said)
        alike += [(comment, rows[sample]) for comment, sample in pairs if sample is not None]
    batch.save()
    _put_together(alike)


def _put_together(alike: list[tuple[Comment, Comment]]) -> None:
    """Each comment beneath the sample whose answer is its own; a row cannot point at one not yet saved."""
    for comment, sample in alike:
        comment.answered_with = sample
        comment.sample_elsewhere = comment.part != sample.part
    rows = [comment for comment, _sample in alike]
    columns_set = ["answered_with", "sample_elsewhere"]
    Comment.objects.bulk_update(rows, columns_set, batch_size=ROWS_AT_ONCE)


def _draft(item: Data) -> Data:
    """Of the draft that was laid open a bundle tells the hash and the hearing's own questions."""
    asked = item.get("questions", [])
    return laid_open({}, moment="draft", asked=asked) if asked else {}


def _privacy(item: Data) -> Data:
    said = item.get("privacy", {})
    return {column: said.get(key, "") for key, column in columns.pairs(columns.PRIVACY)}


def _comment(batch: Batch, item: Data, hearing: Hearing, groups: dict[int, Campaign]) -> Comment:
    plain = {"part": "document"} | {key: item[key] for key in item if key != "group"}
    more = {
        "hearing": hearing,
        # Who is named in a bundle has been named in public.
        "consent": bool(item.get("name") or item.get("signatories")),
        "progress": "answered" if "answer" in item else "unanswered",
        "redacted_elsewhere": item.get("redacted", False),
        "campaign": _group(batch, item.get("group"), hearing, groups),
        **_beside(item),
    }
    comment = batch.add(row(Comment, plain, columns.COMMENT, **more))
    if "answer" in item:
        batch.add(row(Answer, item["answer"], columns.ANSWER, comment=comment))
    return comment


def _beside(item: Data) -> Data:
    said = {key: item[key] for key, _column in columns.pairs(columns.BESIDE) if key in item}
    if "signatories" in said:
        said["signatories"] = [{"place": ""} | each for each in said["signatories"]]
    return said


def _group(
    batch: Batch, number: int | None, hearing: Hearing, groups: dict[int, Campaign]
) -> Campaign | None:
    """Comments that say the same; nothing that comes later is compared with them."""
    if number is None:
        return None
    if number not in groups:
        made = Campaign(hearing=hearing, text_hash=f"group {number} of a bundle", signature=b"")
        groups[number] = batch.add(made)
    return groups[number]
