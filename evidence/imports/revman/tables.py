"""CSV files of a data package as rows of cells by heading, each figure with the decimals it is printed in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .attributes import number, plainly
from .problems import Place, Problem, Refused
from .review import Figure

DELIMITERS = (",", ";", "\t")
MOST_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its cells by plain heading, and where it stands."""

    place: Place
    cells: Mapping[str, str]

    def get(self, heading: str) -> str:
        """The cell under a heading; empty where there is no such column."""
        return self.cells.get(heading, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file; `headings` plainly written ('Heterogeneity Tau²' is heterogeneity_tau)."""

    file: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]

    def decimals(self, heading: str) -> int:
        """The most decimals printed in a column: trailing zeros are left off, so one cell may have fewer."""
        return max((_decimals(line.get(heading)) for line in self.lines), default=0)

    def is_share(self, heading: str) -> bool:
        """Whether a column of percentages is printed as fractions: no figure of it is above 1."""
        found = [number(line.get(heading)) for line in self.lines]
        known = [value for value in found if value is not None]
        return bool(known) and max(known) <= 1 and any(0 < value < 1 for value in known)


def read_table(file: str, content: bytes, problems: list[Problem]) -> Table:
    """A CSV file with its first line as headings; raises Refused for what is no text."""
    text = _decoded(file, content)
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        given = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise Refused(Problem("not-text", Place(reader.line_num, file=file), str(error))) from error
    if len(given) > MOST_ROWS:
        raise Refused(Problem("too-large", Place(file=file), f"{len(given)} rows"))
    headings = tuple(plainly(cell) for cell in given[0][1]) if given else ()
    lines = tuple(_lines(file, headings, given[1:], problems))
    return Table(file, headings, lines)


def _decoded(file: str, content: bytes) -> str:
    if b"\0" in content:
        raise Refused(Problem("not-text", Place(line=1, file=file)))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(Problem("not-text", Place(line=1, file=file)))


def _lines(
    file: str,
    headings: tuple[str, ...],
    given: list[tuple[int, list[str]]],
    problems: list[Problem],
) -> Iterator[Line]:
    for at, cells in given:
        place = Place(at, file=file)
        if any(cell.strip() for cell in cells[len(headings) :]):
            problems.append(Problem("too-many-cells", place, cells[len(headings)]))
        # The first of two columns of one name counts.
        named = dict(reversed(list(zip(headings, map(str.strip, cells), strict=False))))
        yield Line(place, named)


def printed(table: Table, line: Line, names: Mapping[str, str]) -> dict[str, Figure]:
    """The printed figures of a line by our `names`; percentages in percent however they are printed."""
    found: dict[str, Figure] = {}
    for ours, heading in names.items():
        value = number(line.get(heading))
        if value is None:
            continue
        decimals = table.decimals(heading)
        if ours in ("i2", "i2_q", "weight") and table.is_share(heading):
            value, decimals = 100 * value, max(0, decimals - 2)
        found[ours] = Figure(value, decimals)
    return found


def _decimals(cell: str) -> int:
    if number(cell) is None:
        return 0
    mantissa, _, exponent = cell.strip().lower().partition("e")
    shown = len(mantissa.partition(".")[2]) - (int(exponent) if exponent else 0)
    return min(15, max(0, shown))
