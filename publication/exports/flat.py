"""The evidence profile as one line a row, for spreadsheets and programs: words, and figures unrounded."""

from collections.abc import Iterator
from typing import Any

from evidence.codes import DOMAINS_DOWN
from evidence.profiles.table import Absolute, Arm, Cases, Estimate, ProfileTable, Row

HEADINGS = (
    "id",
    "outcome",
    "body",
    "part",
    "sets_the_certainty",
    "importance",
    "importance_class",
    "studies",
    "design",
    *(f"{domain}{end}" for domain in DOMAINS_DOWN for end in ("", "_because")),
    "other_considerations",
    "certainty",
    "certainty_steps",
    "basis",
    "participants",
    "events_1",
    "total_1",
    "events_2",
    "total_2",
    "measure",
    "effect",
    "effect_lower",
    "effect_upper",
    "baseline",
    "risk_comparator",
    "risk_intervention",
    "difference",
    "difference_lower",
    "difference_upper",
    "difference_unit",
    "prevalence",
    "true_results",
    "true_lower",
    "true_upper",
    "false_results",
    "false_lower",
    "false_upper",
    "findings",
    "statement",
)


def flat_rows(table: ProfileTable) -> Iterator[list[Any]]:
    """A list a line in the order of `HEADINGS`; a row with several baselines has a line for each."""
    for row in table.rows:
        for line in _lines(row):
            yield [line.get(heading) for heading in HEADINGS]


def _lines(row: Row) -> Iterator[dict[str, Any]]:
    common = _common(row)
    for each in row.absolute:
        yield common | _absolute(each)
    for case in row.cases:
        yield common | _cases(case)
    if not row.absolute and not row.cases:
        yield common


def _common(row: Row) -> dict[str, Any]:
    said: dict[str, Any] = {
        "id": row.id,
        "outcome": row.name,
        "body": row.body_name,
        "part": row.part_name,
        "sets_the_certainty": "yes" if row.primary else "no",
        "importance": row.importance.number,
        "importance_class": row.importance.text,
        "studies": row.studies.number,
        "design": row.studies.design_text,
        "other_considerations": row.other_text,
        "certainty": row.certainty.text,
        "certainty_steps": row.certainty.sentence,
        "basis": row.certainty.basis,
        "participants": row.participants,
        "measure": row.measure,
        "findings": row.findings,
        "statement": " ".join(row.statements),
    }
    for domain in row.domains:
        said |= {domain.domain: domain.text, f"{domain.domain}_because": domain.because}
    said |= _arm(row.intervention, 1) | _arm(row.comparator, 2)
    return said | _estimate("effect", row.relative)


def _arm(arm: Arm, number: int) -> dict[str, Any]:
    return {f"events_{number}": arm.events, f"total_{number}": arm.total}


def _absolute(each: Absolute) -> dict[str, Any]:
    said = {
        "baseline": ", ".join(filter(None, (each.label, each.horizon))),
        "risk_comparator": each.comparator.value,
        "risk_intervention": each.intervention.value,
        "difference_unit": each.unit or each.scale,
    }
    return said | _estimate("difference", each.difference)


def _cases(each: Cases) -> dict[str, Any]:
    named = _estimate("true", each.true) | _estimate("false", each.false)
    said = {"true_results": named.pop("true"), "false_results": named.pop("false")}
    return {"prevalence": each.prevalence} | said | named


def _estimate(name: str, figure: Estimate) -> dict[str, Any]:
    return {name: figure.value, f"{name}_lower": figure.lower, f"{name}_upper": figure.upper}
