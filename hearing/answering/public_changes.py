"""What everybody may read of a change: from the wording that was laid open to the one that was published.

Drafts in between belong to the committee.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hearing.models import Proposal
from voting.actions.draft_versions import TEXTS
from voting.drafts.differences import Difference, text_differences
from voting.models import DraftVersion, Recommendation

# What `public_changes` reads of an answer, in a constant number of queries.
LOOKUP = "answer__proposal__changes__after__recommendation__versions"


@dataclass(frozen=True, slots=True)
class PublicChange:
    """A recommendation that was changed, and what differs in it."""

    title: str
    differences: tuple[Difference, ...]


def public_changes(proposal: Proposal | None, published_at: datetime | None) -> tuple[Any, ...]:
    """The changes of drafts that an answer points at; nothing before its comment is published."""
    if proposal is None or published_at is None:
        return ()
    drafts = {
        each.after.recommendation_id: each.after.recommendation
        for each in proposal.changes.all()
        if each.after
    }
    found = (_change(each, proposal, published_at) for each in drafts.values())
    return tuple(each for each in found if each.differences)


def _change(draft: Recommendation, proposal: Proposal, published_at: datetime) -> PublicChange:
    versions = sorted(draft.versions.all(), key=lambda each: each.number)
    opened = _standing(versions, proposal.hearing.opens_at)
    after = _standing(versions, published_at)
    if opened is None or after is None:
        return PublicChange(draft.ref, ())
    return PublicChange(
        draft.ref,
        tuple(
            difference
            for name in TEXTS
            for difference in text_differences(opened.texts.get(name), after.texts.get(name))
        ),
    )


def _standing(versions: list[DraftVersion], at: datetime | None) -> DraftVersion | None:
    """The version that stood at this moment; the first has no time where it came from elsewhere."""
    found = [each for each in versions if each.at is None or (at is not None and each.at <= at)]
    return found[-1] if found else None
