"""What counts as usable input: columns of equal length, finite numbers, counts within totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

FloatArray: TypeAlias = npt.NDArray[np.float64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]
IndexArray: TypeAlias = npt.NDArray[np.intp]
Column: TypeAlias = Sequence[float] | FloatArray
# Lists of nothing else become arrays as they are; true, text and lists in a cell are no figures.
FIGURES = frozenset({int, float})


class InvalidInput(ValueError):
    """A figure that no synthesis may use, with the study and column it stands in.

    `code` is a word for pages (`missing-column`, `lengths-differ`, `not-a-number`, `negative`,
    `not-positive`, `not-whole`, `too-large`, `events-above-total`, `level-outside-0-1`, `limits-out-of-order`, `unknown-option`);
    `study` and `column` are empty where the problem belongs to none.
    """

    def __init__(self, code: str, message: str, *, study: str = "", column: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.study = study
        self.column = column


def study_names(labels: Sequence[str] | None, k: int) -> tuple[str, ...]:
    """Names of the `k` studies: the labels given, else `row 1`, `row 2` and so on."""
    if labels is None:
        return _rows(k)
    if len(labels) != k:
        raise InvalidInput("lengths-differ", f"{len(labels)} labels for {k} studies")
    return tuple(labels)


@lru_cache(maxsize=64)  # ten thousand names would cost more than pooling their studies
def _rows(k: int) -> tuple[str, ...]:
    return tuple(f"row {i}" for i in range(1, k + 1))


def columns_of(
    columns: Mapping[str, Column], wanted: Sequence[str], labels: Sequence[str] | None
) -> tuple[list[FloatArray], tuple[str, ...]]:
    """The wanted columns as float arrays of one shape (k,), with the names of the studies.

    Raises InvalidInput for a missing column, different lengths, and a value that is no finite number.
    """
    for name in wanted:
        if name not in columns:
            raise InvalidInput("missing-column", f"column {name} is missing", column=name)
    k = len(columns[wanted[0]])
    for name in wanted:
        if len(columns[name]) != k:
            text = f"{name} has {len(columns[name])} values, {wanted[0]} has {k}"
            raise InvalidInput("lengths-differ", text, column=name)
    names = study_names(labels, k)
    given = [columns[name] for name in wanted]
    return _all_finite(given) or [
        _finite(values, name, names) for name, values in zip(wanted, given, strict=True)
    ], names


def _all_finite(columns: Sequence[Column]) -> list[FloatArray]:
    """The columns where all are finite numbers, looked at together; else none."""
    if not all(
        isinstance(each, np.ndarray) or FIGURES.issuperset(map(type, each)) for each in columns
    ):
        return []
    try:
        table = np.array(columns, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        return []
    return list(table) if np.count_nonzero(np.isfinite(table)) == table.size else []


def figures_of(
    values: Column, column: str, names: Sequence[str], used: BoolArray | None = None
) -> FloatArray:
    """A column beside the effects as floats (k,); InvalidInput for a bad one of the `used` studies."""
    if len(values) != len(names):
        text = f"{column} has {len(values)} values for {len(names)} studies"
        raise InvalidInput("lengths-differ", text, column=column)
    array = floats(values)
    bad = ~np.isfinite(array) if used is None else ~np.isfinite(array) & used
    refuse(bad, "not-a-number", "is not a finite number", column, values, names)
    return array


def _finite(values: Column, column: str, names: Sequence[str]) -> FloatArray:
    array = floats(values)
    refuse(~np.isfinite(array), "not-a-number", "is not a finite number", column, values, names)
    return array


def floats(values: Column) -> FloatArray:
    """Floats (k,), NaN for whatever is no number."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "fiu":
        return values.astype(np.float64, copy=False)
    return np.array([_number_or_nan(value) for value in values], dtype=np.float64)


def _number_or_nan(value: object) -> float:
    if isinstance(value, bool | np.bool_ | str | bytes):  # float() would take them: 1, "1_0"
        return float("nan")
    try:
        return float(value)  # type: ignore[arg-type]  # anything may stand in a cell
    except (TypeError, ValueError, OverflowError):
        return float("nan")


def refuse(
    bad: BoolArray, code: str, what: str, column: str, values: Column, names: Sequence[str]
) -> None:
    """Raise InvalidInput naming the first study where `bad` is true."""
    if bad.any():
        first = int(np.argmax(bad))
        text = f"{names[first]}: {column} {what} ({values[first]!s:.40})"
        raise InvalidInput(code, text, study=names[first], column=column)


def refuse_negative(values: FloatArray, column: str, names: Sequence[str]) -> None:
    """Raise InvalidInput naming the first study with a value below zero."""
    refuse(values < 0, "negative", "is below zero", column, values, names)


def refuse_not_positive(values: FloatArray, column: str, names: Sequence[str]) -> None:
    """Raise InvalidInput naming the first study with a value of zero or less."""
    refuse(values <= 0, "not-positive", "is not above zero", column, values, names)


def refuse_above(
    part: FloatArray, whole: FloatArray, part_name: str, whole_name: str, names: Sequence[str]
) -> None:
    """Raise InvalidInput naming the first study with more events than participants."""
    what = f"is more than {whole_name}"
    refuse(part > whole, "events-above-total", what, part_name, part, names)


def one_of(value: str, allowed: Sequence[str], option: str) -> str:
    """The value in the spelling of `allowed`, whatever its case; InvalidInput for anything else."""
    for word in allowed:
        if value.lower() == word.lower():
            return word
    text = f"{option} {value!r} is not one of {', '.join(allowed)}"
    raise InvalidInput("unknown-option", text, column=option)
