"""Comparisons of one trial that use the same control group, whose participants would count twice.

Source: [CH] Higgins JPT, Eldridge S, Li T, in Higgins JPT et al. (eds). Cochrane Handbook for
Systematic Reviews of Interventions, version 6.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .inputs import Column, FloatArray, floats

# What makes a control group: its size with its events, or with its mean and standard deviation.
CONTROLS = (("events_2", "total_2"), ("mean_2", "sd_2", "total_2"))
COUNTED = ("events_2", "total_2")
# Reviews tell the comparisons of a trial apart by a letter after the year, or in brackets.
_ARM = re.compile(r"(?<=\d)[a-z]$|\s*[(\[][^)\]]*[)\]]\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SharedControl:
    """Rows (from 0) of one study with the same control group."""

    study: str
    rows: tuple[int, ...]


def trial_of(label: str) -> str:
    """The trial behind a study's name: 'Adams 1999a' and 'Adams 1999 (10 mg)' are Adams 1999."""
    return _ARM.sub("", label.strip()).casefold()


def shared_controls(
    labels: Sequence[str], columns: Mapping[str, Column]
) -> tuple[SharedControl, ...]:
    """Groups of two rows or more of one trial with equal figures in the comparator's columns.

    Empty without such columns: generic estimates do not show their control group.
    """
    wanted = next((names for names in CONTROLS if all(n in columns for n in names)), None)
    if wanted is None:
        return ()
    # beside generic estimates they may have gaps, and a gap is like no other figure.
    controls = [floats(columns[name]).tolist() for name in wanted]
    groups: dict[tuple[object, ...], list[int]] = {}
    for i, (label, *figures) in enumerate(zip(labels, *controls, strict=False)):
        groups.setdefault((trial_of(label), *figures), []).append(i)
    return tuple(
        SharedControl(labels[rows[0]], tuple(rows)) for rows in groups.values() if len(rows) > 1
    )


def divided(
    columns: Mapping[str, Column], shared: Sequence[SharedControl]
) -> dict[str, FloatArray]:
    """The columns with each shared control group divided evenly among its comparisons ([CH]).

    Events and totals are divided and may become fractions; means and standard deviations stay. A remedy
    that leaves some correlation: the better one is to combine the arms.
    """
    result = {name: np.array(values, dtype=np.float64) for name, values in columns.items()}
    for group in shared:
        rows = list(group.rows)
        for name in COUNTED:
            if name in result:
                result[name][rows] /= len(rows)
    return result
