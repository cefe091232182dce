"""One case: its kind, its options, and its data sorted into figures and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence.synthesis.inputs import Column, InvalidInput

LABELS = ("study", "studies", "label", "labels")


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be computed; `labels` and `subgroup` (k,) are None where the data have none."""

    id: str
    kind: str
    options: Mapping[str, object]
    columns: Mapping[str, Column]
    labels: Sequence[str] | None = None
    subgroup: Sequence[str] | None = None


def case_of(id_: str, kind: str, options: Mapping[str, object], data: Mapping[str, object]) -> Case:
    """A case from columns of whatever the file holds; InvalidInput where a column is no list."""
    for name, values in data.items():
        if not isinstance(values, list | tuple):
            raise InvalidInput("not-a-number", f"{name} is no list of values", column=name)
    figures: dict[str, Column] = dict(data)  # type: ignore[arg-type]  # inputs.py looks at each value
    named = next((figures.pop(name) for name in LABELS if name in figures), None)
    groups = figures.pop("subgroup", None)
    return Case(id_, kind, options, figures, _words(named), _words(groups))


def _words(values: Column | None) -> list[str] | None:
    return None if values is None else [str(value) for value in values]
