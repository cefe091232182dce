"""Versions of a draft: each wording is kept, with who wrote it, when and why."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker
from guideline.text import Text
from voting.models import DraftVersion, Recommendation

TEXTS = (
    "statement",
    "population",
    "remarks",
    "justification",
    "subgroup",
    "implementation",
    "monitoring",
    "research",
)


def texts_of(recommendation: Recommendation) -> dict[str, Text]:
    """What a draft says, the empty texts left out."""
    said = {field: getattr(recommendation, field) for field in TEXTS}
    return {field: text for field, text in said.items() if text}


def keep_version(
    draft: Recommendation, *, by: Any, reason: str = "", restored_from: int | None = None
) -> DraftVersion:
    """Keep the draft as it stands now. The caller holds its row, so that numbers follow each other."""
    return DraftVersion.objects.create(
        recommendation=draft,
        number=last_number(draft) + 1,
        texts=texts_of(draft),
        by=by,
        at=timezone.now(),
        reason=reason.strip(),
        restored_from=restored_from,
    )


def keep_first(draft: Recommendation) -> None:
    """Before the first change here: what the draft said when it came, from wherever that was."""
    if not draft.versions.exists():
        DraftVersion.objects.create(recommendation=draft, number=1, texts=texts_of(draft))


def last_number(draft: Recommendation) -> int:
    """The number of the last version, 0 where none was kept yet."""
    last = draft.versions.order_by("number").last()
    return last.number if last else 0


def blockers_to_seen(draft: Recommendation, seen: int | None) -> list[Blocker]:
    """Why an edit that began at version `seen` would undo what somebody else wrote since."""
    last = draft.versions.order_by("number").last()
    if seen is None or last is None or last.number == seen or (seen == 0 and last.number == 1):
        return []
    sentence = _(
        "{who} kept version {number} while you were writing. Yours is still here: compare, then keep it."
    )
    return [Blocker(sentence.format(who=last.by or _("Somebody"), number=last.number))]
