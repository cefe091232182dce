"""Results pasted from a spreadsheet onto one outcome: every cell kept as typed, every bad one named.

Text in; rows of figures by the columns of the outcome's kind out, with problems by row and column.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

from evidence.codes import STUDY_DESIGNS
from evidence.figures import COUNTS, NEEDED, WORDS, columns_of, problems_with
from evidence.imports.results_csv import DELIMITERS, FIGURES, number
from evidence.risk_of_bias import JUDGEMENTS

# Below the longest cell that the csv module reads.
LONGEST = 130_000
MOST_ROWS = 500
# What a study is called by, and what stands beside its figures.
BESIDE = {
    "study": ("studies", "study_id", "label", "author", "trial"),
    "population": ("subgroup", "group", "subgroups"),
    "design": ("study_design",),
    "year": ("publication_year",),
    "risk_of_bias": ("rob", "bias"),
    "note": ("notes", "comment"),
    "printed": ("as_printed",),
}
_OBSERVED = {"value": ("figure",), "value_comparison": ("comparison",), "unit": (), "total_1": ()}
# What a forest plot heads the columns of each of its arms with.
_OF_AN_ARM = {"events": ("event",), "total": ("n", "totals"), "mean": (), "sd": ()}
# The reader's names of figures that have another name in a result.
_RENAMED = {"estimate": "log_effect", "TP": "tp", "FP": "fp", "FN": "fn", "TN": "tn"}
# An effect with its limits as printed, or Peto's O − E with its variance, become log effect and error.
RATIO = ("ratio", "ci_lower", "ci_upper")
OBSERVED_EXPECTED = ("O_E", "V")
_Z = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class PasteProblem:
    """Something wrong with the table, a row or a cell.

    `row` is the line, from 1, and 0 for the table; `place` the cell's column, from 0, None where the
    row as a whole is wrong. Codes: `nothing`, `not-text`, `too-long`, `too-many-rows`, `no-rows`,
    `no-known-column`, `column-twice`, `column-missing`, `too-many-cells`, `no-study`, `repeated`,
    `thousands-or-decimals`, `limits-out-of-order`, `unknown-design`, `unknown-judgement`, `no-year`,
    `too-wordy` and those of `evidence.figures.FigureProblem`.
    """

    code: str
    row: int = 0
    column: str = ""
    place: int | None = None
    figure: object = None
    limit: object = None


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One line: its cells as typed, and what they say; figures of bad cells are left out."""

    line: int
    cells: tuple[str, ...]
    words: Mapping[str, str]
    figures: Mapping[str, float | int | str]
    problems: tuple[PasteProblem, ...]

    @property
    def study(self) -> str:
        """The study's label as typed."""
        return self.words.get("study", "")


@dataclass(frozen=True, slots=True)
class Pasted:
    """A table as it was pasted: `names` are what its headings mean, None for a column left aside."""

    headings: tuple[str, ...]
    names: tuple[str | None, ...]
    rows: tuple[PastedRow, ...]
    problems: tuple[PasteProblem, ...]

    @property
    def every_problem(self) -> list[PasteProblem]:
        """Those of the table, then those of its rows in order."""
        return [*self.problems, *(problem for row in self.rows for problem in row.problems)]

    @property
    def ignored(self) -> list[str]:
        """Headings that mean nothing for this outcome."""
        return [h for h, name in zip(self.headings, self.names, strict=True) if not name and h]


def decoded(content: bytes) -> str:
    """The text of a file: UTF-16 with its mark, UTF-8, else Windows' Western encoding."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_pasted(text: str, kind: str) -> Pasted:
    """The table in a pasted text, for an outcome of this kind.

    Tab, semicolon, comma or bar between cells. Without a heading line a table of exactly study and
    needed figures is read in their order.
    """
    unreadable = _unreadable(text)
    lines = [] if unreadable else _lines(text)
    if unreadable or not lines:
        return Pasted((), (), (), (PasteProblem(unreadable or "nothing"),))
    first, cells = lines[0]
    names = _by_arms(cells, [_name_of(cell, kind) for cell in cells], kind)
    if _is_bare(cells, names, kind):
        names, cells = ["study", *NEEDED[kind]], ["study", *NEEDED[kind]]
        lines = [(0, cells), *lines]
    problems = list(_of_headings(first, cells, names, kind))
    if problems:
        return Pasted(tuple(cells), tuple(names), (), tuple(problems))
    rows = tuple(_row(line, typed, cells, names, kind) for line, typed in lines[1:])
    return Pasted(tuple(cells), tuple(names), _unrepeated(rows, names), tuple(_of_size(rows)))


def _unreadable(text: str) -> str:
    if "\0" in text:
        return "not-text"
    return "too-long" if len(text) > LONGEST else ""


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Lines with something in them, numbered from 1, as cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = "\t" if "\t" in first else max(DELIMITERS, key=first.count)
    source = io.StringIO(text, newline="")
    reader = csv.reader(source, delimiter=delimiter, skipinitialspace=True)
    lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    return [(line, cells) for line, cells in lines if any(cells)]


def _is_bare(cells: Sequence[str], names: Sequence[str | None], kind: str) -> bool:
    """Whether the first line is a row already: no heading is known, and figures follow a name."""
    width = 1 + len(NEEDED.get(kind, ()))
    figures = [number(cell) for cell in cells[1:]]
    return not any(names) and len(cells) == width > 1 and None not in figures


# --- Headings ------------------------------------------------------------------------------------


def known_columns(kind: str) -> tuple[str, ...]:
    """The figures that a table may hold for this kind of outcome."""
    instead = (*RATIO, *OBSERVED_EXPECTED) if kind == "generic" else ()
    return (*columns_of(kind), *instead)


def _name_of(heading: str, kind: str) -> str | None:
    plain = "_".join(heading.casefold().replace(".", " ").split())
    for name, others in BESIDE.items():
        if plain in (name, *others):
            return name
    wanted = known_columns(kind)
    own = dict.fromkeys(_OBSERVED, ()) | _OBSERVED if kind not in NEEDED else {}
    for name, others in (*own.items(), *FIGURES.items()):
        meant = _RENAMED.get(name, name)
        if plain in {each.casefold() for each in (name, meant, *others)} and meant in wanted:
            return meant
    return None


def _by_arms(headings: Sequence[str], names: list[str | None], kind: str) -> list[str | None]:
    """The names with those of a forest plot's two arms: Events, Total, Events, Total.

    Only where both arms are whole and in this order: the intervention's first.
    """
    arms = [name for name in NEEDED.get(kind, ()) if name[-2:] in ("_1", "_2")]
    plain = {place: _of_an_arm(headings[place]) for place, name in enumerate(names) if not name}
    places = [place for place, name in plain.items() if name]
    if not arms or [plain[place] for place in places] != [name[:-2] for name in arms]:
        return names
    meant = dict(zip(places, arms, strict=True))
    return [meant.get(place, name) for place, name in enumerate(names)]


def _of_an_arm(heading: str) -> str:
    """`events` of “Events (hepatectomy)”; empty for what no arm has."""
    word = heading.partition("(")[0].strip().casefold()
    return next((name for name, others in _OF_AN_ARM.items() if word in (name, *others)), "")


def _of_headings(
    line: int, headings: Sequence[str], names: Sequence[str | None], kind: str
) -> Iterator[PasteProblem]:
    if not any(name in known_columns(kind) or name in ("printed", "note") for name in names):
        strange = [h for h, name in zip(headings, names, strict=True) if h and not name]
        yield PasteProblem("no-known-column", line, figure=", ".join(strange))
        return
    if "study" not in names:
        yield PasteProblem("column-missing", line, "study")
    for place, (heading, name) in enumerate(zip(headings, names, strict=True)):
        if name and name in names[:place]:
            yield PasteProblem("column-twice", line, heading, place)
    for name in _lacking(names, kind):
        yield PasteProblem("column-missing", line, name)


def _lacking(names: Sequence[str | None], kind: str) -> list[str]:
    """The needed columns that are not there; a generic effect may be given in other ways."""
    instead = (RATIO, OBSERVED_EXPECTED) if kind == "generic" else ()
    if any(all(name in names for name in given) for given in instead):
        return []
    return [name for name in NEEDED.get(kind, ()) if name not in names]


def _of_size(rows: Sequence[PastedRow]) -> Iterator[PasteProblem]:
    if not rows:
        yield PasteProblem("no-rows")
    if len(rows) > MOST_ROWS:
        yield PasteProblem("too-many-rows", rows[MOST_ROWS].line, limit=MOST_ROWS)


# --- Rows ----------------------------------------------------------------------------------------


def _row(
    line: int, typed: list[str], headings: Sequence[str], names: Sequence[str | None], kind: str
) -> PastedRow:
    width = len(names)
    cells = (typed + [""] * width)[: max(width, len(typed))]
    said = {name: cell for name, cell in zip(names, cells, strict=False) if name}
    words = {name: said[name] for name in BESIDE if name in said}
    problems = list(_of_words(words))
    if any(cells[width:]):
        problems.append(PasteProblem("too-many-cells", figure=" ".join(cells[width:]).strip()))
    figures, wrong = _figures({k: cell for k, cell in said.items() if k not in BESIDE}, kind, words)
    placed = [_placed(each, line, headings, names) for each in (*problems, *wrong)]
    return PastedRow(line, tuple(cells), words, figures, tuple(placed))


def _placed(
    problem: PasteProblem, line: int, headings: Sequence[str], names: Sequence[str | None]
) -> PasteProblem:
    """The problem with its row, and the heading as it stands over its cell."""
    name = problem.column
    place = names.index(name) if name in names else None
    heading = headings[place] if place is not None else name
    return PasteProblem(problem.code, line, heading, place, problem.figure, problem.limit)


def _of_words(words: Mapping[str, str]) -> Iterator[PasteProblem]:
    if not words.get("study"):
        yield PasteProblem("no-study", column="study")
    if words.get("design") and words["design"] not in STUDY_DESIGNS:
        yield PasteProblem("unknown-design", column="design", figure=words["design"])
    if words.get("risk_of_bias") and words["risk_of_bias"] not in JUDGEMENTS:
        yield PasteProblem("unknown-judgement", column="risk_of_bias", figure=words["risk_of_bias"])
    year = words.get("year", "")
    if year and not (year.isdecimal() and 1500 <= int(year) <= 2999):
        yield PasteProblem("no-year", column="year", figure=year)
    limits = {"study": 200, "population": 300, "note": 1000, "printed": 500}
    for name, longest in limits.items():
        if len(words.get(name, "")) > longest:
            yield PasteProblem("too-wordy", column=name, limit=longest)


def _figures(
    cells: Mapping[str, str], kind: str, words: Mapping[str, str]
) -> tuple[dict[str, float | int | str], list[PasteProblem]]:
    """The figures of a row, and what is wrong with its cells, each cell named once."""
    wrong = [problem for name, cell in cells.items() for problem in _unread(name, cell)]
    bad = {problem.column for problem in wrong}
    read = {name: _value(name, cell) for name, cell in cells.items() if cell and name not in bad}
    figures, odd = _as_effect(read) if kind == "generic" else (read, [])
    wrong += odd
    bad |= {problem.column for problem in odd}
    in_words = bool(words.get("printed") or words.get("note"))
    wrong += [
        PasteProblem(found.code, column=found.column, figure=found.figure, limit=found.limit)
        for found in problems_with(kind, figures, in_words=in_words)
        if found.column not in bad and not (found.code == "missing" and found.column not in cells)
    ]
    return figures, wrong


def _unread(name: str, cell: str) -> Iterator[PasteProblem]:
    if not cell:
        if name in (*RATIO, *OBSERVED_EXPECTED):
            yield PasteProblem("missing", column=name)
    elif name not in WORDS and number(cell) is None:
        yield PasteProblem("not-a-number", column=name, figure=cell)
    elif name in COUNTS and _is_grouped(cell):
        yield PasteProblem("thousands-or-decimals", column=name, figure=cell)


def _is_grouped(cell: str) -> bool:
    """Whether 1,234 may be a thousand or one and a bit; refused, not guessed."""
    head, _, tail = cell.replace(",", ".").partition(".")
    return len(tail) == 3 and tail.isdecimal() and head.isdecimal() and head.strip("0") != ""


def _value(name: str, cell: str) -> float | int | str:
    if name in WORDS:
        return cell
    figure = number(cell)
    assert figure is not None  # noqa: S101 - cells without a number were sorted out before
    whole = name in COUNTS and math.isfinite(figure) and figure == int(figure)
    return int(figure) if whole else figure


def _as_effect(
    read: Mapping[str, float | int | str],
) -> tuple[dict[str, float | int | str], list[PasteProblem]]:
    """Log effect and error from a ratio with its 95 % limits, or from O − E and V (Peto)."""
    given = {name: float(read[name]) for name in (*RATIO, *OBSERVED_EXPECTED) if name in read}
    figures = {name: value for name, value in read.items() if name not in given}
    wrong = [
        PasteProblem("not-above-zero", column=name, figure=value)
        for name, value in given.items()
        if name != "O_E" and value <= 0
    ]
    if not wrong and all(name in given for name in RATIO):
        ratio, lower, upper = (given[name] for name in RATIO)
        if not lower <= ratio <= upper or lower == upper:
            wrong.append(PasteProblem("limits-out-of-order", column="ratio", figure=ratio))
        else:
            error = (math.log(upper) - math.log(lower)) / (2 * _Z)
            figures |= {"log_effect": math.log(ratio), "se": error}
    elif not wrong and all(name in given for name in OBSERVED_EXPECTED):
        figures |= {"log_effect": given["O_E"] / given["V"], "se": 1 / math.sqrt(given["V"])}
    return figures, wrong


def _unrepeated(rows: Sequence[PastedRow], names: Sequence[str | None]) -> tuple[PastedRow, ...]:
    """The rows, each that repeats an earlier one's study and population with that problem."""
    seen: dict[tuple[str, str], int] = {}
    marked = []
    for row in rows:
        key = (row.study.casefold(), row.words.get("population", "").casefold())
        earlier = seen.setdefault(key, row.line)
        if row.study and earlier != row.line:
            place = names.index("study") if "study" in names else None
            again = PasteProblem("repeated", row.line, "study", place, row.study, earlier)
            row = PastedRow(row.line, row.cells, row.words, row.figures, (*row.problems, again))
        marked.append(row)
    return tuple(marked)
