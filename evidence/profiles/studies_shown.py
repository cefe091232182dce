"""The studies behind a row of a profile: results, weights and marks for the risk of bias."""

from dataclasses import dataclass
from typing import Any

from evidence.models import StudyResult
from evidence.profile import BodyChain
from evidence.result_rows import ResultRow, result_rows
from evidence.risk_of_bias import APPLICABILITY, QUADAS_DOMAINS


@dataclass(frozen=True)
class ShownStudy:
    """One result with its study's marks; `marks` follow `ShownStudies.domains`."""

    row: ResultRow
    marks: tuple[str, ...]

    @property
    def result(self) -> StudyResult:
        """The recorded result."""
        return self.row.result


@dataclass(frozen=True)
class ShownStudies:
    """The results of a body; `domains` and `applicability` name the columns of marks.

    QUADAS-2 has four domains and three questions of applicability, every other tool one judgement
    over all (empty `domains`). Without any judgement there are no marks.
    """

    rows: tuple[ShownStudy, ...]
    domains: tuple[str, ...]
    applicability: tuple[str, ...]

    @property
    def has_marks(self) -> bool:
        """Whether anybody judged the risk of bias of any of them."""
        return any(any(row.marks) for row in self.rows)


def shown_studies(body: BodyChain) -> ShownStudies:
    """The results of a body in order, those left out as well."""
    rows = result_rows(body)
    by_domain = any(_said(row).get("tool") == "quadas-2" for row in rows)
    domains = QUADAS_DOMAINS if by_domain else ()
    applicability = APPLICABILITY if by_domain else ()
    return ShownStudies(
        tuple(ShownStudy(row, _marks(row, by_domain=by_domain)) for row in rows),
        domains,
        applicability,
    )


def _marks(row: ResultRow, *, by_domain: bool) -> tuple[str, ...]:
    said = _said(row)
    if not by_domain:
        return (row.result.risk_of_bias or said.get("overall") or "",)
    further = said.get("applicability") or {}
    return (
        *(said.get(name) or "" for name in QUADAS_DOMAINS),
        *(further.get(name) or "" for name in APPLICABILITY),
    )


def _said(row: ResultRow) -> dict[str, Any]:
    return row.result.study.risk_of_bias or {}
