"""What everybody may read of a change: from the wording that was laid open to the one that was published.

Drafts in between belong to the committee. Of evidence that was changed it is said of which question: as
published it stands with the guideline.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from hearing.models import Change, Proposal
from voting.actions.draft_versions import TEXTS
from voting.drafts.differences import Difference, text_differences
from voting.models import DraftVersion, Recommendation


def lookups() -> tuple[Any, ...]:
    """What `public_changes` reads of an answer, in a constant number of queries."""
    rows = Change.objects.select_related("moment_after__question")
    return (
        Prefetch("answer__proposal__changes", rows.defer("moment_after__compressed")),
        "answer__proposal__changes__after__recommendation__versions",
    )


@dataclass(frozen=True, slots=True)
class PublicChange:
    """What was changed, where in the published guideline it stands, and what differs in its wording."""

    title: str
    differences: tuple[Difference, ...] = ()
    place: str = ""


def public_changes(proposal: Proposal | None, published_at: datetime | None) -> tuple[Any, ...]:
    """The changes that an answer points at; nothing before its comment is published."""
    if proposal is None or published_at is None:
        return ()
    drafts = {
        each.after.recommendation_id: each.after.recommendation
        for each in proposal.changes.all()
        if each.after
    }
    found = (_change(each, proposal, published_at) for each in drafts.values())
    questions = {
        each.moment_after.question.ref for each in proposal.changes.all() if each.moment_after
    }
    return (
        *(each for each in found if each.differences),
        *(
            PublicChange(_("evidence of {question}").format(question=ref), place=ref)
            for ref in sorted(questions)
        ),
    )


def _change(draft: Recommendation, proposal: Proposal, published_at: datetime) -> PublicChange:
    versions = sorted(draft.versions.all(), key=lambda each: each.number)
    opened = _standing(versions, proposal.hearing.opens_at)
    after = _standing(versions, published_at)
    if opened is None or after is None:
        return PublicChange(draft.ref)
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
