"""What a forest plot shows, before anybody knows where: lines of text with intervals beside them.

Forest plots, paired forest plots and leave-one-out plots are all such sheets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .figure import Table
from .scales import Scale


@dataclass(frozen=True, slots=True)
class Span:
    """A point with its limits, as people read them."""

    estimate: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet.

    `kind` is `heading`, `study`, `subtotal`, `total` or `prediction`. `effects` and `spans` have an
    entry for each panel, None where nothing is drawn. `size` is the area of a study's square, of the
    largest. `marks` are judgements of risk of bias, one for each domain. `brief` are the cells in one
    phrase, and `note` stands below the line.
    """

    kind: str
    label: str
    cells: tuple[str, ...] = ()
    weight: str = ""
    effects: tuple[str, ...] = ()
    spans: tuple[Span | None, ...] = ()
    size: float = 1.0
    marks: tuple[str, ...] = ()
    brief: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One axis with its intervals: heading and subheading, null line, pooled value, sides.

    `left` and `right` are what the sides of the null mean, with their paints (`one`, `two` or `quiet`).
    """

    heading: str
    subheading: str
    scale: Scale
    null: float | None = None
    pooled: float | None = None
    left: str = ""
    right: str = ""
    paints: tuple[str, str] = ("quiet", "quiet")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole forest plot.

    `groups` are headings over so many `columns` each. `domains` are the letters of the risk-of-bias
    columns, `signs` the judgements that occur with their words; `footer` and `legend` are lines below.
    """

    key: str
    title: str
    description: str
    first: str
    groups: tuple[tuple[str, int], ...]
    columns: tuple[str, ...]
    weight: str
    panels: tuple[Panel, ...]
    lines: tuple[Line, ...]
    footer: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    domains_heading: str = ""
    legend: tuple[str, ...] = ()
    signs: tuple[tuple[str, str], ...] = ()


def table_of(sheet: Sheet, judgements: Mapping[str, str]) -> Table:
    """The figures of a sheet as rows: cells, weight, effects, judgements in words; notes at the end."""
    heads = [f"{panel.heading} ({panel.subheading})" for panel in sheet.panels]
    weight = [sheet.weight] if sheet.weight else []
    domains = [f"{sheet.domains_heading} {letter}".strip() for letter in sheet.domains]
    header = (sheet.first, *_full_names(sheet), *weight, *heads, *domains)
    rows = [_row(line, sheet, judgements) for line in sheet.lines]
    return Table(header, tuple((row + ("",) * len(header))[: len(header)] for row in rows))


def _full_names(sheet: Sheet) -> list[str]:
    over = [group for group, width in sheet.groups for _ in range(width)]
    return [
        f"{group}: {name}" if group else name
        for group, name in zip(over, sheet.columns, strict=True)
    ]


def _row(line: Line, sheet: Sheet, judgements: Mapping[str, str]) -> tuple[str, ...]:
    cells = line.cells or ("",) * len(sheet.columns)
    weight = (line.weight,) if sheet.weight else ()
    effects = line.effects or ("",) * len(sheet.panels)
    marks = tuple(judgements.get(mark, mark) for mark in line.marks)
    return (line.label, *cells, *weight, *effects, *marks)
