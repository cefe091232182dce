"""A hearing as it would be opened now: the draft, its hash and number, and the window in two zones."""

from dataclasses import dataclass
from datetime import datetime

from guideline.models import Guideline
from guideline.queries import next_position
from guideline.text import Text
from hearing.drafts import hash_of
from hearing.opening_terms import Terms
from hearing.paragraphs import paragraphs_of
from hearing.reading import ReadDraft, as_read


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be fixed."""

    title: Text
    terms: Terms
    language: str
    privacy_version: str
    opens_at: datetime | None
    closes_at: datetime | None
    draft: ReadDraft
    draft_hash: str
    draft_number: int
    paragraphs: int


def preview_of(
    guideline: Guideline,
    *,
    title: Text,
    opens_at: datetime | None,
    closes_at: datetime | None,
    terms: Terms,
) -> Preview:
    """What opening would fix; nothing is stored."""
    draft, columns = terms.draft(guideline), terms.columns(guideline)
    return Preview(
        title=title,
        terms=terms,
        language=columns["language"],
        privacy_version=columns["privacy_version"],
        opens_at=opens_at,
        closes_at=closes_at,
        draft=as_read(draft),
        draft_hash=hash_of(draft),
        draft_number=next_position(guideline.hearings.all()) + 1,
        paragraphs=len(paragraphs_of(draft)),
    )
