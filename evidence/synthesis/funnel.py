"""What a funnel plot shows: studies, the pseudo limits about the pooled effect, contours of significance.

Sources: [SE] Sterne JAC, Egger M. J Clin Epidemiol 2001;54:1046-55 (standard error as the axis).
[P] Peters JL, Sutton AJ, Jones DR, Abrams KR, Rushton L. J Clin Epidemiol 2008;61:991-6 (contours).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .analysis import Pooled
from .distributions import normal_quantile
from .inputs import FloatArray, InvalidInput

LEVELS = (0.90, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Contour:
    """Effects between `lower` and `upper` are not significant at `level`; each (2,), at SE 0 and at the largest."""

    level: float
    lower: FloatArray
    upper: FloatArray


@dataclass(frozen=True, slots=True)
class Funnel:
    """Points (k,) of the pooled studies on the analysis scale; all lines run straight from 0 to `se_limit`.

    `centre` is the pooled effect, `null` the effect of no difference; `beyond` (k,) counts the contours
    that a study lies outside of: 0 is P above 0.10, 3 below 0.01. `centre` is None where nothing is pooled.
    """

    labels: tuple[str, ...]
    estimate: FloatArray
    se: FloatArray
    se_limit: float
    centre: float | None
    pseudo: Contour | None
    null: float
    contours: tuple[Contour, ...]
    beyond: FloatArray


def funnel(
    pooled: Pooled, *, levels: Sequence[float] = LEVELS, se_limit: float | None = None
) -> Funnel:
    """The points and lines of a contour-enhanced funnel plot ([SE], [P]).

    Contours are 0 ± z·SE, 0 being no difference on the analysis scale; the pseudo limits θ ± z·SE hold the
    recipe's share of studies where only chance divides them. `se_limit` is the largest error by default.
    """
    if list(levels) != sorted(set(levels)) or not all(0 < level < 1 for level in levels):
        raise InvalidInput("level-outside-0-1", f"levels {levels} do not rise between 0 and 1")
    y, se = pooled.pooled_effects()
    limit = se_limit if se_limit is not None else float(se.max()) if len(se) else 0.0
    contours = tuple(_contour(0.0, level, limit) for level in levels)
    ratio = np.abs(y) / se
    beyond = sum((ratio > normal_quantile(level) for level in levels), np.zeros(len(y)))
    counted = pooled.studies.estimable
    labels = zip(pooled.studies.labels, counted, strict=True)
    centre = pooled.estimate
    return Funnel(
        labels=tuple(label for label, used in labels if used and pooled.estimable),
        estimate=y,
        se=se,
        se_limit=limit,
        centre=centre,
        pseudo=None if centre is None else _contour(centre, pooled.recipe.level, limit),
        null=0.0,
        contours=contours,
        beyond=np.asarray(beyond, dtype=np.float64),
    )


def _contour(centre: float, level: float, limit: float) -> Contour:
    half = normal_quantile(level) * limit
    return Contour(level, np.array([centre, centre - half]), np.array([centre, centre + half]))
