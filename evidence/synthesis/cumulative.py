"""The pooled effect as studies came in: after the first, the first two, and so on.

Source: [L] Lau J, Antman EM, Jimenez-Silva J, Kupelnick B, Mosteller F, Chalmers TC. N Engl J Med
1992;327:248-54.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np

from .analysis import Pooled, pool_outcome
from .inputs import Column, FloatArray, figures_of
from .measures import outcome
from .recipe import Recipe, recipe


@dataclass(frozen=True, slots=True)
class Cumulative:
    """Results after each study in turn, each (n_studies,); NaN where not defined, as before the second.

    `labels` are the studies in the order in which they were added, `k` how many were pooled by then.
    """

    labels: tuple[str, ...]
    recipe: Recipe
    k: FloatArray
    estimate: FloatArray
    se: FloatArray
    ci_lower: FloatArray
    ci_upper: FloatArray
    p: FloatArray
    tau2: FloatArray
    q: FloatArray
    i2: FloatArray


FIGURES = tuple(
    field.name for field in fields(Cumulative) if field.name not in ("labels", "recipe")
)


def cumulative(
    columns: Mapping[str, Column],
    order: Column | None = None,
    *,
    measure: str,
    method: str,
    model: str,
    tau2: str = "dl",
    ci: str = "wald",
    profile: str = "revman5",
    level: float = 0.95,
    labels: Sequence[str] | None = None,
) -> Cumulative:
    """Pool as `pool` does after each study, in the order of `order` (k,), years for instance ([L]).

    Studies of one value of `order` come in the data's order, as all do without it. A study that is not
    estimable leaves the result as it was. Raises InvalidInput as `pool`.
    """
    chosen = recipe(
        measure=measure, method=method, model=model, tau2=tau2, ci=ci, profile=profile, level=level
    )
    smd = "metafor" if chosen.profile == "metafor" else "revman"
    data = outcome(columns, chosen.measure, smd=smd, level=level, labels=labels)
    ranks = _ranks(order, data.labels)
    rows = [_figures(pool_outcome(data.only(ranks[: i + 1]), chosen)) for i in range(len(ranks))]
    table = np.array(rows, dtype=np.float64).reshape(len(ranks), len(FIGURES)).T
    return Cumulative(tuple(data.labels[i] for i in ranks), chosen, *table)


def _ranks(order: Column | None, labels: Sequence[str]) -> list[int]:
    if order is None:
        return list(range(len(labels)))
    return [int(i) for i in np.argsort(figures_of(order, "year", labels), kind="stable")]


def _figures(pooled: Pooled) -> list[float]:
    values = (getattr(pooled, name) for name in FIGURES)
    return [np.nan if value is None else float(value) for value in values]
