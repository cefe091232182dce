"""A comment that arrives, in one read: the hearing, and the comment that was sent before with the same key.

Most comments come in the last hour, and each further statement costs as much as the comment itself.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.http import Http404

from accounts.prepared import Columns, one_row
from guideline.models import Guideline
from hearing.drafts import parts_of
from hearing.intake.remembered import Assumed
from hearing.models import Comment, Hearing

_READ = (
    Columns(
        Hearing,
        "h",
        "id guideline_id ref opens_at closes_at draft_hash imported audience asks_interests "
        "asks_tobacco privacy_version",
    ),
    Columns(Guideline, "g", "id slug time_zone"),
    Columns(Comment, "c", "id hearing_id number part kind received_at late sent_hash withdrawn_at"),
)
_STATEMENT = f"""SELECT {", ".join(map(str, _READ))},
    EXISTS (SELECT 1 FROM hearing_comment p WHERE p.proof_hash = %s), {{stamp}}
    FROM hearing_hearing h JOIN guideline_guideline g ON g.id = h.guideline_id
    LEFT JOIN hearing_comment c ON c.hearing_id = h.id AND c.receipt_hash = %s
    WHERE h.id = %s"""  # noqa: S608 - our own words

# Another for every change of the hearing's row or its guideline's, within a transaction as well.
# The function `hearing_enter_comments` compares it with its own, written alike.
_STAMP = "h.xmin::text || h.ctid::text || g.xmin::text || g.ctid::text"


@dataclass(frozen=True, slots=True)
class Arriving:
    """What a comment meets: its hearing, an earlier one with its receipt, whether its proof was used.

    `stamp` is of the rows it was read from, empty on SQLite; `assumed` where it is what was remembered.
    """

    hearing: Hearing
    known: Comment | None = None
    proof_used: bool = False
    stamp: str = ""
    assumed: Assumed | None = None


def arriving(hearing_pk: int, receipt_hash: str, proof_hash: str | None) -> Arriving:
    """Read it; Http404 for no such hearing."""
    stamp = _STAMP if connection.vendor == "postgresql" else "''"
    found = one_row(_STATEMENT.format(stamp=stamp), [proof_hash, receipt_hash, hearing_pk])
    if found is None:
        raise Http404
    hearing, guideline, known = (each.row(found) for each in _READ)
    hearing.guideline = guideline
    if known:
        known.hearing = hearing
    proof_used, stamp = found
    return Arriving(hearing, known, bool(proof_used), stamp)


def parts_known(hearing: Hearing) -> frozenset[str]:
    """The parts of the hearing's draft; a frozen draft is read once a process."""
    return _parts(hearing.pk, hearing.draft_hash)


@lru_cache(maxsize=64)
def _parts(hearing_pk: int, _draft_hash: str) -> frozenset[str]:
    return frozenset(parts_of(Hearing.objects.values_list("draft", flat=True).get(pk=hearing_pk)))
