"""Everything that is kept about one comment, for whoever holds its receipt (GDPR, articles 15 and 20)."""

from typing import Any

from hearing.models import Comment
from hearing.publishing.beside import beside_of
from hearing.publishing.states import sight, words_of

SCHEMA = "plenary-own-comment/1"
# Columns that say something of the author or of what they wrote, in the order of the table. What the
# committee does with the comment is not theirs, and hashes are nobody's.
PERSONAL = (
    "number",
    "part",
    "kind",
    "name",
    "email",
    "consent",
    "paragraph",
    "quote",
    "support",
    "body",
    "signatories",
    "declarations",
    "privacy_version",
    "collected_by",
    "received_at",
    "late",
    "withdrawn_at",
    "published_at",
    "told_at",
    "confirmed_at",
    "disputed_at",
    "erased_at",
)
# The files themselves are taken away one by one from the comment's page.
OF_A_FILE = ("number", "name", "kind", "size", "content_hash", "added_at")


def own_data(comment: Comment) -> dict[str, Any]:
    """The comment's own columns by name, where it was made, and its answer."""
    seen = sight("holder", comment)
    answer = comment.answer if seen.answer else None
    kept = {name: getattr(comment, name) for name in PERSONAL}
    if seen.body:
        kept["body"] = words_of(comment)
    beside = beside_of(comment, "holder", seen)
    kept |= {
        "quote": beside.quote,
        "signatories": list(beside.signatories),
        "declarations": dict(beside.declarations),
    }
    files = comment.files.defer("content")
    kept["files"] = [{name: getattr(each, name) for name in OF_A_FILE} for each in files]
    return {
        "schema": SCHEMA,
        "guideline": comment.guideline.slug,
        "hearing": comment.hearing.ref,
        "comment": kept,
        "answer": {"changed": answer.changed, "text": answer.text} if answer else None,
    }
