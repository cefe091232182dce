"""A finished figure: its drawings, what they show in words, and the same figures as a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a figure as text: `header` names the columns, each row starts with its name."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in two drawings: `wide` for paper and a desk, `compact` for a phone.

    Both are whole SVG documents of one root element; `description` is the text alternative.
    """

    title: str
    description: str
    wide: str
    compact: str
    table: Table
