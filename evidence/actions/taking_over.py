"""Results taken over from a table: all of its rows at once, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.actions.results import enter_result
from evidence.actions.studies import add_study
from evidence.codes import STUDY_DESIGNS
from evidence.models import Body, Study, StudyResult
from evidence.queries import primary_body
from evidence.risk_of_bias import JUDGEMENTS, known_by
from guideline.models import Outcome
from guideline.moments import keeps_moment
from guideline.queries import take_turns
from guideline.text import localized

PERMISSION = "evidence.edit_evidence"


@dataclass(frozen=True)
class TableRow:
    """One row of the table: its line, the study that it belongs to or None for a new one, its figures.

    `label`, `design` and `year` are of a study that has to be added.
    """

    line: int
    study: Study | None
    label: str
    values: Mapping[str, Any]
    design: str = ""
    year: int | None = None

    @property
    def identity(self) -> tuple[Any, str]:
        """What tells rows apart: the study, and the population where it gives several."""
        named = self.study.pk if self.study else self.label.strip().casefold()
        return named, localized(self.values.get("population")).strip()


def blockers_to_rows(
    outcome: Outcome, rows: Sequence[TableRow], body: Body | None = None
) -> list[tuple[TableRow, str]]:
    """What stands in the way of each row, in a constant number of queries.

    The figures themselves were read before and are checked once more when they are entered.
    """
    body = body or primary_body(outcome)
    present = _present(body) if body else set()
    labels = {
        label.casefold() for label in outcome.question.studies.values_list("label", flat=True)
    }
    found: list[tuple[TableRow, str]] = []
    earlier: dict[tuple[Any, str], int] = {}
    for row in rows:
        found += [(row, sentence) for sentence in _wrong_with(row, present, labels)]
        again = earlier.setdefault(row.identity, row.line)
        if again != row.line:
            sentence = _("it repeats row {line}: give each a population of its own.")
            found.append((row, sentence.format(line=again)))
    return found


@transaction.atomic
@keeps_moment("outcome")
def take_over_results(
    *, by: Any, outcome: Outcome, rows: Sequence[TableRow], body: Body | None = None
) -> list[StudyResult]:
    """Enter every row of a table, adding the studies that are new; everything wrong is told at once."""
    require(by, PERMISSION, outcome)
    take_turns(outcome)
    refuse_if([_named(*found) for found in blockers_to_rows(outcome, rows, body)])
    if not rows:
        refuse_if([Blocker(_("There is no row to take over."))])
    added: dict[str, Study] = {}
    entered = []
    for row in rows:
        study = row.study or _added(by, outcome, row, added)
        result = enter_result(by=by, outcome=outcome, study=study, body=body, **row.values)
        entered.append(result)
    record("results-taken-over", by=by, count=len(entered), **_about(outcome))
    return entered


def _added(by: Any, outcome: Outcome, row: TableRow, added: dict[str, Study]) -> Study:
    """The study of this label, added when its first row comes."""
    name = row.label.strip().casefold()
    if name not in added:
        added[name] = add_study(
            by=by, question=outcome.question, label=row.label, design=row.design, year=row.year
        )
    return added[name]


def _present(body: Body) -> set[tuple[Any, str]]:
    """The rows that the body holds, as `TableRow.identity` tells them apart."""
    rows = body.results.values_list("study_id", "population")
    return {(study, localized(population).strip()) for study, population in rows}


def _wrong_with(row: TableRow, present: set[tuple[Any, str]], labels: set[str]):
    if row.identity in present:
        yield _("it has a result for this population already.")
    judged = row.values.get("risk_of_bias")
    tool = (row.study.risk_of_bias or {}).get("tool", "") if row.study else ""
    if judged and judged not in (known_by(tool) if tool else JUDGEMENTS):
        yield _("its tool does not know this judgement on the risk of bias.")
    if row.study is None and row.label.strip().casefold() in labels:
        yield _("there is a study of this label already; choose it, or change the label.")
    if row.study is None and row.design not in STUDY_DESIGNS:
        yield _("it will be added as a study: choose its design.")


def _named(row: TableRow, sentence: str) -> Blocker:
    named = _("Row {line}, {study}: {sentence}")
    return Blocker(named.format(line=row.line, study=row.study or row.label, sentence=sentence))


def _about(outcome: Outcome) -> dict[str, Any]:
    return {
        "guideline": outcome.guideline.slug,
        "target": f"{outcome.question.ref}/{outcome.ref}",
        "question": outcome.question.ref,
        "outcome": localized(outcome.name) or outcome.ref,
    }
