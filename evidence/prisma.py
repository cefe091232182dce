"""PRISMA 2020 counts, derived: from the records where they are kept here, else from what was counted.

Pure. Nothing is estimated: a count that cannot be known is None.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

INCLUDE, EXCLUDE = "include", "exclude"


class Citation(Protocol):
    """What is read of a record."""

    title: str
    year: int | None
    doi: str
    pmid: str
    title_abstract: str
    full_text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Prisma:
    """The flow of records, each count None where it is not known (PRISMA 2020, figure 1).

    `screened` were looked at by title and abstract and `excluded` there; `retrieved` were assessed
    in full and `excluded_on_full_text` there, for `reasons`; `included` are left. `waiting` and
    `waiting_for_full_text` still need a decision. `contradicts` says that more was taken away than
    there was, so that what follows from it is None.
    """

    identified: int | None = None
    duplicates: int | None = None
    screened: int | None = None
    excluded: int | None = None
    not_retrieved: int | None = None
    retrieved: int | None = None
    excluded_on_full_text: int | None = None
    reasons: tuple[tuple[str, int], ...] = ()
    included: int | None = None
    waiting: int = 0
    waiting_for_full_text: int = 0
    contradicts: bool = False

    @property
    def is_known(self) -> bool:
        """Whether there is anything to show."""
        return any(count is not None for count in (self.identified, self.excluded, self.included))


def prisma_counts(
    searches: Sequence[int | None],
    flow: Mapping[str, Any] | None,
    records: Sequence[Citation],
) -> Prisma:
    """The counts from `records` if there are any, else from searches and flow.

    `searches` is the number of records that each search found; `flow` has `duplicates`,
    `excluded_on_title`, `not_retrieved` and `excluded_on_full_text` (a list of mappings with
    `reason` and `records`), as counted by somebody else.
    """
    return counts_of_records(records) if records else counts_of_flow(searches, flow or {})


def counts_of_records(records: Sequence[Citation]) -> Prisma:
    """The counts of a screening done here. A reason not given counts under the empty string."""
    repeated = duplicates(records)
    unique = [record for index, record in enumerate(records) if index not in repeated]
    kept = [record for record in unique if record.title_abstract == INCLUDE]
    excluded = sum(record.title_abstract == EXCLUDE for record in unique)
    assessed = [record for record in kept if record.full_text]
    refused = [record for record in assessed if record.full_text == EXCLUDE]
    return Prisma(
        identified=len(records),
        duplicates=len(repeated),
        screened=len(kept) + excluded,
        excluded=excluded,
        retrieved=len(assessed),
        excluded_on_full_text=len(refused),
        reasons=tuple(Counter(record.reason for record in refused).most_common()),
        included=len(assessed) - len(refused),
        waiting=len(unique) - len(kept) - excluded,
        waiting_for_full_text=len(kept) - len(assessed),
    )


def counts_of_flow(searches: Sequence[int | None], flow: Mapping[str, Any]) -> Prisma:
    """The counts that a report gives, each derived from the one before it."""
    rows = flow.get("excluded_on_full_text") or []
    reasons = tuple((row.get("reason", ""), row["records"]) for row in rows)
    identified = _sum(searches)
    screened = _less(identified, flow.get("duplicates"))
    sought = _less(screened, flow.get("excluded_on_title"))
    retrieved = _less(sought, flow.get("not_retrieved"))
    refused = sum(count for _reason, count in reasons) if reasons else None
    included = _less(retrieved, refused)
    return Prisma(
        identified=identified,
        duplicates=flow.get("duplicates"),
        screened=_at_least_zero(screened),
        excluded=flow.get("excluded_on_title"),
        not_retrieved=flow.get("not_retrieved"),
        retrieved=_at_least_zero(retrieved),
        excluded_on_full_text=refused,
        reasons=reasons,
        included=_at_least_zero(included),
        contradicts=any(
            count is not None and count < 0 for count in (screened, sought, retrieved, included)
        ),
    )


def duplicates(records: Sequence[Citation]) -> frozenset[int]:
    """Which records (by index) repeat an earlier one: the same DOI, PubMed id, or title and year.

    A record that somebody decided on counts as screened, repeated or not.
    """
    seen: set[tuple[str, ...]] = set()
    repeated = set()
    for index, record in enumerate(records):
        keys = set(_identities(record))
        if keys & seen and not record.title_abstract:
            repeated.add(index)
        seen |= keys
    return frozenset(repeated)


def _identities(record: Citation) -> Iterable[tuple[str, ...]]:
    if record.doi:
        yield "doi", record.doi.strip().lower().removeprefix("https://doi.org/")
    if record.pmid:
        yield "pmid", record.pmid.strip()
    title = "".join(letter for letter in record.title.casefold() if letter.isalnum())
    if title:
        yield "title", title, str(record.year or "")


def _sum(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if counts and len(known) == len(counts) else None


def _less(count: int | None, taken: int | None) -> int | None:
    return None if count is None or taken is None else count - taken


def _at_least_zero(count: int | None) -> int | None:
    return None if count is None or count < 0 else count
