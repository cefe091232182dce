"""Results as tables for people: the pooled effect in a sentence, then every figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .blocks import Block
from .case import Case
from .computing import Computed, Problem

NOTHING = "–"


def lines_of(id_: str, case: Case | Problem, got: Computed) -> Iterator[str]:
    """The lines of one result, with an empty line at the end."""
    if isinstance(case, Problem) or got.block is None:
        yield f"{id_}: refused: {got.problem.text if got.problem else ''}"
        yield ""
        return
    yield f"{id_} ({case.kind})"
    yield from sentence(got.block)
    yield from _figures(got.block, case.labels, indent="  ")
    yield ""


def sentence(block: Block) -> Iterator[str]:
    """The pooled effect as people say it, where the block has one on a scale for them."""
    value, limits = block.get("est_natural"), block.get("ci_natural")
    if isinstance(value, float) and isinstance(limits, list | tuple):
        yield f"  {_shown(value)} ({_shown(limits[0])} to {_shown(limits[1])}), {block['k']} studies"
    elif block.get("estimable") is False:
        yield f"  nothing pooled: {block.get('reason') or 'not estimable'}"


def _figures(
    block: Mapping[str, object], labels: Sequence[str] | None, indent: str
) -> Iterator[str]:
    for name, value in block.items():
        if isinstance(value, Mapping):
            yield f"{indent}{name}"
            columns = {key: each for key, each in value.items() if isinstance(each, list)}
            if columns and len(columns) == len(value):
                yield from _table(_rows(columns, labels), indent + "  ")
            else:
                yield from _figures(value, labels, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield f"{indent}{name}"
            own = labels if name in ("rows", "omitted") else None
            yield from _table(_labelled(value, own), indent + "  ")
        else:
            yield f"{indent}{name:18} {_shown(value)}"


def _rows(
    columns: Mapping[str, Sequence[object]], labels: Sequence[str] | None
) -> list[dict[str, object]]:
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return _labelled(rows, labels)


def _labelled(
    rows: Sequence[Mapping[str, object]], labels: Sequence[str] | None
) -> list[dict[str, object]]:
    names = labels or [str(number) for number in range(1, len(rows) + 1)]
    return [
        {"study": name} | {key: each for key, each in row.items() if not isinstance(each, Mapping)}
        if "subgroup" not in row
        else {key: each for key, each in row.items() if not isinstance(each, Mapping)}
        for name, row in zip(names, rows, strict=True)
    ]


def _table(rows: Sequence[Mapping[str, object]], indent: str) -> Iterator[str]:
    """Rows of equal keys in columns as wide as their widest cell; the first to the left."""
    if not rows:
        return
    cells = [list(rows[0])] + [[_shown(each) for each in row.values()] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    for row in cells:
        first, *others = (
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield (indent + "  ".join([first, *others])).rstrip()


def _shown(value: object) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return NOTHING if value != value else f"{value:.4g}" if abs(value) < 1e4 else f"{value:.1f}"
    if isinstance(value, list | tuple):
        return " to ".join(_shown(each) for each in value) if value else NOTHING
    return str(value)
