"""Study results from a spreadsheet's CSV: whatever separator, decimal sign and encoding it was saved with.

Bytes in; columns of figures out, with a list of problems that names row and column of each bad cell.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field

DELIMITERS = (";", "\t", ",", "|")
# Columns of figures by the name used here, with other headings that mean the same.
FIGURES = {
    "events_1": ("events1", "e1", "ai", "events_intervention", "events_experimental"),
    "total_1": ("total1", "n1", "n1i", "total_intervention", "total_experimental"),
    "events_2": ("events2", "e2", "ci", "events_control", "events_comparator"),
    "total_2": ("total2", "n2", "n2i", "total_control", "total_comparator"),
    "mean_1": ("mean1", "m1", "m1i", "mean_intervention", "mean_experimental"),
    "sd_1": ("sd1", "sd1i", "sd_intervention", "sd_experimental"),
    "mean_2": ("mean2", "m2", "m2i", "mean_control", "mean_comparator"),
    "sd_2": ("sd2", "sd2i", "sd_control", "sd_comparator"),
    "estimate": ("est", "effect", "yi", "log_effect", "log_estimate"),
    "se": ("sei", "standard_error", "se_log"),
    "ratio": ("hr", "hazard_ratio", "odds_ratio", "risk_ratio"),
    "ci_lower": ("lower", "ci_lo", "ci_low", "ll"),
    "ci_upper": ("upper", "ci_hi", "ci_high", "ul"),
    "O_E": ("o-e", "o_minus_e", "oe", "o−e"),
    "V": ("variance", "var_o_e"),
    "events": ("x", "xi", "cases"),
    "total": ("n", "ni"),
    "TP": ("true_positive", "true_positives"),
    "FP": ("false_positive", "false_positives"),
    "FN": ("false_negative", "false_negatives"),
    "TN": ("true_negative", "true_negatives"),
    "year": ("publication_year",),
    "moderator": ("covariate", "mod"),
}
# Figures beside the results: alone they are no table of results.
BESIDE = ("year", "moderator")
WORDS = {
    "study": ("studies", "study_id", "label", "author", "trial"),
    "subgroup": ("group", "subgroups"),
}
_NAMES = {
    alias.casefold(): name
    for names in (FIGURES, WORDS)
    for name, aliases in names.items()
    for alias in (name, *aliases)
}
COUNTS = frozenset(
    {"events_1", "total_1", "events_2", "total_2", "events", "total", "TP", "FP", "FN", "TN"}
)
# Participants in thousands or three decimals? A count that looks like this is refused, not guessed.
_GROUPED = re.compile(r"[1-9]\d{0,2}([.,]\d{3})+")
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A bad cell or line: `row` is the file's line, from 1; `column` the heading as it stands there.

    `code`: `not-text`, `no-header`, `no-rows`, `no-known-column`, `column-twice`, `too-many-cells`,
    `empty-cell`, `not-a-number`, `thousands-or-decimals` and those of `impossible_figures`.
    """

    code: str
    row: int
    column: str
    value: str = ""

    def __str__(self) -> str:
        place = f"row {self.row}" + (f", column {self.column}" if self.column else "")
        shown = f" ({self.value})" if self.value else ""
        return f"{place}: {self.code.replace('-', ' ')}{shown}"


@dataclass(frozen=True, slots=True)
class ResultsTable:
    """Columns of figures (k,) by the names of FIGURES, words beside them; `ignored` are other headings.

    `rows` are the file's line numbers of the k studies, `headings` what stands over each known
    column. Figures of bad cells are NaN.
    """

    figures: dict[str, list[float]]
    studies: list[str] | None
    subgroups: list[str] | None
    rows: list[int]
    ignored: list[str]
    headings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Header:
    row: int
    headings: list[str]
    names: list[str | None]


def read_results(content: bytes) -> tuple[ResultsTable, list[CellProblem]]:
    """The table in a CSV file and everything wrong with it.

    Comma, semicolon, tab or bar between cells; UTF-8 or UTF-16 with or without a mark, else Windows'
    Western encoding. A comma within a cell is a decimal sign; a count such as 1,234 or 1.234 is refused
    because it may be either. Empty lines are skipped.
    """
    nothing = ResultsTable({}, None, None, [], [])
    text = _decoded(content)
    if text is None or "\0" in text:
        return nothing, [CellProblem("not-text", 1, "")]
    lines = _lines(text)
    if not lines:
        return nothing, [CellProblem("no-header", 1, "")]
    row, cells = lines[0]
    header = _Header(row, cells, [_NAMES.get(_plainly(cell)) for cell in cells])
    problems = list(_header_problems(header))
    if problems:
        return nothing, problems
    return _table(header, lines[1:])


def _decoded(content: bytes) -> str | None:
    encodings = ["utf-16"] if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Lines with something in them, as cells, with their numbers; a spreadsheet's `sep=` line is obeyed."""
    first, _, rest = text.partition("\n")
    said = re.fullmatch(r"sep=(.)\s*", first.strip("\r\n"))
    skipped = 1 if said else 0
    body = rest if said else text
    delimiter = said.group(1) if said else _delimiter(body)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, skipinitialspace=True)
    lines = []
    for cells in reader:
        stripped = [cell.strip() for cell in cells]
        if any(stripped):
            lines.append((reader.line_num + skipped, stripped))
    return lines


def _delimiter(text: str) -> str:
    """The separator that occurs most in the first line with anything in it, outside quotation marks."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    bare = re.sub(r'"[^"]*"', "", header)
    return max(DELIMITERS, key=bare.count)


def _plainly(heading: str) -> str:
    return re.sub(r"[\s.]+", "_", heading.strip().casefold())


def _header_problems(header: _Header) -> list[CellProblem]:
    known = [name for name in header.names if name]
    if not any(name in FIGURES and name not in BESIDE for name in known):
        return [CellProblem("no-known-column", header.row, "", ", ".join(header.headings))]
    return [
        CellProblem("column-twice", header.row, heading)
        for i, (heading, name) in enumerate(zip(header.headings, header.names, strict=True))
        if name and name in header.names[:i]
    ]


def _table(
    header: _Header, lines: list[tuple[int, list[str]]]
) -> tuple[ResultsTable, list[CellProblem]]:
    problems: list[CellProblem] = []
    columns: dict[str, list[str]] = {name: [] for name in header.names if name}
    for row, cells in lines:
        width = len(header.names)
        if any(cells[width:]):
            problems.append(CellProblem("too-many-cells", row, "", cells[width]))
        filled = (cells + [""] * width)[:width]
        for name, cell in zip(header.names, filled, strict=True):
            if name:
                columns[name].append(cell)
    rows = [row for row, _cells in lines]
    if not rows:
        problems.append(CellProblem("no-rows", header.row, ""))
    table = ResultsTable(
        figures={
            name: _figures(name, columns[name], rows, header, problems)
            for name in columns
            if name in FIGURES
        },
        studies=columns.get("study"),
        subgroups=columns.get("subgroup"),
        rows=rows,
        ignored=[h for h, n in zip(header.headings, header.names, strict=True) if not n and h],
        headings={n: h for h, n in zip(header.headings, header.names, strict=True) if n},
    )
    return table, sorted(problems, key=lambda problem: problem.row)


def _figures(
    name: str, cells: list[str], rows: list[int], header: _Header, problems: list[CellProblem]
) -> list[float]:
    heading = header.headings[header.names.index(name)]
    figures = []
    for row, cell in zip(rows, cells, strict=True):
        code = _wrong(name, cell)
        if code:
            problems.append(CellProblem(code, row, heading, cell))
        value = number(cell)
        figures.append(float("nan") if value is None else value)
    return figures


def _wrong(name: str, cell: str) -> str:
    """The code of what is wrong with a cell, or an empty word."""
    if not cell:
        return "empty-cell"
    if name in COUNTS and _GROUPED.fullmatch(cell):
        return "thousands-or-decimals"
    return "not-a-number" if number(cell) is None else ""


def number(cell: str) -> float | None:
    """A cell's figure, with a point or a comma as decimal sign; None where it is none.

    A typographer's minus sign is one; thousands separators are not read.
    """
    text = cell.replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", "").strip()
    if text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    return float(text) if _PLAIN.fullmatch(text) else None
