"""Do small studies of a test show it more accurate than large ones? Deeks' regression.

Egger's and Begg's tests mistake the tie between a high odds ratio and its own error for asymmetry,
which is why accuracy has a test of its own.
Source: [D] Deeks JJ, Macaskill P, Irwig L. J Clin Epidemiol 2005;58:882-93.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .effect_sizes import CORRECTION
from .inputs import Column, columns_of, refuse_negative
from .regression import straight_line
from .small_study_effects import ENOUGH_STUDIES


@dataclass(frozen=True, slots=True)
class Deeks:
    """The slope on 1/√ESS with its t test, and the log odds ratio of an endlessly large study.

    `k` studies took part; `enough_studies` is the rule of ten.
    """

    k: int
    slope: float
    slope_se: float
    t: float | None
    df: int
    p: float | None
    limit_estimate: float
    residual_sd: float
    enough_studies: bool


def deeks(
    tp: Column, fp: Column, fn: Column, tn: Column, *, labels: Sequence[str] | None = None
) -> Deeks | None:
    """Regress ln DOR on 1/√ESS with weights ESS, the effective sample size 4·n1·n2/(n1 + n2) ([D]).

    Four columns of counts (k,); n1 with the condition, n2 without. Errors scaled by the residual
    variance, t(k−2). 0.5 goes to all cells of a study with a zero cell; studies without anybody with,
    or without, the condition take no part. None below three studies, or with one ESS only.
    Raises InvalidInput naming the study for a count that is missing or below zero.
    """
    given = {"tp": tp, "fp": fp, "fn": fn, "tn": tn}
    columns, names = columns_of(given, tuple(given), labels)
    for name, counts in zip(given, columns, strict=True):
        refuse_negative(counts, name, names)
    cells = np.array(columns)
    diseased, healthy = cells[0] + cells[2], cells[1] + cells[3]
    both = (diseased > 0) & (healthy > 0)
    cells, diseased, healthy = cells[:, both], diseased[both], healthy[both]
    a, b, c, d = cells + CORRECTION * (cells == 0).any(axis=0)
    size = 4 * diseased * healthy / (diseased + healthy)
    line = straight_line(1 / np.sqrt(size), np.log(a * d / (b * c)), size)
    if line is None:
        return None
    return Deeks(
        k=len(size),
        slope=line.slope,
        slope_se=line.slope_se,
        t=line.slope / line.slope_se if line.slope_se > 0 else None,
        df=line.df,
        p=line.slope_p,
        limit_estimate=line.intercept,
        residual_sd=line.residual_sd,
        enough_studies=len(size) >= ENOUGH_STUDIES,
    )
